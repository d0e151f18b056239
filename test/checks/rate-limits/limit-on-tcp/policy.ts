import { mesh } from 'meshwright';

export const shop = mesh('shop');
const app = shop.namespace('app', { dataPlane: 'sidecar' });
const db = app.service('db', { ports: { tcp: 5432 } });
db.rateLimit({ limit: 100, per: '1m' });
const both = app.service('both', { ports: { http: 8080, 'tcp-admin': 7000 } });
both.calls(db);
both.rateLimit({ limit: 100, per: '1m', requests: { ports: ['tcp-admin'] } });
both.rateLimit({ limit: 100, per: '1m', requests: { ports: ['http'], notPorts: ['http'] } });
const edge = shop.gateway('edge', {
  namespace: app,
  listeners: { tls: { port: 443, hosts: ['db.example.com'], tls: { mode: 'passthrough' } } },
});
edge.route(db, { hosts: ['db.example.com'] });
edge.rateLimit({ limit: 100, per: '1m' });
