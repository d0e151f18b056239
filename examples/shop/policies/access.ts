// Who may call whom. With deny-by-default, nothing else can.
import { allOf, anyone, GET, grpc, header, ipBlock, POST, PUT, path, requestPrincipal } from 'meshwright';
import { checkout, login, platform } from './mesh.ts';
import {
  accounts,
  api,
  cart,
  catalog,
  hooks,
  inventory,
  mailer,
  orders,
  payments,
  sessions,
  shipping,
  web,
} from './services.ts';
import { carriers } from './site.ts';

web.calls(api, GET('/api/{**}'));
web.calls(sessions);
api.calls(catalog, GET('/products', '/products/{*}'));
api.calls(cart, GET('/carts/{*}'), POST('/carts/{*}/items'), PUT('/carts/{*}/items/{*}'));
api.calls(sessions);
cart.calls(inventory, GET('/stock/{*}'));
cart.calls(sessions);
orders.calls(payments, POST('/charges'));
hooks.calls(shipping, POST('/parcels/{*}/events'));
orders.calls(shipping, POST('/parcels'), GET('/parcels/{*}'));
orders.calls(inventory, POST('/reservations'));
orders.calls(mailer, grpc('shop.Mailer/Send'));
accounts.calls(mailer, grpc('shop.Mailer'));

// A customer's own, for the bearer of a token: the API passes it on.
orders.allow({
  from: allOf(api, requestPrincipal(login, { claims: { groups: ['customers', 'staff'] } })),
  requests: [POST('/orders'), GET('/orders/{*}')],
});
accounts.allow({ from: allOf(api, requestPrincipal(login)), requests: { paths: [path.prefix('/me')] } });
orders.deny({ from: anyone, requests: POST('/orders'), when: { headers: { 'x-read-only': header.exact('true') } } });

// By port: the administration of payments is for its own namespace.
payments.allow({ from: checkout, requests: { methods: ['GET'], paths: ['/stats'], ports: ['http-admin'] } });
payments.deny({ from: anyone, except: checkout });

// By address: what has no identity. The appliance's test bench is near it, and not welcome.
hooks.allow({ from: ipBlock(carriers.all), requests: POST('/hooks/{*}') });
hooks.deny({ from: ipBlock(carriers.testBench) });

// The platform looks after itself.
platform.allow({ from: platform, requests: { methods: ['GET', 'HEAD'], paths: ['/healthz'], ports: [8080] } });
shipping.deny({ from: anyone, requests: { hosts: ['parcels.example.com'] } });
