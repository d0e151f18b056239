import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
const admin = namespace.service('admin', { ports: { http: 80, metrics: { port: 9090, protocol: 'http' } } });
admin.allow({ from: frontend, requests: { ports: ['http', 'metrics'] } });

export default root;
