import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
const cache = namespace.service('cache', { ports: { main: { port: 6379, protocol: 'http' } } });
frontend.calls(cache);

export default root;
