import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
const edge = root.gateway('edge', { namespace, listeners: { http: { port: 80, hosts: ['shop.example.com'] } } });
edge.route(frontend, { paths: ['/cart'] });

export default root;
