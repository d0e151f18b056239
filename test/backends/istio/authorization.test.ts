import { describe, expect, it } from '@jest/globals';
import type { AuthorizationRule, Caller } from '../../../src/model/authorization.ts';
import type { Listener } from '../../../src/model/gateway.ts';
import type { RequestMatch } from '../../../src/model/match.ts';
import type { Issuer, Mesh } from '../../../src/model/mesh.ts';
import type { Service } from '../../../src/model/service.ts';
import { gaps, names, spec } from '../lowered.ts';
import { caller, gateway, listener, mesh, namespace, rule, service, span } from '../model.ts';

const issuer: Issuer = {
  name: 'accounts',
  issuer: 'https://accounts.example.com',
  jwks: { kind: 'uri', uri: 'https://accounts.example.com/jwks' },
  audiences: [],
  fromHeaders: [],
  forwardToken: false,
  span: span(),
};

function meshOf(rules: readonly AuthorizationRule[], parts: Partial<Mesh> = {}) {
  return mesh({ services: [service('a')], issuers: [issuer], rules, ...parts });
}

/** The rules of the policy that one rule becomes. */
function rules(parts: Partial<AuthorizationRule>, of: Partial<Mesh> = {}, name = 'a') {
  return spec(meshOf([rule('a', parts)], of), 'AuthorizationPolicy', name).rules;
}

function request(parts: Partial<RequestMatch>): RequestMatch {
  return { headers: [], ...parts };
}

function operations(parts: Partial<RequestMatch>) {
  return rules({ requests: [request(parts)] });
}

const tcp: Partial<Service> = { ports: [{ name: 'tcp', port: 5432, targetPort: 5432, protocol: 'tcp' }] };
const mixed: Partial<Service> = {
  ports: [
    { name: 'http', port: 80, targetPort: 8080, protocol: 'http' },
    { name: 'tcp', port: 5432, targetPort: 5432, protocol: 'tcp' },
  ],
};

describe('default deny', () => {
  it('is an allow policy without rules in the root namespace', () => {
    expect(spec(mesh(), 'AuthorizationPolicy', 'allow-nothing')).toEqual({});
    expect(names(mesh(), 'AuthorizationPolicy')).toEqual(['istio-system/allow-nothing']);
  });

  it('is left out where everything is allowed by default', () => {
    expect(names(mesh({ authorization: 'allow-by-default' }), 'AuthorizationPolicy')).toEqual([]);
  });
});

