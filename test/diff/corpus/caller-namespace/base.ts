import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, orders } = running();
const jobs = root.namespace('jobs', { dataPlane: 'sidecar' });
const nightly = jobs.service('nightly', { ports: { http: 80 } });
orders.allow({ from: nightly, requests: GET('/export') });

export default root;
