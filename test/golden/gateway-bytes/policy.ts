// TLS that is not terminated goes by the name that the client asks for, TCP by the port.
import { mesh } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
const vault = web.service('vault', { ports: { tls: { port: 8200, protocol: 'tls' } } });
const db = web.service('db', { ports: { mongo: { port: 27017, protocol: 'mongo' } }, versions: { v1: {}, v2: {} } });

const edge = shop.gateway('edge', {
  namespace: web,
  listeners: {
    vault: { port: 443, hosts: ['*.vault.example.com'], tls: { mode: 'passthrough' } },
    mongo: { port: 27017, protocol: 'tcp', hosts: ['*'] },
  },
});
edge.route(vault, { hosts: ['a.vault.example.com'], listeners: ['vault'] });
edge.route(db, { listeners: ['mongo'], to: { v1: 50, v2: 50 } });
