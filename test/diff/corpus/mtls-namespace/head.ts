import { running } from '../shop.ts';

const { root } = running();
const jobs = root.namespace('jobs', { dataPlane: 'sidecar', mtls: 'permissive' });
jobs.service('nightly', { ports: { http: 80 } });
jobs.service('hourly', { ports: { http: 80 } });

export default root;
