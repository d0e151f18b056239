import { running } from '../shop.ts';

const { root } = running();
root.namespace('jobs', { dataPlane: 'sidecar' });

export default root;
