import { GET } from 'meshwright';
import { apps, shop } from './mesh.ts';

export const web = apps.service('web', { ports: { http: 8080 } });
export const cart = apps.service('cart', { ports: { http: 8080 } });
export const stock = apps.service('stock', { ports: { http: 8080 } });

web.calls(cart, GET('/items/{*}'));
cart.calls(stock, GET('/stock/{*}'));

export default shop;