describe('callers', () => {
  const cases: readonly (readonly [string, Caller, unknown])[] = [
    ['a workload', caller('b'), { principals: ['cluster.local/ns/shop/sa/b'] }],
    [
      'a namespace, of one trust domain',
      { kind: 'namespace', trustDomain: 'cluster.local', namespace: 'ops' },
      { principals: ['cluster.local/ns/ops/sa/*'] },
    ],
    ['a trust domain', { kind: 'trust-domain', trustDomain: 'partner' }, { principals: ['partner/*'] }],
    ['any identity', { kind: 'authenticated' }, { principals: ['*'] }],
    ['an address', { kind: 'ip-block', cidr: '10.0.0.0/8' }, { ipBlocks: ['10.0.0.0/8'] }],
    ['a client address', { kind: 'remote-ip-block', cidr: '192.0.2.0/24' }, { remoteIpBlocks: ['192.0.2.0/24'] }],
    [
      'both at once',
      { kind: 'all-of', callers: [caller('b') as never, { kind: 'ip-block', cidr: '10.0.0.0/8' }] },
      { principals: ['cluster.local/ns/shop/sa/b'], ipBlocks: ['10.0.0.0/8'] },
    ],
    [
      'a subject of an issuer',
      { kind: 'request-principal', issuer: 'accounts', subject: { kind: 'exact', value: 'alice' }, claims: [] },
      { requestPrincipals: ['https://accounts.example.com/alice'] },
    ],
  ];
  for (const [what, from, source] of cases) {
    it(`${what} is ${JSON.stringify(source)}`, () => {
      expect(rules({ from: [from] })).toEqual([{ from: [{ source }] }]);
    });
  }

  it('two of one kind at once go to a condition', () => {
    const from: Caller = {
      kind: 'all-of',
      callers: [
        { kind: 'authenticated' },
        { kind: 'namespace', trustDomain: 'cluster.local', namespace: 'ops' },
        { kind: 'ip-block', cidr: '10.0.0.0/8' },
        { kind: 'ip-block', cidr: '10.1.0.0/16' },
      ],
    };
    expect(rules({ from: [from] })).toEqual([
      {
        from: [{ source: { principals: ['*'], ipBlocks: ['10.0.0.0/8'] } }],
        when: [
          { key: 'source.principal', values: ['cluster.local/ns/ops/sa/*'] },
          { key: 'source.ip', values: ['10.1.0.0/16'] },
        ],
      },
    ]);
  });

  it('an issuer alone is its claim, for a token may have no subject', () => {
    expect(rules({ from: [{ kind: 'request-principal', issuer: 'accounts', claims: [] }] })).toEqual([
      { when: [{ key: 'request.auth.claims[iss]', values: ['https://accounts.example.com'] }] },
    ]);
  });

  it('a subject with a slash is asked for as a claim: Istio would cut at the last slash', () => {
    const from: Caller = {
      kind: 'request-principal',
      issuer: 'accounts',
      subject: { kind: 'exact', value: 'team/alice' },
      audiences: [{ kind: 'exact', value: 'shop' }],
      presenter: [{ kind: 'exact', value: 'web' }],
      claims: [{ path: ['groups', 'all'], values: [{ kind: 'exact', value: 'ops' }], negated: true }],
    };
    expect(rules({ from: [from] })).toEqual([
      {
        when: [
          { key: 'request.auth.claims[iss]', values: ['https://accounts.example.com'] },
          { key: 'request.auth.claims[sub]', values: ['team/alice'] },
          { key: 'request.auth.audiences', values: ['shop'] },
          { key: 'request.auth.presenter', values: ['web'] },
          { key: 'request.auth.claims[groups][all]', notValues: ['ops'] },
        ],
      },
    ]);
  });

  it('a trust domain that has aliases is all of them, as Istio does for whole identities', () => {
    const of = { trustDomain: 'new', trustDomainAliases: ['old'] };
    expect(rules({ from: [{ kind: 'trust-domain', trustDomain: 'old' }] }, of)).toEqual([
      { from: [{ source: { principals: ['new/*', 'old/*'] } }] },
    ]);
  });

  it('`cluster.local` is refused where the mesh is another: Istio would take it for the mesh', () => {
    expect(gaps(meshOf([rule('a', { from: [caller('b')] })], { trustDomain: 'prod.example' }))).toEqual([
      "MW3207 Istio takes the trust domain `cluster.local` for the mesh's own, `prod.example`",
    ]);
  });

  it('exceptions are negated fields of every source', () => {
    const except = [caller('evil'), { kind: 'ip-block', cidr: '10.9.0.0/16' }] as AuthorizationRule['except'];
    const not = { notPrincipals: ['cluster.local/ns/shop/sa/evil'], notIpBlocks: ['10.9.0.0/16'] };
    expect(rules({ except })).toEqual([{ from: [{ source: not }] }]);
    expect(rules({ from: [caller('b'), { kind: 'ip-block', cidr: '10.0.0.0/8' }], except })).toEqual([
      {
        from: [
          { source: { principals: ['cluster.local/ns/shop/sa/b'], ...not } },
          { source: { ipBlocks: ['10.0.0.0/8'], ...not } },
        ],
      },
    ]);
  });

  it('an exception of several claims is refused', () => {
    const except: AuthorizationRule['except'] = [
      {
        kind: 'request-principal',
        issuer: 'accounts',
        claims: [{ path: ['role'], values: [{ kind: 'exact', value: 'bot' }], negated: false }],
      },
    ];
    expect(gaps(meshOf([rule('a', { except })]))[0]).toMatch(/^MW3208/);
  });
});

