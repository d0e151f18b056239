// Guardrails that no rule breaks: one service is open because nothing has to be allowed, one because it has no proxy.
import { mesh } from 'meshwright';

export const shop = mesh('shop', { authorization: 'allow-by-default' });
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const legacy = shop.namespace('legacy', { dataPlane: 'none' });
const web = app.service('web', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
const stock = legacy.service('stock', { ports: { http: 8080 } });

shop.never('web does not call the others', { from: web, to: [cart, stock] });
