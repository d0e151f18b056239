// The way in: several listeners, and routes of every kind.
import { anyone, path } from 'meshwright';
import { front, shop } from './mesh.ts';
import { api, jobs, vault, web } from './services.ts';

export const edge = shop.gateway('edge', {
  namespace: front,
  listeners: {
    https: { port: 443, hosts: ['shop.example.com'], tls: { mode: 'terminate', credential: 'shop-cert' } },
    tenants: { port: 443, hosts: ['*.tenants.example.com'], tls: { mode: 'terminate', credential: 'tenants-cert' } },
    sealed: { port: 443, hosts: ['sealed.example.com'], tls: { mode: 'passthrough' } },
    http: { port: 80, hosts: ['plain.example.com'] },
  },
});

edge.route(api, {
  hosts: ['shop.example.com'],
  match: { path: path.prefix('/goods'), methods: ['GET'] },
  rewrite: { path: '/items' },
  port: 'http',
});
edge.route({ hosts: ['shop.example.com'], paths: ['/'], redirect: { path: '/goods/1', status: 302 } });
edge.route({ hosts: ['shop.example.com'], paths: ['/robots.txt'], directResponse: { status: 200, body: 'none' } });
edge.route(web, { hosts: ['*.tenants.example.com'], paths: [path.exact('/'), '/t/{*}'] });
edge.route(jobs, { hosts: ['plain.example.com'], paths: [path.prefix('/jobs')] });
edge.route(vault, { hosts: ['sealed.example.com'] });
edge.deny({ from: anyone, requests: { paths: ['/goods/hidden'] } });