describe('requests', () => {
  it('paths: exact, by segment, suffix, template', () => {
    expect(
      operations({
        paths: [
          { kind: 'exact', value: '/login' },
          { kind: 'prefix', value: '/static' },
          { kind: 'prefix', value: '/' },
          { kind: 'suffix', value: '.css' },
          { kind: 'template', value: '/users/{*}/orders/{**}' },
          { kind: 'template', value: '/docs/{**}' },
        ],
      }),
    ).toEqual([
      {
        to: [
          {
            operation: {
              paths: ['/login', '/static', '/static/*', '/*', '*.css', '/users/{*}/orders/{**}', '/docs/*'],
            },
          },
        ],
      },
    ]);
  });

  it('hosts, with whatever port after them', () => {
    expect(operations({ hosts: ['shop.example.com'], notMethods: ['DELETE'] })).toEqual([
      { to: [{ operation: { hosts: ['shop.example.com', 'shop.example.com:*'], notMethods: ['DELETE'] } }] },
    ]);
  });

  it('subdomains: an allow rule admits them with the ports that are known', () => {
    expect(operations({ hosts: ['*.example.com'] })).toEqual([
      { to: [{ operation: { hosts: ['*.example.com', '*.example.com:80'] } }] },
    ]);
  });

  it('subdomains in what refuses must not be missed', () => {
    const requests = [request({ hosts: ['*.example.com'] })] as const;
    expect(gaps(meshOf([rule('a', { effect: 'deny', requests })]))[0]).toMatch(/^MW3205/);
    expect(gaps(meshOf([rule('a', { requests: [request({ notHosts: ['*.example.com'] })] })]))[0]).toMatch(/^MW3205/);
  });

  it('headers are conditions of the rule; requests with others stay apart', () => {
    const header = (value: string) => [{ name: 'x-a', values: [{ kind: 'exact', value }], negated: false }] as const;
    expect(
      rules({
        from: [caller('b')],
        requests: [
          request({ methods: ['GET'], headers: header('1') }),
          request({ methods: ['POST'], headers: header('1') }),
          request({ methods: ['POST'], headers: header('2') }),
        ],
      }),
    ).toEqual([
      {
        from: [{ source: { principals: ['cluster.local/ns/shop/sa/b'] } }],
        to: [{ operation: { methods: ['GET'] } }, { operation: { methods: ['POST'] } }],
        when: [{ key: 'request.headers[x-a]', values: ['1'] }],
      },
      {
        from: [{ source: { principals: ['cluster.local/ns/shop/sa/b'] } }],
        to: [{ operation: { methods: ['POST'] } }],
        when: [{ key: 'request.headers[x-a]', values: ['2'] }],
      },
    ]);
  });

  it('other conditions', () => {
    expect(
      rules({
        when: [
          { kind: 'sni', values: [{ kind: 'suffix', value: '.example.com' }], negated: false },
          { kind: 'destination-ip', cidrs: ['10.0.0.0/8'], negated: true },
          { kind: 'header', name: 'x-b', values: [{ kind: 'present' }], negated: true },
        ],
      }),
    ).toEqual([
      {
        when: [
          { key: 'connection.sni', values: ['*.example.com'] },
          { key: 'destination.ip', notValues: ['10.0.0.0/8'] },
          { key: 'request.headers[x-b]', notValues: ['*'] },
        ],
      },
    ]);
  });

  const refused: readonly (readonly [string, Partial<RequestMatch>, string])[] = [
    ['a path that ends in a star', { paths: [{ kind: 'exact', value: '/a*' }] }, 'MW3203'],
    ['a path with a brace', { paths: [{ kind: 'prefix', value: '/a{b' }] }, 'MW3203'],
    ['a method that is a star', { methods: ['*'] }, 'MW3203'],
    ['a host with a star inside', { hosts: ['a*.example.com'] }, 'MW3203'],
    [
      'a header value that begins with a star',
      { headers: [{ name: 'x', values: [{ kind: 'exact', value: '*x' }], negated: false }] },
      'MW3203',
    ],
    [
      'a header prefix that begins with a star',
      { headers: [{ name: 'x', values: [{ kind: 'prefix', value: '*x' }], negated: false }] },
      'MW3203',
    ],
    ['an empty value', { headers: [{ name: 'x', values: [{ kind: 'exact', value: '' }], negated: true }] }, 'MW3206'],
    [
      'a header by regular expression',
      { headers: [{ name: 'x', values: [{ kind: 'regex', value: 'a|b' }], negated: false }] },
      'MW3206',
    ],
    ['a path by regular expression', { paths: [{ kind: 'regex', value: '/a|/b' }] }, 'MW3204'],
    ['a template with an operator inside a segment', { paths: [{ kind: 'template', value: '/a/x{*}' }] }, 'MW3204'],
    ['a template with a rest in the middle', { paths: [{ kind: 'template', value: '/a/{**}/b' }] }, 'MW3204'],
    ['a template with an empty segment', { paths: [{ kind: 'template', value: '/a//{*}' }] }, 'MW3204'],
  ];
  for (const [what, parts, code] of refused) {
    it(`${what} is refused`, () => {
      expect(gaps(meshOf([rule('a', { requests: [request(parts)] })]))[0]).toContain(code);
    });
  }

  it('a suffix that ends in a star, and a prefix too, are what they say', () => {
    const values = [
      { kind: 'suffix', value: 'x*' },
      { kind: 'prefix', value: 'x*' },
    ] as const;
    expect(operations({ headers: [{ name: 'x', values, negated: false }] })).toEqual([
      { when: [{ key: 'request.headers[x]', values: ['*x*', 'x**'] }] },
    ]);
  });
});

