// Routes of a service: the first that fits; what none fits goes on as it would without them.
import { header, mesh, path } from 'meshwright';

export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });

const shadow = web.service('shadow', { ports: { http: 80 } });
const cart = web.service('cart', { ports: { http: 80 }, versions: { v1: {}, v2: {} } });
const front = web.service('front', { ports: { http: 80 } });
front.calls(cart);

cart.route(
  { name: 'testers', match: { headers: { 'x-user': header.exact('jason') } }, to: { v2: 100 } },
  {
    name: 'templates',
    match: [
      { path: '/items/{*}', methods: ['GET', 'HEAD'] },
      { path: path.suffix('.css'), headers: { 'x-a': header.not('b'), 'x-c': header.present, 'x-d': header.absent } },
      { path: path.regex('/v[0-9]+/.*'), query: { debug: { present: true }, user: 'jason' } },
    ],
    to: { v1: 90, v2: 10 },
    timeout: '5s',
    retries: { attempts: 2, perTryTimeout: '2s', retryOn: ['5xx', 'reset', 409] },
    mirror: { service: shadow, percentage: 5 },
  },
  {
    name: 'api',
    match: { path: path.prefix('/api') },
    to: { v1: 100 },
    // What is below the prefix keeps its slash, so this is two routes.
    rewrite: { path: '/v2', host: 'cart.example.com' },
    requestHeaders: { set: { 'x-from': 'api' }, remove: ['x-debug'] },
    responseHeaders: { add: { 'x-served-by': 'cart' } },
    cors: {
      allowOrigins: ['https://shop.example.com', { suffix: '.shop.example.com' }],
      allowMethods: ['GET'],
      maxAge: '24h',
    },
  },
  {
    name: 'chaos',
    match: { path: '/slow' },
    to: { v1: 100 },
    fault: { delay: { fixedDelay: '7s', percentage: 10 }, abort: { httpStatus: 503, percentage: 0.5 } },
  },
  { name: 'moved', match: { path: '/old' }, redirect: { path: '/new', status: 308 } },
  { name: 'gone', match: { path: path.prefix('/gone') }, directResponse: { status: 410, body: 'gone' } },
);
