// A call is an edge of the call graph and the permission; callers of one request share a rule.
import { GET, mesh, POST } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });

const cart = web.service('cart', { ports: { http: 8080 } });
const front = web.service('front', { ports: { http: 8080 } });
const admin = web.service('admin', { ports: { http: 8080 } });

front.calls(cart, GET('/carts/{*}'));
admin.calls(cart, GET('/carts/{*}'));
admin.calls(cart, POST('/carts'), GET('/health'));
front.calls(admin);
