import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, orders } = running();
const jobs = Array.from({ length: 30 }, (_, i) => namespace.service(`job-${i + 1}`, { ports: { http: 80 } }));
for (const job of jobs) job.calls(orders, GET('/x'), GET('/y'));

export default root;
