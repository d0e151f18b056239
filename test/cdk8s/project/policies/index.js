// A mesh with constructs of cdk8s inside: one API object, and a chart that holds two.
import { ApiObject, Chart, Testing } from 'cdk8s';
import { GET, mesh, path, target } from 'meshwright';

export const shop = mesh('shop', { tracing: { provider: 'otel', sampling: target.environment === 'prod' ? 1 : 100 } });
const store = shop.namespace('store', { dataPlane: 'sidecar' });
const cart = store.service('cart', {
  ports: { http: 8080 },
  versions: { v1: { image: 'cart:1' }, v2: { image: 'cart:2' } },
});
const web = store.service('web', { ports: { http: 8080 }, versions: { v1: { image: 'web:1' } } });
web.calls(cart, GET('/cart/{*}'));
cart.route({ name: 'canary', to: { v1: 90, v2: 10 }, timeout: '5s' });
const edge = shop.gateway('edge', {
  namespace: store,
  listeners: { https: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'shop-cert' } } },
});
edge.route(web, { paths: [path.prefix('/')] });

const chart = new Chart(Testing.app(), 'flags');
new ApiObject(chart, 'one', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' }, data: { beta: 'off' } });
new ApiObject(chart, 'two', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'two' }, data: { beta: 'yes' } });
store.raw(chart);
store.raw(new ApiObject(chart, 'three', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'three' } }));
