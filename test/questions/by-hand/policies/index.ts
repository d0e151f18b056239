// What is written by hand beside the policies decides in the mesh, so questions have to know it.
import { GET, mesh, POST, path } from 'meshwright';

const shop = mesh('shop');
const apps = shop.namespace('apps', { dataPlane: 'sidecar' });
const ports = { http: 8080 };

const web = apps.service('web', { ports });
const cart = apps.service('cart', { ports, versions: { v1: { image: 'cart:1' }, v2: { image: 'cart:2' } } });
const stock = apps.service('stock', { ports });
const bank = apps.service('bank', { ports });

web.calls(cart, GET('/carts/{*}'));
web.calls(stock, GET('/stock/{*}'), POST('/stock'));
cart.calls(bank, POST('/payments'));

const edge = shop.gateway('edge', {
  namespace: apps,
  workload: { namespace: 'apps', selector: { app: 'edge' }, serviceAccount: 'edge' },
  listeners: { http: { port: 80, hosts: ['shop.example.com'] } },
});
edge.route(web, { hosts: ['shop.example.com'], paths: [path.prefix('/')] });

const app = (name: string, more = {}) => ({ matchLabels: { app: name, ...more } });

// Lets more in.
apps.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'cart-admin' },
  spec: {
    selector: app('cart', { version: 'v2' }),
    action: 'ALLOW',
    rules: [{ to: [{ operation: { methods: ['DELETE'] } }] }],
  },
});

// Lets less in.
apps.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'frozen' },
  spec: { selector: app('stock'), action: 'DENY', rules: [{ to: [{ operation: { methods: ['POST'] } }] }] },
});
apps.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'closed' },
  spec: { selector: app('edge'), action: 'DENY', rules: [{ to: [{ operation: { paths: ['/internal*'] } }] }] },
});

// Lets others in, and to something else.
apps.patch(
  { kind: 'AuthorizationPolicy', name: 'bank' },
  { spec: { rules: [{ to: [{ operation: { paths: ['/payments', '/refunds'] } }] }] } },
);

// Has no proxy.
const bare = apps.service('bare', { ports, versions: { v1: { image: 'bare:1' } } });
apps.patch(
  { kind: 'Deployment', name: 'bare-v1' },
  { spec: { template: { metadata: { labels: { 'sidecar.istio.io/inject': 'false' } } } } },
);
web.calls(bare, GET('/bare'));

// Takes plaintext.
apps.raw({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'old-clients' },
  spec: { selector: app('bank'), mtls: { mode: 'PERMISSIVE' } },
});

export default shop;
