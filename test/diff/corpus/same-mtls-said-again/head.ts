import { running } from '../shop.ts';

const { root } = running();
root.namespace('other', { dataPlane: 'sidecar', mtls: 'strict' });

export default root;
