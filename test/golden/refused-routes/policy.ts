import { header, mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const cart = web.service('cart', { ports: { http: 80 } });

cart.route(
  { match: { headers: { 'x-a': header.not(header.regex('a*')) } }, directResponse: { status: 200 } },
  {
    match: { path: '/b' },
    redirect: { path: '/c' },
    fault: { abort: { httpStatus: 500, percentage: 1 } },
    rewrite: { path: '/d' },
  },
);
web
  .service('vault', { ports: { tls: { port: 443, protocol: 'tls' } }, versions: { v1: {}, v2: {} } })
  .route({ to: { v1: 50, v2: 50 } });
