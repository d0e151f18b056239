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

// Beside what the policies say.
apps.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'refunds' },
  spec: {
    selector: { matchLabels: { app: 'payment' } },
    action: 'ALLOW',
    rules: [
      {
        from: [{ source: { principals: ['cluster.local/ns/apps/sa/web'] } }],
        to: [{ operation: { paths: ['/refunds'] } }],
      },
    ],
  },
});

export default shop;
