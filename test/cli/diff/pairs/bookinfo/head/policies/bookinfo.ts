// The Bookinfo application: its services, who may call whom, how traffic is routed.
import { DELETE, GET, header } from 'meshwright';
import { shop } from './mesh.ts';

export const bookinfo = shop.namespace('bookinfo', { dataPlane: 'sidecar' });

const image = (name: string) => `docker.io/istio/examples-bookinfo-${name}:1.20.3`;

export const details = bookinfo.service('details', {
  ports: { http: 9080 },
  versions: { v1: { image: image('details-v1') } },
});

export const ratings = bookinfo.service('ratings', {
  ports: { http: 9080 },
  versions: { v1: { image: image('ratings-v1') } },
});

export const reviews = bookinfo.service('reviews', {
  ports: { http: 9080 },
  versions: {
    v1: { image: image('reviews-v1') },
    v2: { image: image('reviews-v2') },
    v3: { image: image('reviews-v3') },
  },
});

export const productpage = bookinfo.service('productpage', {
  ports: { http: 9080 },
  versions: { v1: { image: image('productpage-v1') } },
});

// Who may call whom. With deny-by-default, nothing else can.
productpage.calls(reviews, GET('/reviews/{*}'));
productpage.calls(reviews, DELETE('/reviews/{*}'));
reviews.calls(ratings, GET('/ratings/{*}'));

// Routing: a test user sees v2, everyone else a canary of v3.
reviews.route(
  { name: 'testers', match: { headers: { 'end-user': header.exact('jason') } }, to: { v2: 100 } },
  {
    name: 'canary',
    to: { v1: 50, v3: 50 },
    timeout: '5s',
    retries: { attempts: 2, perTryTimeout: '2s', retryOn: ['5xx', 'reset'] },
  },
);
reviews.traffic({
  loadBalancer: 'least-request',
  connectionPool: { maxConnections: 100, maxRequestsPerConnection: 10 },
  outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' },
});

// Chaos: one in ten of the test user's ratings calls is slow.
ratings.route({
  name: 'slow-for-testers',
  match: { headers: { 'end-user': header.exact('jason') } },
  to: { v1: 100 },
  fault: { delay: { fixedDelay: '7s', percentage: 10 } },
});
