import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });

cart.route(
  { name: 'too-much', match: { path: '/a' }, to: { v1: 120, v2: 10 } },
  { name: 'too-little', match: { path: '/b' }, to: { v1: 50, v2: 40 } },
  { name: 'canary', to: { v1: 90, v2: 20 } },
);

const blog = app.service('blog', { ports: { http: 8080 } });
blog.route({
  name: 'list',
  to: [
    { service: blog, weight: 0.5 },
    { service: cart, version: 'v1', weight: -1 },
  ],
});
