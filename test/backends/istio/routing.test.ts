import { describe, expect, it } from '@jest/globals';
import type { Gateway } from '../../../src/model/gateway.ts';
import type { HttpMatch, HttpRoute } from '../../../src/model/route.ts';
import type { Service } from '../../../src/model/service.ts';
import { gaps, names, spec } from '../lowered.ts';
import { gateway, gatewayRoute, listener, mesh, plain, route, service, span } from '../model.ts';

function withRoutes(...routes: Service['routes']) {
  return mesh({ services: [service('a', { routes }), service('b')] });
}

/** The Istio routes of one route of service a; the last, default one left out. */
function lowerOne(parts: Partial<HttpRoute>): readonly unknown[] {
  const { http } = spec(withRoutes(route('a', parts)), 'VirtualService', 'a') as { http: { name: string }[] };
  return http.filter(({ name }) => name !== 'default');
}

function matchOf(match: Partial<HttpMatch>): unknown {
  return (lowerOne({ matches: [{ headers: [], query: [], ...match }] })[0] as { match: unknown }).match;
}

const toA = { destination: { host: 'a.shop.svc.cluster.local', port: { number: 80 } } };

describe('routes of a service', () => {
  it('go by its full name, and what they leave goes on', () => {
    const match: HttpMatch = { path: { kind: 'exact', value: '/x' }, headers: [], query: [] };
    expect(spec(withRoutes(route('a', { matches: [match] })), 'VirtualService', 'a')).toEqual({
      hosts: ['a.shop.svc.cluster.local'],
      http: [
        { name: 'a', match: [{ uri: { exact: '/x' } }], route: [toA] },
        { name: 'default', route: [{ destination: { host: 'a.shop.svc.cluster.local' } }] },
      ],
    });
  });

  it('need no default when they take everything', () => {
    expect(spec(withRoutes(route('a')), 'VirtualService', 'a').http).toEqual([{ name: 'a', route: [toA] }]);
  });

  it('match paths by segment, and templates as expressions', () => {
    expect(matchOf({ path: { kind: 'prefix', value: '/static' } })).toEqual([
      { uri: { exact: '/static' } },
      { uri: { prefix: '/static/' } },
    ]);
    expect(matchOf({ path: { kind: 'prefix', value: '/' } })).toEqual([{ uri: { prefix: '/' } }]);
    expect(matchOf({ path: { kind: 'template', value: '/u.s/{*}/x/{**}' } })).toEqual([
      { uri: { regex: '/u\\.s/[^/]+/x/.*' } },
    ]);
    expect(matchOf({ path: { kind: 'suffix', value: '.css' } })).toEqual([{ uri: { regex: '.*\\.css' } }]);
  });

  it('match methods, headers and query', () => {
    expect(
      matchOf({
        methods: ['GET', 'HEAD'],
        headers: [
          { name: 'a', values: [{ kind: 'exact', value: '1' }], negated: false },
          {
            name: 'b',
            values: [
              { kind: 'exact', value: 'x.y' },
              { kind: 'prefix', value: 'z' },
            ],
            negated: false,
          },
          { name: 'c', values: [{ kind: 'present' }], negated: false },
          { name: 'd', values: [{ kind: 'exact', value: '1' }], negated: true },
          { name: 'd', values: [{ kind: 'exact', value: '2' }], negated: true },
          { name: 'e', values: [{ kind: 'present' }], negated: true },
        ],
        query: [{ name: 'q', match: { kind: 'suffix', value: 'v' } }],
      }),
    ).toEqual([
      {
        method: { regex: 'GET|HEAD' },
        headers: { a: { exact: '1' }, b: { regex: 'x\\.y|z.*' }, c: {} },
        withoutHeaders: { d: { regex: '1|2' }, e: {} },
        queryParams: { q: { regex: '.*v' } },
      },
    ]);
  });

  it('rewrite what matched: what is below a prefix keeps its slash', () => {
    const parts: Partial<HttpRoute> = {
      matches: [{ path: { kind: 'prefix', value: '/api' }, headers: [], query: [] }],
      rewrite: { path: '/v2', host: 'old.example.com' },
    };
    expect(lowerOne(parts)).toEqual([
      {
        name: 'a',
        match: [{ uri: { exact: '/api' } }],
        route: [toA],
        rewrite: { uri: '/v2', authority: 'old.example.com' },
      },
      {
        name: 'a',
        match: [{ uri: { prefix: '/api/' } }],
        route: [toA],
        rewrite: { uri: '/v2/', authority: 'old.example.com' },
      },
    ]);
    expect(lowerOne({ ...parts, rewrite: { path: '/' } })).toHaveLength(1);
  });

  it('do the rest that can be said', () => {
    expect(
      lowerOne({
        action: {
          kind: 'forward',
          to: [
            { service: 'shop/a', port: 80, version: 'v1', weight: 90 },
            { service: 'shop/b', weight: 10 },
          ],
        },
        timeout: '5s',
        retries: { attempts: 2, perTryTimeout: '2s', retryOn: ['5xx', 'reset'], retryOnStatuses: [409] },
        fault: { delay: { fixedDelay: '7s', percentage: 10 }, abort: { httpStatus: 503, percentage: 0.5 } },
        mirror: { service: 'shop/b', port: 80, percentage: 5 },
        requestHeaders: { set: { 'x-a': '1' }, add: {}, remove: ['x-b'] },
        responseHeaders: { set: {}, add: { 'x-c': '2' }, remove: [] },
        cors: {
          allowOrigins: [
            { kind: 'exact', value: 'https://a.example.com' },
            { kind: 'suffix', value: '.example.com' },
          ],
          allowMethods: ['GET'],
          maxAge: '24h',
        },
      }),
    ).toEqual([
      {
        name: 'a',
        route: [
          {
            destination: { host: 'a.shop.svc.cluster.local', subset: 'v1', port: { number: 80 } },
            weight: 90,
          },
          { destination: { host: 'b.shop.svc.cluster.local' }, weight: 10 },
        ],
        timeout: '5s',
        retries: { attempts: 2, perTryTimeout: '2s', retryOn: '5xx,reset,409' },
        fault: {
          delay: { fixedDelay: '7s', percentage: { value: 10 } },
          abort: { httpStatus: 503, percentage: { value: 0.5 } },
        },
        mirrors: [
          { destination: { host: 'b.shop.svc.cluster.local', port: { number: 80 } }, percentage: { value: 5 } },
        ],
        headers: { request: { set: { 'x-a': '1' }, remove: ['x-b'] }, response: { add: { 'x-c': '2' } } },
        corsPolicy: {
          allowOrigins: [{ exact: 'https://a.example.com' }, { regex: '.*\\.example\\.com' }],
          allowMethods: ['GET'],
          maxAge: '24h',
        },
      },
    ]);
  });

  it('redirect and answer', () => {
    expect(lowerOne({ action: { kind: 'redirect', scheme: 'https', path: '/new', status: 308 } })).toEqual([
      { name: 'a', redirect: { scheme: 'https', uri: '/new', redirectCode: 308 } },
    ]);
    expect(lowerOne({ action: { kind: 'direct-response', status: 410, body: 'gone' } })).toEqual([
      { name: 'a', directResponse: { status: 410, body: { string: 'gone' } } },
    ]);
  });

  it('say the port where there is another', () => {
    const ports: Service['ports'] = [
      { name: 'http', port: 80, targetPort: 8080, protocol: 'http' },
      { name: 'grpc', port: 90, targetPort: 9090, protocol: 'grpc' },
      { name: 'tcp', port: 100, targetPort: 9100, protocol: 'tcp' },
    ];
    const to = [{ service: 'shop/a', port: 100, weight: 100 }] as const;
    const routes = [route('a', { port: 90 }), { kind: 'tcp', name: 't', port: 100, to, span: span() }] as const;
    expect(spec(mesh({ services: [service('a', { ports, routes })] }), 'VirtualService', 'a')).toEqual({
      hosts: ['a.shop.svc.cluster.local'],
      http: [
        { name: 'a', match: [{ port: 90 }], route: [toA] },
        { name: 'default', route: [{ destination: { host: 'a.shop.svc.cluster.local' } }] },
      ],
      tcp: [
        {
          match: [{ port: 100 }],
          route: [{ destination: { host: 'a.shop.svc.cluster.local', port: { number: 100 } } }],
        },
      ],
    });
  });

  const header = (value: string, negated: boolean) =>
    ({ name: 'x', values: [{ kind: 'exact', value }], negated }) as const;
  const refused: readonly (readonly [string, string, Partial<HttpRoute>])[] = [
    [
      'two values of one header at once',
      'MW3216',
      { matches: [{ headers: [header('1', false), header('2', false)], query: [] }] },
    ],
    ['the absence of an empty value', 'MW3216', { matches: [{ headers: [header('', true)], query: [] }] }],
    [
      'the absence of what may be empty',
      'MW3216',
      { matches: [{ headers: [{ name: 'x', values: [{ kind: 'regex', value: 'a*' }], negated: true }], query: [] }] },
    ],
    [
      'a fault on a redirect',
      'MW3217',
      { action: { kind: 'redirect', host: 'x', status: 301 }, fault: { abort: { httpStatus: 500, percentage: 1 } } },
    ],
    ['a rewrite of an answer', 'MW3217', { action: { kind: 'direct-response', status: 200 }, rewrite: { path: '/' } }],
  ];
  for (const [what, code, parts] of refused) {
    it(`${what} is refused`, () => {
      expect(gaps(withRoutes(route('a', parts)))[0]).toContain(code);
    });
  }

  it('a route of a TLS port is refused', () => {
    const ports: Service['ports'] = [{ name: 'tls', port: 443, targetPort: 8443, protocol: 'tls' }];
    const to = [{ service: 'shop/a', port: 443, weight: 100 }] as const;
    const routes = [{ kind: 'tcp', name: 't', to, span: span() }] as const;
    expect(gaps(mesh({ services: [service('a', { ports, routes })] }))[0]).toContain('MW3217');
  });
});

