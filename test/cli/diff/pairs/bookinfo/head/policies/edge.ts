// The way in from outside the cluster, and what must never be true of it.
import { path } from 'meshwright';
import { bookinfo, productpage, ratings } from './bookinfo.ts';
import { shop } from './mesh.ts';

export const edge = shop.gateway('bookinfo-gateway', {
  namespace: bookinfo,
  listeners: {
    https: { port: 443, hosts: ['bookinfo.example.com'], tls: { mode: 'terminate', credential: 'bookinfo-cert' } },
    http: { port: 80, hosts: ['bookinfo.example.com'], redirect: 'https' },
  },
});

edge.route(productpage, {
  hosts: ['bookinfo.example.com'],
  paths: [
    path.exact('/productpage'),
    path.prefix('/static'),
    path.exact('/login'),
    path.exact('/logout'),
    path.exact('/health'),
    path.prefix('/api/v1/products'),
  ],
});

// Guardrails: proven on every compile, with a counterexample request where they fail.
shop.never('ratings stay internal', { from: edge, to: ratings });