describe('merging', () => {
  const get = (path: string) => [request({ methods: ['GET'], paths: [{ kind: 'exact', value: path }] })] as const;
  const policy = (...parts: readonly Partial<AuthorizationRule>[]) =>
    spec(meshOf(parts.map((each) => rule('a', each))), 'AuthorizationPolicy', 'a').rules;
  const principal = (name: string) => `cluster.local/ns/shop/sa/${name}`;

  it('joins callers of equal requests, then requests of equal callers', () => {
    expect(
      policy(
        { from: [caller('b')], requests: get('/x') },
        { from: [caller('c')], requests: get('/x') },
        { from: [caller('b'), caller('c')], requests: get('/y') },
      ),
    ).toEqual([
      {
        from: [{ source: { principals: [principal('b'), principal('c')] } }],
        to: [{ operation: { methods: ['GET'], paths: ['/x'] } }, { operation: { methods: ['GET'], paths: ['/y'] } }],
      },
    ]);
  });

  it('keeps apart what differs in both', () => {
    expect(
      policy({ from: [caller('b')], requests: get('/x') }, { from: [caller('c')], requests: get('/y') }),
    ).toHaveLength(2);
  });

  it('keeps exceptions with their rule', () => {
    const except = [caller('c')] as AuthorizationRule['except'];
    expect(policy({ except }, { from: [caller('c')] })).toEqual([
      { from: [{ source: { notPrincipals: [principal('c')] } }] },
      { from: [{ source: { principals: [principal('c')] } }] },
    ]);
  });

  it('is everything when anyone may do anything', () => {
    expect(policy({ from: [caller('b')] }, {})).toEqual([{}]);
  });

  it('says nothing twice', () => {
    expect(policy({ from: [caller('b')] }, { from: [caller('b')] })).toEqual([
      { from: [{ source: { principals: [principal('b')] } }] },
    ]);
  });
});

