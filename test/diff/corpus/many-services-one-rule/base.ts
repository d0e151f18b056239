import { GET } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
const jobs = Array.from({ length: 30 }, (_, i) => namespace.service(`job-${i + 1}`, { ports: { http: 80 } }));
for (const job of jobs) frontend.calls(job, GET('/status'));

export default root;
