// Who may call whom: every kind of caller, request and condition.
import {
  allOf,
  anyone,
  authenticated,
  GET,
  header,
  ipBlock,
  POST,
  path,
  requestPrincipal,
  serviceAccount,
  spiffe,
  trustDomain,
} from 'meshwright';
import { front, login } from './mesh.ts';
import { api, cache, jobs, net, routed, status, tickets, web } from './services.ts';

web.calls(api, GET('/items/{*}'), POST('/items'));
web.calls(cache);
web.calls(routed);
jobs.calls(tickets, GET('/internal/{**}'));

api.allow({ from: front, requests: { methods: ['GET'], paths: ['/admin/{**}'], ports: ['http-admin'] } });
api.allow({ from: serviceAccount('elsewhere/auditor'), requests: GET('/audit') });
api.deny({ from: anyone, requests: { paths: [path.prefix('/items/secret')] } });
api.deny({ from: anyone, requests: { headers: { 'x-debug': header.present } } });
api.allow({ from: anyone, requests: GET('/dry'), dryRun: true });
api.deny({ from: anyone, requests: GET('/items/1'), dryRun: true });

tickets.allow({ from: requestPrincipal(login, { claims: { groups: 'support' } }), requests: GET('/tickets/{*}') });
tickets.allow({
  from: requestPrincipal(login, { claims: { 'realm.role': header.prefix('adm') } }),
  requests: GET('/realm'),
});
tickets.allow({ from: requestPrincipal(login, { audiences: ['shop'] }), requests: GET('/audience') });
tickets.allow({ from: allOf(web, requestPrincipal(login, { subject: 'alice' })), requests: GET('/orders') });

net.allow({ from: ipBlock('10.55.0.0/16'), requests: GET('/near') });
net.allow({ from: ipBlock('192.0.2.0/24'), requests: GET('/far') });
net.allow({ from: authenticated, except: web, requests: GET('/others') });
net.allow({ from: trustDomain('cluster.local'), requests: GET('/ours') });
net.allow({ from: spiffe('spiffe://other.example/ns/front/sa/web'), requests: GET('/theirs') });
net.allow({ from: front, requests: { hosts: ['net.back.svc.cluster.local'], paths: ['/host'] } });
net.allow({ from: front, requests: { notMethods: ['POST', 'PUT'], paths: ['/not-post'] } });
net.allow({ from: front, requests: { methods: ['PUT'], notPaths: [path.prefix('/not'), path.suffix('.html')] } });
net.allow({ from: front, requests: { methods: ['PATCH'], headers: { 'x-kind': header.not('bad') } } });
net.allow({ from: front, requests: { methods: ['DELETE'] }, when: { headers: { 'x-really': 'yes' } } });

status.allow({ from: anyone, requests: { methods: ['GET'], paths: ['/healthz'], ports: ['http-status'] } });
status.allow({ from: web, requests: GET('/{**}') });

front.allow({ from: front, requests: { methods: ['GET'], paths: ['/shared', '/shared/{**}'] } });
front.deny({ from: anyone, requests: { paths: ['/shared/never'], ports: [80] } });
net.deny({ from: spiffe('spiffe://cluster.local/ns/elsewhere/sa/exile') });
