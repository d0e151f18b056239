// A small shop, as it is at each moment of a story of changes.
import {
  anyone,
  authenticated,
  DELETE,
  GET,
  type Mesh,
  mesh,
  POST,
  path,
  requestPrincipal,
} from '../../../src/index.ts';

/** What the story changes. */
export interface Moment {
  readonly denyByDefault: boolean;
  readonly strict: boolean;
  /** Versions of orders, and the weight of the second. */
  readonly versions: 'v1' | 'v2' | 'both';
  readonly canary?: number;
  /** The staff sees the second version. */
  readonly staff: boolean;
  readonly webMayOrder: boolean;
  /** What web may read of orders. */
  readonly reads: 'all' | 'one';
  /** Nobody deletes, whatever else is said. */
  readonly noDeletes: boolean;
  /** One rule for all of the namespace in place of those of each service. */
  readonly namespaceWide: boolean;
  readonly apiHost: boolean;
  /** Reports of orders are for bearers of a token. */
  readonly tokens: boolean;
  readonly catalog: 'catalog' | 'products' | 'both' | 'none';
  /** Payments takes plaintext too, whatever the mesh does. */
  readonly openPayments: boolean;
  /** Where the shop's front page comes from. */
  readonly front: 'web' | 'front';
}

export const ISSUER = 'https://login.example.com';

export const shop = (moment: Moment, jwks: string): Mesh => {
  const root = mesh('shop', {
    authorization: moment.denyByDefault ? 'deny-by-default' : 'allow-by-default',
    mtls: moment.strict ? 'strict' : 'permissive',
  });
  const login = root.issuer('login', { issuer: ISSUER, jwks });
  const team = root.namespace('shop', { dataPlane: 'sidecar' });
  const plain = <const Name extends string>(name: Name) =>
    team.service(name, { ports: { http: 8080 }, versions: { v1: { image: 'app' } } });
  const web = plain('web');
  // Nothing is said of it: it is open while whatever is not denied is allowed.
  plain('manual');
  const image = { image: 'app' };
  const orders = team.service('orders', {
    ports: { http: 8080 },
    versions: {
      ...(moment.versions !== 'v2' && { v1: image }),
      ...(moment.versions !== 'v1' && { v2: image }),
    } as { v1: typeof image; v2: typeof image },
  });
  const payments = team.service('payments', {
    ports: { http: 8080 },
    versions: { v1: image },
    ...(moment.openPayments && { mtls: 'permissive' as const }),
  });

  const reads = moment.reads === 'all' ? GET('/orders/{*}') : GET('/orders/1');
  web.calls(orders, reads);
  if (moment.webMayOrder) orders.allow({ from: web, requests: POST('/orders') });
  orders.calls(payments, POST('/pay'));
  if (moment.namespaceWide) team.allow({ from: authenticated, requests: GET('/status') });
  else for (const one of [web, orders, payments]) one.allow({ from: authenticated, requests: GET('/status') });
  if (moment.noDeletes) orders.deny({ from: anyone, requests: DELETE('/{**}') });
  if (moment.tokens) orders.deny({ from: anyone, requests: { paths: ['/report'], headers: { 'x-no-token': 'yes' } } });
  if (moment.tokens) orders.allow({ from: requestPrincipal(login), requests: GET('/report') });
  else orders.allow({ from: authenticated, requests: GET('/report') });

  if (moment.catalog !== 'products' && moment.catalog !== 'none') web.calls(plain('catalog'), GET('/items/{*}'));
  if (moment.catalog === 'products' || moment.catalog === 'both') web.calls(plain('products'), GET('/items/{*}'));

  const second = moment.versions === 'both';
  if (second && moment.staff)
    orders.route({ name: 'staff', match: { headers: { 'x-staff': 'yes' } }, to: { v2: 100 } });
  if (second && moment.canary !== undefined)
    orders.route({ name: 'canary', to: { v1: 100 - moment.canary, v2: moment.canary } });

  const front = moment.front === 'web' ? web : plain('front');
  const edge = root.gateway('edge', {
    namespace: team,
    listeners: {
      http: { port: 80, hosts: ['shop.example.com', ...(moment.apiHost ? (['api.example.com'] as const) : [])] },
    },
  });
  edge.route(front, { hosts: ['shop.example.com'], paths: [path.prefix('/')] });
  if (moment.apiHost) edge.route(orders, { hosts: ['api.example.com'], paths: [path.exact('/orders/1')] });
  return root;
};

export const FIRST: Moment = {
  denyByDefault: false,
  strict: false,
  versions: 'v1',
  staff: false,
  webMayOrder: false,
  reads: 'all',
  noDeletes: false,
  namespaceWide: false,
  apiHost: false,
  tokens: false,
  catalog: 'catalog',
  openPayments: false,
  front: 'web',
};

/** What changes, one after the other. */
export const STORY: readonly { readonly what: string; readonly to: Partial<Moment> }[] = [
  { what: 'whatever is not allowed is denied', to: { denyByDefault: true } },
  { what: 'mTLS becomes strict', to: { strict: true } },
  { what: 'payments takes plaintext again', to: { openPayments: true } },
  { what: 'orders gets a second version', to: { versions: 'both', canary: 0 } },
  { what: 'a canary gets a tenth', to: { canary: 10 } },
  { what: 'the staff sees the second version', to: { staff: true } },
  { what: 'the canary gets half', to: { canary: 50 } },
  { what: 'web may order', to: { webMayOrder: true } },
  { what: 'the first version goes', to: { versions: 'v2', staff: false, canary: undefined } },
  { what: 'nobody deletes', to: { noDeletes: true } },
  { what: 'a host of the gateway is added', to: { apiHost: true } },
  { what: 'one rule of the namespace takes the place of three', to: { namespaceWide: true } },
  { what: 'reports ask for a token', to: { tokens: true } },
  { what: 'web reads less', to: { reads: 'one' } },
  { what: 'catalog is called products', to: { catalog: 'products' } },
  { what: 'payments takes no plaintext any more', to: { openPayments: false } },
  { what: 'another service has the front page', to: { front: 'front' } },
  { what: 'products goes', to: { catalog: 'none' } },
  { what: 'deletes are denied no more, and web reads more', to: { noDeletes: false, reads: 'all' } },
  { what: 'reports ask for no token', to: { tokens: false, namespaceWide: false } },
  { what: 'the host of the gateway goes', to: { apiHost: false } },
  { what: 'mTLS is permissive, and what is not denied is allowed', to: { strict: false, denyByDefault: false } },
];
