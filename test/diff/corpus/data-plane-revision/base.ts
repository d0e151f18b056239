import { running } from '../shop.ts';

const { root } = running();
root.namespace('jobs', { dataPlane: { sidecar: { revision: 'old' } } });

export default root;