describe('rules that refuse, on ports that carry bytes', () => {
  const deny = (parts: Partial<AuthorizationRule>, ports: Partial<Service>) =>
    meshOf([rule('a', { effect: 'deny', ...parts })], { services: [service('a', ports)] });
  const admin = { requests: [request({ paths: [{ kind: 'exact', value: '/admin' }] })] } as const;

  it('name the HTTP ports', () => {
    expect(spec(deny(admin, mixed), 'AuthorizationPolicy', 'a.deny').rules).toEqual([
      { to: [{ operation: { paths: ['/admin'], ports: ['8080'] } }] },
    ]);
  });

  it('for conditions that Istio has no operation for as well', () => {
    const from: readonly [Caller] = [{ kind: 'request-principal', issuer: 'accounts', claims: [] }];
    expect(spec(deny({ from }, mixed), 'AuthorizationPolicy', 'a.deny').rules).toEqual([
      {
        to: [{ operation: { ports: ['8080'] } }],
        when: [{ key: 'request.auth.claims[iss]', values: ['https://accounts.example.com'] }],
      },
    ]);
  });

  it('are left alone when they speak of connections only', () => {
    expect(spec(deny({ from: [caller('b')] }, mixed), 'AuthorizationPolicy', 'a.deny').rules).toEqual([
      { from: [{ source: { principals: ['cluster.local/ns/shop/sa/b'] } }] },
    ]);
  });

  it('keep of the ports that they name those that carry requests', () => {
    const requests = [request({ methods: ['GET'], ports: [5432, 8080] })] as const;
    expect(spec(deny({ requests }, mixed), 'AuthorizationPolicy', 'a.deny').rules).toEqual([
      { to: [{ operation: { methods: ['GET'], ports: ['8080'] } }] },
    ]);
  });

  it('are whole where no port carries requests, for it is an error', () => {
    expect(spec(deny(admin, tcp), 'AuthorizationPolicy', 'a.deny').rules).toEqual([
      { to: [{ operation: { paths: ['/admin'] } }] },
    ]);
  });

  it('of a namespace leave its TCP ports out, and all others in', () => {
    const scope = { kind: 'namespace', namespace: 'shop' } as const;
    const services = [service('a', mixed), service('b')];
    const rules = [rule('a', { effect: 'deny', scope, ...admin })];
    expect(spec(mesh({ services, rules }), 'AuthorizationPolicy', 'shop.namespace.deny')).toEqual({
      action: 'DENY',
      rules: [{ to: [{ operation: { paths: ['/admin'], notPorts: ['5432'] } }] }],
    });
  });

  it('of a namespace are refused where one port is both', () => {
    const scope = { kind: 'namespace', namespace: 'shop' } as const;
    const odd = { ports: [{ name: 'tcp', port: 1, targetPort: 8080, protocol: 'tcp' }] } as const;
    const services = [service('a'), service('b', odd)];
    const rules = [rule('a', { effect: 'deny', scope, ...admin })];
    expect(gaps(mesh({ services, rules }))[0]).toMatch(/^MW3214 port 8080/);
  });

  it('of a gateway spare the hosts whose TLS it passes on, which share their port with others', () => {
    const scope = { kind: 'gateway', gateway: 'shop/edge' } as const;
    const deny = (hosts: readonly [string, ...string[]]) => {
      const passed = listener('passed', { port: 443, hosts, tls: { mode: 'passthrough' } });
      const rules = [rule('a', { effect: 'deny', scope, ...admin })];
      return mesh({ gateways: [gateway('edge', { listeners: [listener('https'), passed] })], rules });
    };
    expect(spec(deny(['vault.example.com']), 'AuthorizationPolicy', 'edge.gateway.shop.deny').rules).toEqual([
      {
        to: [{ operation: { paths: ['/admin'] } }],
        when: [{ key: 'connection.sni', notValues: ['vault.example.com'] }],
      },
    ]);
    expect(gaps(deny(['vault.example.com']))).toEqual([]);
    expect(gaps(deny(['*']))[0]).toMatch(/^MW3214/);
  });

  describe('at gateways', () => {
    const passing = listener('pass', { tls: { mode: 'passthrough' }, hosts: ['sealed.example.com'] });
    const at = (...listeners: readonly Listener[]) => ({
      gateways: [gateway('edge', { listeners: listeners as never })],
    });
    const scope = { kind: 'gateway', gateway: 'shop/edge' } as const;

    it('spare what is passed on, by the name that is asked for', () => {
      const all = meshOf([rule('', { effect: 'deny', scope, ...admin })], at(listener('https'), passing));
      expect(spec(all, 'AuthorizationPolicy', 'edge.gateway.shop.deny').rules).toEqual([
        {
          to: [{ operation: { paths: ['/admin'] } }],
          when: [{ key: 'connection.sni', notValues: ['sealed.example.com'] }],
        },
      ]);
    });

    it('are refused where that name leads to requests as well', () => {
      const rules = [rule('', { effect: 'deny', scope, ...admin })];
      const refusals = (ending: Partial<Listener>) => gaps(meshOf(rules, at(listener('https', ending), passing)));
      expect(refusals({ hosts: ['*.example.com'] })).toEqual([]);
      expect(refusals({ hosts: ['*.example.com'], port: 8443 })[0]).toMatch(/^MW3214 `sealed.example.com`/);
      expect(refusals({ hosts: ['*'], port: 8443 })[0]).toMatch(/^MW3214/);
      expect(refusals({ hosts: ['sealed.example.com'] })[0]).toMatch(/^MW3214/);
    });

    it('of the mesh cannot spare by name: to a sidecar any client could ask for it', () => {
      const rules = [rule('', { effect: 'deny', scope: { kind: 'mesh' }, ...admin })];
      expect(gaps(meshOf(rules, at(listener('https'), passing)))).toEqual([
        'MW3214 listener `pass` of a gateway in the scope carries bytes',
      ]);
    });

    it('of the mesh are said once more at gateways, whose ports are not known', () => {
      const rules = [rule('', { effect: 'deny', scope: { kind: 'mesh' }, ...admin })];
      const services = [service('a', { ports: [{ name: 'tcp', port: 1, targetPort: 8443, protocol: 'tcp' }] })];
      const all = meshOf(rules, { ...at(listener('https')), services });
      expect(spec(all, 'AuthorizationPolicy', 'shop.mesh.deny').rules).toEqual([
        { to: [{ operation: { paths: ['/admin'], notPorts: ['8443'] } }] },
      ]);
      expect(spec(all, 'AuthorizationPolicy', 'edge.gateway.shop.mesh-deny')).toEqual({
        selector: { matchLabels: { app: 'istio-ingressgateway', istio: 'ingressgateway' } },
        action: 'DENY',
        rules: [{ to: [{ operation: { paths: ['/admin'] } }] }],
      });
    });
  });

  it('an allow rule that excepts bearers of tokens would admit nothing on a TCP port', () => {
    const except: AuthorizationRule['except'] = [{ kind: 'request-principal', issuer: 'accounts', claims: [] }];
    expect(gaps(meshOf([rule('a', { except })], { services: [service('a', mixed)] }))[0]).toMatch(/^MW3208/);
    expect(gaps(meshOf([rule('a', { except })]))).toEqual([]);
  });
});

