import { GET, POST } from 'meshwright';
import { apps, shop } from './mesh.ts';

export const web = apps.service('web', { ports: { http: 8080 } });
export const cart = apps.service('cart', { ports: { http: 8080 } });
export const stock = apps.service('stock', { ports: { http: 8080 } });

// Everything that web may do with the cart, in one place.
web.calls(cart, GET('/items/{*}'), POST('/items'));
for (const [from, to] of [[cart, stock]] as const) from.calls(to, GET('/stock/{*}'));

export default shop;
