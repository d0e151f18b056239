// What policies may say, and, under @ts-expect-error, what they may not. Checked by `npm run types`, never run.
import {
  allOf,
  anyone,
  authenticated,
  DELETE,
  GET,
  grpc,
  header,
  ipBlock,
  mesh,
  path,
  remoteIpBlock,
  requestPrincipal,
  type Service,
  serviceAccount,
  spiffe,
  target,
  trustDomain,
} from 'meshwright';

export const shop = mesh('shop');
const bookinfo = shop.namespace('bookinfo', { dataPlane: 'sidecar' });
const reviews = bookinfo.service('reviews', {
  ports: { http: 9080, 'tcp-admin': { port: 7000, targetPort: 7001 } },
  versions: { v1: { image: 'reviews:1' }, v2: {} },
});
const plain = bookinfo.service('plain', { ports: { grpc: 50051 } });
const login = shop.issuer('login', { issuer: 'https://login.example.com', jwksUri: 'https://login.example.com/jwks' });
const edge = shop.gateway('edge', {
  namespace: bookinfo,
  listeners: {
    https: { port: 443, hosts: ['shop.example.com', '*.api.example.com'], tls: { mode: 'terminate', credential: 'c' } },
    http: { port: 80, hosts: ['shop.example.com'], redirect: 'https' },
  },
});
const any = shop.gateway('any', { namespace: bookinfo, listeners: { http: { port: 80, hosts: ['*'] } } });

// Versions and ports are those of the service.
reviews.route({ port: 'http', to: { v1: 90, v2: 10 } });
// @ts-expect-error no version v9
reviews.route({ to: { v9: 100 } });
// @ts-expect-error no port grpc
reviews.route({ port: 'grpc', to: { v1: 100 } });
// @ts-expect-error a service without versions has none to route to
plain.route({ to: { v1: 100 } });
// @ts-expect-error no port http
reviews.calls(plain, { ports: ['http'] });
plain.calls(reviews, { ports: ['tcp-admin'] }, GET('/x'), grpc('a.B/C'));
// @ts-expect-error a port of the mesh's own rules is a number
shop.deny({ from: anyone, requests: { ports: ['http'] } });
shop.deny({ from: anyone, requests: { ports: [7001] } });
// @ts-expect-error no port grpc
bookinfo.service('x', { ports: { http: 1 }, mtls: { ports: { grpc: 'strict' } } });

// A reference is the value, never its name.
// @ts-expect-error a string is no service
plain.calls('reviews');
// @ts-expect-error a namespace is no service
plain.calls(bookinfo);
// @ts-expect-error a string is no caller
reviews.allow({ from: 'plain' });
// @ts-expect-error a string is no namespace
shop.gateway('e', { namespace: 'bookinfo', listeners: { http: { port: 80, hosts: ['*'] } } });

// Nobody is no caller, and no list may be empty.
// @ts-expect-error an empty list of callers
reviews.allow({ from: [] });
// @ts-expect-error no callers at all
reviews.allow({ requests: GET('/x') });
// @ts-expect-error an empty list of methods
reviews.allow({ from: anyone, requests: { methods: [] } });
// @ts-expect-error an empty list of requests
reviews.allow({ from: anyone, requests: [] });
// @ts-expect-error a request needs a path
plain.calls(reviews, GET());
// @ts-expect-error a listener needs a host
shop.gateway('e', { namespace: bookinfo, listeners: { http: { port: 80, hosts: [] } } });
reviews.allow({ from: [plain, bookinfo, edge, authenticated, serviceAccount('a/b'), trustDomain('x.example')] });
reviews.allow({
  from: allOf(plain, requestPrincipal(login, { claims: { groups: ['ops', 'dev'] } }), ipBlock('10.0.0.0/8')),
});
reviews.deny({ from: [remoteIpBlock('2001:db8::/32'), ipBlock('192.0.2.1')], except: plain, dryRun: true });
// @ts-expect-error no SPIFFE id
reviews.allow({ from: spiffe('cluster.local/ns/a/sa/b') });
// @ts-expect-error an external authorizer has to be named
reviews.custom({ from: anyone });

