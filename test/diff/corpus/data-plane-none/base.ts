import { running } from '../shop.ts';

const { root } = running();
const jobs = root.namespace('jobs', { dataPlane: 'sidecar' });
jobs.service('nightly', { ports: { http: 80 } });

export default root;
