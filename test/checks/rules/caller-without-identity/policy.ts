import { GET, mesh, serviceAccount } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const bare = shop.namespace('bare', { dataPlane: 'none' });
const legacy = bare.service('legacy', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });

legacy.calls(cart, GET('/x'));
cart.deny({ from: bare, requests: GET('/admin') });
cart.allow({ from: serviceAccount('bare/legacy'), requests: GET('/y') });
