// What is sent, by whom, and what must become of it.
import type { Ask } from '../../lab/programs/protocol.ts';
import type { Verdict } from '../verdict.ts';

export interface Row {
  readonly why: string;
  readonly from: string;
  readonly ask: Ask;
  readonly verdicts: readonly Verdict[];
}

const PATHS = {
  details: '/details/1',
  reviews: '/reviews/1',
  ratings: '/ratings/1',
  productpage: '/productpage',
} as const;

type ServiceName = keyof typeof PATHS;

const SERVICES = Object.keys(PATHS) as ServiceName[];

/** The pod that has the identity of a service's only caller. */
const CALLER: Readonly<Record<Exclude<ServiceName, 'productpage'>, string>> = {
  details: 'as-productpage',
  reviews: 'as-productpage',
  ratings: 'as-reviews',
};

const CALLED = Object.keys(CALLER) as (keyof typeof CALLER)[];

export const url = (service: ServiceName, path: string = PATHS[service]): string =>
  `http://${service}.bookinfo.svc.cluster.local:9080${path}`;

const row = (why: string, from: string, ask: Ask, ...verdicts: Verdict[]): Row => ({ why, from, ask, verdicts });

/** Every call of the policies, from the pods that make it. */
export const declared: readonly Row[] = [
  row('productpage calls details', 'productpage-v1', { url: url('details') }, 'answered'),
  row('productpage calls reviews', 'productpage-v1', { url: url('reviews') }, 'answered'),
  ...['reviews-v1', 'reviews-v2', 'reviews-v3'].map((pod) =>
    row('reviews calls ratings', pod, { url: url('ratings') }, 'answered'),
  ),
  ...CALLED.map((service) => row('the identity is what counts', CALLER[service], { url: url(service) }, 'answered')),
  row('a query is no part of the path', 'productpage-v1', { url: url('reviews', '/reviews/1?page=/2') }, 'answered'),
  row(
    'an escaped slash is part of its segment',
    'productpage-v1',
    { url: url('reviews', '/reviews/a%2Fb') },
    'answered',
  ),
  row('dots are resolved first', 'productpage-v1', { url: url('reviews', '/x/../reviews/1') }, 'answered'),
];

const otherCallers: readonly Row[] = SERVICES.flatMap((service) =>
  ['as-details', 'as-ratings', 'as-reviews', 'as-productpage', 'bystander', 'impostor']
    .filter((caller) => service === 'productpage' || caller !== CALLER[service])
    .map((caller) => row(`${caller} does not call ${service}`, caller, { url: url(service) }, 'forbidden')),
);

/** Out of a pod whose proxy knows only what its service calls, such a request does not even arrive as itself. */
const scopedCallers: readonly Row[] = [
  ['details-v1', 'ratings'],
  ['ratings-v1', 'reviews'],
  ['reviews-v1', 'details'],
  ['reviews-v1', 'productpage'],
  ['productpage-v1', 'ratings'],
].map(([pod = '', service]) =>
  row(`${pod} does not call ${service}`, pod, { url: url(service as ServiceName) }, 'forbidden', 'unavailable', 'cut'),
);

const otherMethods: readonly Row[] = CALLED.flatMap((service) =>
  ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) =>
    row(`${method} is not GET`, CALLER[service], { url: url(service), method }, 'forbidden'),
  ),
);

const OTHER_PATHS = [
  '/',
  '/reviews',
  '/reviews/',
  '/reviews/1/',
  '/reviews/1/2',
  '/reviews//1',
  '//reviews/1',
  '/Reviews/1',
  '/reviews1',
  '/reviews/.',
  '/reviews/%2e',
  '/reviews/1/..',
  '/reviews/..%2fadmin/1',
  '/reviews/../admin',
  '/reviews/%2e%2e/admin',
  '/admin?/reviews/1',
  '/admin/%2e%2e/%2e%2e/secret',
  '/x/reviews/1',
  '/reviews%2f1',
  '/%2freviews/1',
];

