import { GET, mesh, path, target } from 'meshwright';

const shop = mesh('shop');
const apps = shop.namespace('apps', { dataPlane: 'sidecar' });
const [web, cart, payment, audit] = ['web', 'cart', 'payment', 'audit'].map((name) =>
  apps.service(name, { ports: { http: 8080 }, versions: { v1: { image: `registry.example.com/${name}:1.0.0` } } }),
) as [Service, Service, Service, Service];
type Service = ReturnType<typeof apps.service>;

web.calls(cart, GET('/carts/{*}'));
cart.calls(payment);
payment.allow({ name: 'admins', from: audit, requests: GET(target.name === 'dev' ? '/{**}' : '/reports/{**}') });

const edge = shop.gateway('edge', {
  namespace: apps,
  listeners: { http: { port: 80, hosts: ['shop.example.com'] } },
});
edge.route(web, { hosts: ['shop.example.com'], paths: [path.prefix('/shop')] });

export default shop;
