import { anyone, path } from 'meshwright';
import { running } from '../shop.ts';

const { root, namespace, frontend } = running();
const edge = root.gateway('edge', {
  namespace,
  listeners: { https: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'shop-cert' } } },
});
edge.route(frontend, { paths: [path.prefix('/')] });
edge.deny({ from: anyone, requests: { paths: [path.prefix('/admin')] } });

export default root;