// Hosts and listeners are those of the gateway.
edge.route(reviews, {
  port: 'http',
  hosts: ['shop.example.com', 'v1.api.example.com'],
  paths: [path.prefix('/r'), '/x/{*}'],
});
any.route(plain, { hosts: ['whatever.example.com'] });
// @ts-expect-error a host that no listener serves
edge.route(reviews, { hosts: ['other.example.com'] });
// @ts-expect-error no listener of this name
edge.route(reviews, { listeners: ['tcp'] });
// @ts-expect-error no version v7
edge.route(reviews, { to: { v7: 100 } });
edge.route({ paths: ['/'], redirect: { path: '/home', status: 302 } });
// @ts-expect-error neither a service nor an answer
edge.route({ paths: ['/'] });

// Values have forms.
reviews.route({ timeout: '1.5s', retries: { attempts: 2, perTryTimeout: '250ms', retryOn: ['5xx', 503] } });
// @ts-expect-error a duration has a unit
reviews.route({ timeout: 5 });
// @ts-expect-error there is no such unit
reviews.route({ timeout: '5d' });
// @ts-expect-error methods are upper case
plain.calls(reviews, { methods: ['get'] });
// @ts-expect-error paths begin with a slash
plain.calls(reviews, GET('x'));
// @ts-expect-error not a block of addresses
reviews.allow({ from: ipBlock('ten') });
// @ts-expect-error no such load balancer
reviews.traffic({ loadBalancer: 'lest-request' });
// @ts-expect-error no such data plane
shop.namespace('x', { dataPlane: 'sidecars' });
// @ts-expect-error no such mode
mesh('x', { mtls: 'strikt' });

// Headers, `target`, and services as parameters of helpers.
reviews.route({ match: { headers: { a: 'x', b: header.absent, c: header.not(header.prefix('y')) } }, to: { v1: 100 } });
export const sampling = target.environment === 'prod' ? 1 : 100;
export function readers(of: Service, ...callers: readonly Service[]): void {
  for (const caller of callers) caller.calls(of, GET('/{**}'));
}
readers(reviews, plain);
plain.calls(reviews, DELETE('/{**}'));

// A limit has numbers, or a service that has them.
reviews.rateLimit({ limit: 100, per: '1m' });
reviews.rateLimit(
  {
    limit: 100,
    per: '1m',
    burst: 5,
    by: 'caller',
    from: [plain, bookinfo],
    except: authenticated,
    requests: GET('/x'),
  },
  { limit: 1, per: '50ms', by: ['caller', 'remote-address', { header: 'x-tenant' }], status: 503, headers: true },
);
reviews.rateLimit({ from: anyone, global: 'limits', name: 'tenants', requests: { ports: ['http'] } });
edge.rateLimit({ limit: 100, per: '1m', by: 'remote-address', requests: { ports: [8443] }, dryRun: true });
edge.route(reviews, { rateLimit: { limit: 1, per: '1s', by: { header: 'x-tenant' } } });
reviews.route({ rateLimit: { global: 'limits', name: 'own', by: 'remote-address' } });
// @ts-expect-error no limit at all
reviews.rateLimit();
// @ts-expect-error no time
reviews.rateLimit({ limit: 100 });
// @ts-expect-error numbers are the service's own
reviews.rateLimit({ global: 'limits', name: 'x', limit: 100, per: '1m' });
// @ts-expect-error the service knows a limit by its name
reviews.rateLimit({ global: 'limits' });
// @ts-expect-error not a duration
reviews.rateLimit({ limit: 100, per: 'minute' });
// @ts-expect-error no port grpc
reviews.rateLimit({ limit: 100, per: '1m', requests: { ports: ['grpc'] } });
// @ts-expect-error bearers of tokens are told apart by a header
reviews.rateLimit({ limit: 100, per: '1m', from: requestPrincipal(login) });
// @ts-expect-error a list of nothing
reviews.rateLimit({ limit: 100, per: '1m', by: [] });
// @ts-expect-error nobody is no caller
reviews.rateLimit({ limit: 100, per: '1m', from: [] });
// @ts-expect-error in a route every caller has a bucket as it is
reviews.route({ rateLimit: { limit: 100, per: '1m', by: 'caller' } });
// @ts-expect-error a route says itself which requests take it
reviews.route({ rateLimit: { limit: 100, per: '1m', requests: GET('/x') } });
// @ts-expect-error a namespace has no limit
bookinfo.rateLimit({ limit: 100, per: '1m' });
