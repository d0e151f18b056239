import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
const edge = root.gateway('edge', {
  namespace,
  listeners: { web: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'shop-cert' } } },
});
edge.route(frontend, { name: 'cart', paths: ['/cart'] });

export default root;