describe('policies', () => {
  it('one for each effect, authorizer, name, and whether it is a dry run', () => {
    const all = meshOf([
      rule('a', { from: [caller('b')] }),
      rule('a', { from: [caller('c')], name: 'extra' }),
      rule('a', { from: [caller('d')], dryRun: true }),
      rule('a', { effect: 'deny', from: [caller('e')] }),
      rule('a', { effect: 'deny', dryRun: true }),
      rule('a', { effect: 'audit' }),
      rule('a', { effect: 'custom', provider: 'Opa_1' }),
    ]);
    expect(names(all, 'AuthorizationPolicy')).toEqual([
      'istio-system/allow-nothing',
      'shop/a',
      'shop/a.allow.extra',
      'shop/a.dry-run-allow',
      'shop/a.deny',
      'shop/a.dry-run-deny',
      'shop/a.audit',
      'shop/a.custom.x--4f-70-61-5f-31',
    ]);
    expect(spec(all, 'AuthorizationPolicy', 'a.custom.x--4f-70-61-5f-31')).toEqual({
      selector: { matchLabels: { app: 'a' } },
      action: 'CUSTOM',
      provider: { name: 'Opa_1' },
      rules: [{}],
    });
  });

  it('a service named like another one’s deny policy has its own', () => {
    const services = ['a', 'a-deny', 'namespace', 'mesh', 'shop'].map((name) => service(name));
    const effects = ['allow', 'deny'] as const;
    const rules = services.flatMap(({ name }) => effects.map((effect) => rule(name, { effect })));
    const wide = effects.flatMap((effect) => [
      rule('', { effect, scope: { kind: 'namespace', namespace: 'shop' } }),
      rule('', { effect, scope: { kind: 'mesh' } }),
    ]);
    const found = names(mesh({ services, rules: [...rules, ...wide] }), 'AuthorizationPolicy');
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(1 + 10 + 4);
  });

  it('a rule of the mesh is in the root namespace, without a selector', () => {
    const all = meshOf([rule('', { effect: 'deny', scope: { kind: 'mesh' }, from: [caller('evil')] })]);
    expect(names(all, 'AuthorizationPolicy')).toEqual(['istio-system/allow-nothing', 'istio-system/shop.mesh.deny']);
  });

  const refused: readonly (readonly [string, string, Partial<AuthorizationRule>, Partial<Mesh>])[] = [
    ['a dry run of an audit', 'MW3210', { effect: 'audit', dryRun: true }, {}],
    ['a dry run of an authorizer', 'MW3210', { effect: 'custom', provider: 'opa', dryRun: true }, {}],
    ['an authorizer for some callers', 'MW3209', { effect: 'custom', provider: 'opa', from: [caller('b')] }, {}],
    [
      'a namespace rule in the root namespace',
      'MW3212',
      { scope: { kind: 'namespace', namespace: 'istio-system' } },
      {},
    ],
    [
      'a rule in the root namespace for labels that pods elsewhere have',
      'MW3212',
      { scope: { kind: 'service', service: 'istio-system/b' } },
      {
        services: [
          service('b', { namespace: 'istio-system', selector: { app: 'web' } }),
          service('c', { selector: { app: 'web', tier: 'front' } }),
        ],
      },
    ],
    [
      'a rule for one of two gateways that share a proxy',
      'MW3213',
      { scope: { kind: 'gateway', gateway: 'shop/one' } },
      { gateways: [gateway('one'), gateway('two')] },
    ],
  ];
  for (const [what, code, parts, of] of refused) {
    it(`${what} is refused`, () => {
      expect(gaps(meshOf([rule('a', parts)], of)).map((found) => found.slice(0, 6))).toEqual([code]);
    });
  }

  it('a second authorizer at one workload is refused', () => {
    const rules = [
      rule('a', { effect: 'custom', provider: 'opa' }),
      rule('a', { effect: 'custom', provider: 'other', scope: { kind: 'namespace', namespace: 'shop' } }),
    ];
    expect(gaps(meshOf(rules))).toEqual(['MW3211 `opa` is the second external authorizer here, beside `other`']);
  });

  it('a service without a proxy has no policy', () => {
    const namespaces = [namespace('shop', { dataPlane: { kind: 'none' } })];
    const all = meshOf([rule('a', { origin: 'call', from: [caller('b')] })], { namespaces });
    expect(names(all, 'AuthorizationPolicy')).toEqual(['istio-system/allow-nothing']);
  });
});

