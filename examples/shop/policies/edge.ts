// The two ways in: the shop for customers, the back office for staff.
import { anyone, path, remoteIpBlock, requestPrincipal } from 'meshwright';
import { login, shop, staff, storefront } from './mesh.ts';
import { accounts, api, orders, payments, sessions, web } from './services.ts';
import { banned } from './site.ts';

export const edge = shop.gateway('edge', {
  namespace: storefront,
  listeners: {
    https: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'shop-cert' } },
    office: { port: 443, hosts: ['office.example.com'], tls: { mode: 'terminate', credential: 'office-cert' } },
    http: { port: 80, hosts: ['shop.example.com', 'office.example.com'], redirect: 'https' },
  },
});

edge.route(api, { hosts: ['shop.example.com'], paths: [path.prefix('/api')] });
edge.route(web, { hosts: ['shop.example.com'], match: { path: path.prefix('/'), methods: ['GET', 'HEAD'] } });
edge.route(orders, { hosts: ['office.example.com'], paths: [path.prefix('/orders')], timeout: '10s' });
edge.route(accounts, { hosts: ['office.example.com'], match: { path: '/accounts/{*}', methods: ['GET'] } });

// Tokens are checked at the edge: nobody is in the back office without one of staff's, nobody writes to the shop without any.
edge.deny({ from: anyone, except: requestPrincipal(staff), requests: { hosts: ['office.example.com'] } });
edge.deny({
  from: anyone,
  except: requestPrincipal(login),
  requests: { hosts: ['shop.example.com'], notMethods: ['GET', 'HEAD'] },
});
edge.deny({ from: remoteIpBlock(banned) });
edge.deny({ from: anyone, requests: { paths: [path.prefix('/api/internal')] } });

// Guardrails: proven on every compile, with a counterexample request where they fail.
shop.never('payments are taken by the checkout only', { from: edge, to: payments });
shop.never('nobody reads the sessions from outside', { from: edge, to: sessions });