function withGateway(parts: Partial<Gateway>) {
  return mesh({ services: ['a', 'b'].map((name) => service(name)), gateways: [gateway('edge', parts)] });
}

describe('gateways', () => {
  it('have a server for each listener', () => {
    const listeners: Gateway['listeners'] = [
      listener('https'),
      listener('mtls', { tls: { mode: 'mutual', credential: 'ca', minVersion: '1.3' }, protocol: 'grpc', port: 8443 }),
      listener('pass', { tls: { mode: 'passthrough' }, port: 9443 }),
      plain('http', { redirect: 'https' }),
      plain('mongo', { protocol: 'tcp', port: 27017, hosts: ['*'] }),
    ];
    expect(spec(withGateway({ listeners }), 'Gateway', 'edge')).toEqual({
      selector: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
      servers: [
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          hosts: ['shop.example.com'],
          tls: { mode: 'SIMPLE', credentialName: 'cert' },
        },
        {
          port: { number: 8443, name: 'mtls', protocol: 'HTTPS' },
          hosts: ['shop.example.com'],
          tls: { mode: 'MUTUAL', credentialName: 'ca', minProtocolVersion: 'TLSV1_3' },
        },
        {
          port: { number: 9443, name: 'pass', protocol: 'TLS' },
          hosts: ['shop.example.com'],
          tls: { mode: 'PASSTHROUGH' },
        },
        {
          port: { number: 80, name: 'http', protocol: 'HTTP' },
          hosts: ['shop.example.com'],
          tls: { httpsRedirect: true },
        },
        { port: { number: 27017, name: 'mongo', protocol: 'TCP' }, hosts: ['*'] },
      ],
    });
  });

  it('have one VirtualService for each host, with its routes in order', () => {
    const all = withGateway({
      listeners: [listener('https', { hosts: ['*.example.com'] })],
      routes: [
        gatewayRoute('a', ['a.example.com'], { matches: [{ methods: ['GET'], headers: [], query: [] }] }),
        gatewayRoute('b', ['*.example.com']),
      ],
    });
    const named = (name: string) =>
      (spec(all, 'VirtualService', name).http as { name: string }[]).map((each) => each.name);
    expect(names(all, 'VirtualService')).toEqual(['shop/edge.a.example.com', 'shop/edge.any.example.com']);
    expect(named('edge.a.example.com')).toEqual(['a', 'b']);
    expect(named('edge.any.example.com')).toEqual(['b']);
    expect(spec(all, 'VirtualService', 'edge.any.example.com')).toMatchObject({
      hosts: ['*.example.com'],
      gateways: ['shop/edge'],
    });
  });

  it('serve what route and listener have in common', () => {
    const all = withGateway({
      listeners: [listener('https', { hosts: ['a.example.com', 'b.example.com'] })],
      routes: [gatewayRoute('a', ['*.example.com'])],
    });
    expect(names(all, 'VirtualService')).toEqual(['shop/edge.a.example.com', 'shop/edge.b.example.com']);
  });

  it('names of hosts do not meet', () => {
    const hosts = ['*.example.com', 'any.example.com', 'any-x.example.com', '*', 'any'] as const;
    const routes = hosts.map((host, at) => gatewayRoute('a', [host], {}, [`l${at}`]));
    const listeners = hosts.map((host, at) => listener(`l${at}`, { hosts: [host], port: 1000 + at }));
    expect(names(withGateway({ listeners: listeners as never, routes }), 'VirtualService')).toEqual([
      'shop/edge.any.example.com',
      'shop/edge.any-x.example.com',
      'shop/edge.any-x-x.example.com',
      'shop/edge.any',
      'shop/edge.any-x',
    ]);
  });

  it('say the port where another listener has the host too', () => {
    const all = withGateway({
      listeners: [listener('https'), listener('admin', { port: 8443 }), plain('http', { redirect: 'https' })],
      routes: [gatewayRoute('a', ['shop.example.com'], {}, ['admin']), gatewayRoute('b', ['shop.example.com'])],
    });
    expect(spec(all, 'VirtualService', 'edge.shop.example.com').http).toMatchObject([
      { name: 'a', match: [{ port: 8443 }] },
      { name: 'b', match: [{ port: 443 }] },
    ]);
  });

  it('listeners of one port whose hosts overlap are refused', () => {
    const listeners: Gateway['listeners'] = [
      listener('wide', { hosts: ['*.example.com'] }),
      listener('narrow', { hosts: ['a.example.com'] }),
    ];
    const routes = [gatewayRoute('a', ['*.example.com'], {}, ['wide'])];
    expect(gaps(withGateway({ listeners, routes }))[0]).toContain('MW3219 listener `narrow`');
  });

  it('hosts that overlap on one port are fine where they have the same routes', () => {
    const listeners: Gateway['listeners'] = [
      listener('wide', { hosts: ['*.example.com'] }),
      listener('narrow', { hosts: ['a.example.com'] }),
    ];
    const both = gatewayRoute('a', ['*.example.com', 'a.example.com'], {}, ['wide', 'narrow']);
    const all = withGateway({ listeners, routes: [both] });
    expect(names(all, 'VirtualService')).toEqual(['shop/edge.any.example.com', 'shop/edge.a.example.com']);
    const more = gatewayRoute('b', ['a.example.com'], {}, ['wide', 'narrow']);
    expect(gaps(withGateway({ listeners, routes: [both, more] }))[0]).toContain('MW3219');
  });

  it('forward connections by name and by port', () => {
    const to = [{ service: 'shop/a', port: 80, weight: 100 }] as const;
    const all = withGateway({
      listeners: [
        listener('pass', { tls: { mode: 'passthrough' }, hosts: ['*.example.com'] }),
        plain('mongo', { protocol: 'tcp', port: 27017, hosts: ['*'] }),
      ],
      routes: [
        { kind: 'tls', name: 't', listeners: ['pass'], hosts: ['a.example.com'], to, span: span() },
        { kind: 'tcp', name: 'm', listeners: ['mongo'], to, span: span() },
      ],
    });
    expect(spec(all, 'VirtualService', 'edge.a.example.com')).toEqual({
      hosts: ['a.example.com'],
      gateways: ['shop/edge'],
      tls: [{ match: [{ port: 443, sniHosts: ['a.example.com'] }], route: [toA] }],
    });
    expect(spec(all, 'VirtualService', 'edge.any')).toEqual({
      hosts: ['*'],
      gateways: ['shop/edge'],
      tcp: [{ match: [{ port: 27017 }], route: [toA] }],
    });
    expect(spec(all, 'AuthorizationPolicy', 'edge.gateway.shop').rules).toEqual([
      { when: [{ key: 'connection.sni', values: ['a.example.com'] }] },
      { to: [{ operation: { ports: ['27017'] } }] },
    ]);
  });
});

