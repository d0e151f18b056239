// Guardrails that hold, and guardrails that do not.
import { allOf, anyone, DELETE, GET, mesh, path, requestPrincipal, serviceAccount } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const data = shop.namespace('data', { dataPlane: 'sidecar' });
const web = app.service('web', { ports: { http: 8080 } });
const cart = app.service('cart', { ports: { http: 8080 } });
const orders = app.service('orders', { ports: { http: 8080 } });
const db = data.service('db', { ports: { 'tcp-sql': 5432 } });
const edge = shop.gateway('edge', { namespace: app, listeners: { http: { port: 80, hosts: ['shop.example.com'] } } });

edge.route(web, { paths: [path.prefix('/')] });
web.calls(cart, GET('/cart/{*}'), DELETE('/cart/{*}'));
cart.calls(orders, GET('/orders/{**}'));
orders.calls(db);
cart.deny({ from: anyone, requests: DELETE('/cart/all') });

shop.never('the world has no way to the database', { from: edge, to: db });
shop.never('nobody empties carts', { from: anyone, to: cart, requests: DELETE('/cart/all') });
shop.always('the shop can be read', { from: web, to: cart, requests: GET('/cart/{*}') });
shop.never('strangers', { from: serviceAccount('other/stranger'), to: [app, data] });

shop.never('the world is far from the data', { from: edge, reaches: data });
shop.never('nobody deletes', { from: anyone, to: [cart, orders], requests: DELETE('/{**}') });
shop.always('carts can be emptied', { from: web, to: cart, requests: DELETE('/cart/{*}') });
shop.always('orders can be written', {
  from: cart,
  to: orders,
  requests: { methods: ['GET', 'POST'], paths: ['/orders/{*}'] },
});

// Whoever asks for tokens of one issuer refuses those of others.
const login = shop.issuer('login', { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/jwks' });
shop.issuer('staff', { issuer: 'https://staff.example.com', jwksUri: 'https://staff.example.com/jwks' });
const account = app.service('account', { ports: { http: 8080 } });
web.calls(account, GET('/me'));
account.allow({ from: allOf(web, requestPrincipal(login)), requests: GET('/me/{*}') });
shop.always('everybody sees himself', { from: web, to: account, requests: GET('/me') });
shop.always('customers see their orders', {
  from: allOf(web, requestPrincipal(login)),
  to: account,
  requests: GET('/me/{*}'),
});