describe('RequestAuthentication', () => {
  const from: readonly [Caller] = [{ kind: 'request-principal', issuer: 'accounts', claims: [] }];

  it('is where rules ask for tokens', () => {
    expect(spec(meshOf([rule('a', { from })]), 'RequestAuthentication', 'a')).toEqual({
      selector: { matchLabels: { app: 'a' } },
      jwtRules: [{ issuer: 'https://accounts.example.com', jwksUri: 'https://accounts.example.com/jwks' }],
    });
  });

  it('is needed by rules that deny as well, and by claims of any issuer', () => {
    const when: AuthorizationRule['when'] = [
      { kind: 'claim', path: ['role'], values: [{ kind: 'exact', value: 'bot' }], negated: false },
    ];
    expect(names(meshOf([rule('a', { effect: 'deny', when })]), 'RequestAuthentication')).toEqual(['shop/a']);
  });

  it('does not repeat what a wider scope says', () => {
    const scope = { kind: 'namespace', namespace: 'shop' } as const;
    expect(names(meshOf([rule('a', { from }), rule('a', { from, scope })]), 'RequestAuthentication')).toEqual([
      'shop/shop.namespace',
    ]);
  });

  it('is nowhere else', () => {
    expect(names(meshOf([rule('a', { from: [caller('b')] })]), 'RequestAuthentication')).toEqual([]);
  });
});
