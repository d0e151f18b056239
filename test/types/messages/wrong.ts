// Each statement is a mistake that must not type-check; messages.txt holds what the type checker says.
import { anyone, GET, mesh } from 'meshwright';

const shop = mesh('shop', {});
const ns = shop.namespace('a', { dataPlane: 'sidecar' });
const reviews = ns.service('reviews', {
  ports: { http: 9080, tcp: { port: 5432 } },
  versions: { v1: { image: 'x' }, v2: {} },
});
const plain = ns.service('plain', { ports: { http: 1 } });
const edge = shop.gateway('edge', {
  namespace: ns,
  listeners: {
    https: { port: 443, hosts: ['a.example.com', '*.b.example.com'], tls: { mode: 'terminate', credential: 'c' } },
  },
});

reviews.route({ to: { v9: 100 } });
plain.route({ to: { v1: 100 } });
reviews.route({ port: 'htp', to: { v1: 100 } });
reviews.allow({ from: [] });
reviews.allow({ requests: GET('/x') });
reviews.allow({ from: 'productpage' });
reviews.route({ timeout: 5, to: { v1: 100 } });
edge.route(reviews, { hosts: ['c.example.com'] });
edge.route(reviews, { listeners: ['http'] });
edge.route(reviews, { to: { v7: 100 } });
plain.calls(reviews, { ports: ['grpc'] });
plain.calls(reviews, GET());
plain.calls(reviews, GET('x'));
plain.calls(reviews, { methods: ['get'] });
plain.calls('reviews');
plain.calls(ns);
reviews.allow({ from: anyone, requests: { methods: [] } });
shop.allow({ from: ns, requests: { ports: ['http'] } });
ns.service('x', { ports: { http: 1 }, mtls: { ports: { grpc: 'strict' } } });
reviews.traffic({ loadBalancer: 'lest-request' });
shop.gateway('e', { namespace: 'a', listeners: { https: { port: 443, hosts: [] } } });