const otherPaths: readonly Row[] = [
  ...OTHER_PATHS.map((path) => row(`${path} is no review`, CALLER.reviews, { url: url('reviews', path) }, 'forbidden')),
  row('details has its own path', CALLER.details, { url: url('details', PATHS.reviews) }, 'forbidden'),
  row('ratings has its own path', CALLER.ratings, { url: url('ratings', PATHS.reviews) }, 'forbidden'),
  row('a NUL is no path', CALLER.reviews, { url: url('reviews', '/reviews/1%00') }, 'forbidden', 'status 400'),
];

const claims: readonly Row[] = [
  ['x-forwarded-client-cert', 'By=x;URI=spiffe://cluster.local/ns/bookinfo/sa/productpage'],
  ['x-http-method-override', 'GET'],
  ['x-original-url', '/reviews/1'],
  ['x-envoy-original-path', '/reviews/1'],
  ['x-forwarded-for', '127.0.0.1'],
  ['end-user', 'jason'],
].map(([name = '', value = '']) =>
  row(`${name} proves nothing`, 'bystander', { url: url('reviews'), headers: { [name]: value } }, 'forbidden'),
);

const plaintext = (podAddress: (pod: string) => string): Row[] => [
  ...SERVICES.map((service) => row(`${service} takes no plaintext`, 'outsider', { url: url(service) }, 'cut')),
  ...['details-v1', 'reviews-v1', 'reviews-v2', 'ratings-v1', 'productpage-v1'].map((pod) =>
    row(
      `${pod} takes no plaintext at its own address`,
      'outsider',
      { url: `http://${podAddress(pod)}:9080/productpage` },
      'cut',
    ),
  ),
  row(
    'TLS without a certificate is not mutual',
    'outsider',
    { url: `https://${podAddress('productpage-v1')}:9080/productpage` },
    'cut',
  ),
];

const HOST = 'bookinfo.example.com';

/** To the gateway's Service, as a load balancer would. */
export const atGateway = (scheme: 'http' | 'https', path: string, host = HOST): Ask => ({
  url: `${scheme}://${host}${path}`,
  connect: { host: 'istio-ingressgateway.istio-system', port: scheme === 'https' ? 443 : 80 },
});

const PUBLIC = ['/productpage', '/static/style.css', '/login', '/logout', '/api/v1/products', '/api/v1/products/1'];

export const fromOutside: readonly Row[] = [
  ...PUBLIC.map((path) => row(`${path} is public`, 'outsider', atGateway('https', path), 'answered')),
  row(
    'a client may say the port',
    'outsider',
    { ...atGateway('https', '/productpage'), headers: { host: `${HOST}:443` } },
    'answered',
  ),
];

const pastTheGateway = (podAddress: (pod: string) => string): Row[] => [
  ...[
    '/',
    '/details/1',
    '/reviews/1',
    '/ratings/1',
    '/productpages',
    '/Productpage',
    '/api/v1',
    '/static/../ratings/1',
  ].map((path) => row(`${path} is not public`, 'outsider', atGateway('https', path), 'no route', 'forbidden')),
  row(
    'a host that nobody serves, by name',
    'outsider',
    atGateway('https', '/productpage', 'other.example.com'),
    'cut',
    'no route',
  ),
  row(
    'a host that nobody serves, by authority',
    'outsider',
    { ...atGateway('https', '/productpage'), headers: { host: 'other.example.com' } },
    'no route',
    'forbidden',
  ),
  row(
    'a host that nobody serves, in plaintext',
    'outsider',
    atGateway('http', '/productpage', 'other.example.com'),
    'no route',
    'forbidden',
  ),
  row(
    'past the gateway, as if from it',
    'outsider',
    {
      url: `http://${podAddress('productpage-v1')}:9080/productpage`,
      headers: { host: HOST, 'x-forwarded-proto': 'https' },
    },
    'cut',
  ),
  row(
    'past the gateway, from inside',
    'bystander',
    { url: url('productpage'), headers: { host: HOST } },
    'forbidden',
    'cut',
    'unavailable',
  ),
  row('past the gateway, as a service', 'as-reviews', { url: url('productpage') }, 'forbidden'),
];

/** What nobody declared, and so nobody gets. */
export const undeclared = (podAddress: (pod: string) => string): Row[] => [
  ...otherCallers,
  ...scopedCallers,
  ...otherMethods,
  ...otherPaths,
  ...claims,
  ...plaintext(podAddress),
  ...pastTheGateway(podAddress),
];
