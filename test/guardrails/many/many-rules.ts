// A service with five hundred denials by header and five hundred templates that overlap, and guardrails about it.
import { anyone, GET, type HeaderPattern, header, type Mesh, mesh } from 'meshwright';

export function manyRules(banned: (i: number) => HeaderPattern): Mesh {
  const shop = mesh('shop', { mtls: 'strict', authorization: 'deny-by-default' });
  const store = shop.namespace('store', { dataPlane: 'sidecar' });
  const edge = shop.gateway('edge', {
    namespace: store,
    listeners: { http: { port: 80, hosts: ['shop.example.com'] } },
  });
  const web = store.service('web', { ports: { http: 8080 } });
  const api = store.service('api', { ports: { http: 8080 } });

  for (let i = 0; i < 500; i++) {
    api.deny({ from: anyone, requests: { headers: { 'x-key': banned(i) } } });
    const segments = Array.from({ length: 12 }, (_, at) => (at === i % 12 ? `s${i}` : '{*}'));
    api.allow({ from: web, requests: { paths: [`/${segments.join('/')}`] } });
  }

  edge.route(web, { hosts: ['shop.example.com'], paths: ['/'] });

  shop.never('the edge calls web only', { from: edge, to: api });
  shop.never('nothing is deleted from outside', {
    from: edge,
    reaches: api,
    requests: { methods: ['DELETE'], paths: ['/x'] },
  });
  shop.always('web reads', {
    from: web,
    to: api,
    requests: { ...GET('/s0/a/b/c/d/e/f/g/h/i/j/k'), headers: { 'x-key': header.absent } },
  });
  return shop;
}
