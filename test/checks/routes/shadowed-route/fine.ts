import { header, mesh, path } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const cart = app.service('cart', { ports: { http: 8080 }, versions: { v1: {}, v2: {} } });

cart.route(
  { name: 'reads', match: { methods: ['GET'], path: path.prefix('/items') }, to: { v1: 100 } },
  { name: 'puts', match: { methods: ['GET', 'PUT'], path: '/items/{*}' }, to: { v2: 100 } },
  { name: 'not-below', match: { methods: ['GET'], path: '/itemsfoo' }, to: { v2: 100 } },
  { name: 'not-jason', match: { headers: { 'end-user': header.not(header.exact('jason')) } }, to: { v1: 100 } },
  { name: 'jason', match: { headers: { 'end-user': header.exact('jason') } }, to: { v2: 100 } },
);
