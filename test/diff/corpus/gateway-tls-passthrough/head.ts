import { running } from '../shop.ts';

const { root, namespace } = running();
const vault = namespace.service('vault', { ports: { tls: 8443 } });
const edge = root.gateway('edge', {
  namespace,
  listeners: { tls: { port: 8443, hosts: ['vault.example.com'], tls: { mode: 'passthrough' } } },
});
edge.route(vault, { hosts: ['vault.example.com'] });

export default root;