describe('what a gateway admits', () => {
  const routes = [
    gatewayRoute('a', ['shop.example.com'], {
      matches: [
        { path: { kind: 'exact', value: '/x' }, headers: [], query: [] },
        { path: { kind: 'prefix', value: '/y' }, headers: [], query: [] },
      ],
    }),
  ];
  const hosts = ['shop.example.com', 'shop.example.com:*'];
  const rulesOf = (parts: Partial<Gateway>) => spec(withGateway(parts), 'AuthorizationPolicy', 'edge.gateway.shop');

  it('is what its routes match, at its own proxy', () => {
    expect(rulesOf({ routes })).toEqual({
      selector: { matchLabels: { app: 'istio-ingressgateway', istio: 'ingressgateway' } },
      action: 'ALLOW',
      rules: [{ to: [{ operation: { hosts, paths: ['/x', '/y', '/y/*'] } }] }],
    });
  });

  it('is any path where a redirect answers', () => {
    const listeners: Gateway['listeners'] = [listener('https'), plain('http', { redirect: 'https' })];
    expect(rulesOf({ listeners, routes }).rules).toEqual([{ to: [{ operation: { hosts } }] }]);
  });

  it('is told apart by the ports of the pod where they are known', () => {
    const listeners: Gateway['listeners'] = [
      listener('https', { targetPort: 8443 }),
      plain('http', { redirect: 'https', targetPort: 8080 }),
    ];
    expect(rulesOf({ listeners, routes }).rules).toEqual([
      {
        to: [
          { operation: { hosts, paths: ['/x', '/y', '/y/*'], ports: ['8443'] } },
          { operation: { hosts, ports: ['8080'] } },
        ],
      },
    ]);
  });

  it('leaves to the routing table what a policy cannot say', () => {
    const odd = gatewayRoute('a', ['*.example.com'], {
      matches: [{ path: { kind: 'regex', value: '/a|/b' }, methods: ['GET'], headers: [], query: [] }],
    });
    const listeners: Gateway['listeners'] = [listener('https', { hosts: ['*'] })];
    expect(rulesOf({ listeners, routes: [odd] }).rules).toEqual([
      { to: [{ operation: { hosts: ['*.example.com', '*.example.com:443'], methods: ['GET'] } }] },
    ]);
  });

  it('is nothing without routes', () => {
    expect(names(withGateway({}), 'AuthorizationPolicy')).toEqual(['istio-system/allow-nothing']);
  });

  it('is not said where everything is allowed by default', () => {
    const all = mesh({
      services: [service('a')],
      gateways: [gateway('edge', { routes })],
      authorization: 'allow-by-default',
    });
    expect(names(all, 'AuthorizationPolicy')).toEqual([]);
  });
});
