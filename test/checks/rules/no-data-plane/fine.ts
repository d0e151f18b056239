import { anyone, GET, mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const bare = shop.namespace('bare', { dataPlane: 'none' });
bare.service('legacy', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
const web = app.service('web', { ports: { http: 8080 } });

web.calls(cart, GET('/x'));
shop.deny({ from: anyone, requests: GET('/admin') });
