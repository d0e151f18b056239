// What the envoy backend can emit, loaded by the real Envoy of each version that is at hand.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import { ENVOY_DEFAULTS, type EnvoyOptions, type EnvoyVersion } from '../../src/config/envoy.ts';
import type { AuthorizationRule, Caller } from '../../src/model/authorization.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { PROVIDERS } from '../backends/envoy/setup.ts';
import { caller, mesh, rule, service, span } from '../backends/model.ts';
import { startEnvoy } from '../envoy/process.ts';
import { writeProxy } from '../envoy/write.ts';
import { authorityIn } from '../fuzz/certificates.ts';
import { JWKS } from '../fuzz/tokens.ts';
import { judges } from '../lab/judges.ts';

/** `1.36=/path/to/envoy,1.37=…` besides that of the judges. */
const versions: readonly (readonly [EnvoyVersion, string])[] = [
  ['1.40', process.env.MESHWRIGHT_ENVOY ?? judges().envoy],
  ...(process.env.MESHWRIGHT_ENVOYS ?? '')
    .split(',')
    .filter((one) => one !== '')
    .map((one) => one.split('=') as [EnvoyVersion, string]),
];

const token: Caller = {
  kind: 'request-principal',
  issuer: 'login',
  subject: { kind: 'present' },
  audiences: [{ kind: 'exact', value: 'shop' }],
  presenter: [{ kind: 'prefix', value: 'web' }],
  claims: [{ path: ['org', 'team'], values: [{ kind: 'suffix', value: 'a' }], negated: true }],
};

const rules: readonly AuthorizationRule[] = [
  rule('web', { from: [caller('a'), { kind: 'all-of', callers: [{ kind: 'authenticated' }, token] }] }),
  rule('web', { from: [{ kind: 'trust-domain', trustDomain: 'partner.example' }], except: [token], name: 'partners' }),
  rule('web', {
    requests: [
      {
        methods: ['GET'],
        paths: [
          { kind: 'template', value: '/a/{*}/b/{**}' },
          { kind: 'template', value: '/a*b/{*}' },
          { kind: 'regex', value: '/x[0-9]+' },
          { kind: 'prefix', value: '/p' },
        ],
        hosts: ['*.example.com', 'a.example.com'],
        headers: [
          {
            name: 'x-a',
            values: [
              { kind: 'prefix', value: '' },
              { kind: 'regex', value: 'a|b' },
            ],
            negated: true,
          },
        ],
      },
    ],
  }),
  rule('web', {
    effect: 'deny',
    dryRun: true,
    when: [
      { kind: 'sni', values: [{ kind: 'suffix', value: '.x' }], negated: true },
      { kind: 'destination-ip', cidrs: ['10.0.0.0/8', '2001:db8::/32'], negated: false },
    ],
  }),
  rule('web', { effect: 'deny', from: [{ kind: 'remote-ip-block', cidr: '10.0.0.1' }] }),
  rule('web', { effect: 'audit', from: [{ kind: 'ip-block', cidr: '10.0.0.0/8' }] }),
  rule('web', { effect: 'custom', provider: 'opa' }),
  rule('web', { effect: 'custom', provider: 'web', requests: [{ ports: [8080], headers: [] }] }),
];

const issuer = {
  name: 'login',
  issuer: 'https://login.example.com',
  audiences: ['shop'],
  fromHeaders: [],
  forwardToken: true,
};
const model = (parts: Parameters<typeof mesh>[0] = {}): Lookup =>
  mesh({
    rules,
    trustDomainAliases: ['old.example'],
    issuers: [
      { ...issuer, jwks: { kind: 'uri', uri: 'https://login.example.com/jwks' }, span: span() },
      {
        ...issuer,
        name: 'other',
        fromHeaders: [{ name: 'x-token', prefix: 'T ' }],
        jwks: { kind: 'inline', jwks: JWKS },
        span: span(),
      },
    ],
    services: [
      service('web', {
        mtls: { mode: 'permissive', ports: [{ port: 9090, mode: 'disabled' }] },
        ports: [
          { name: 'http', port: 80, targetPort: 8080, protocol: 'http' },
          { name: 'grpc', port: 81, targetPort: 8081, protocol: 'grpc' },
          { name: 'redis', port: 6379, targetPort: 6379, protocol: 'redis' },
          { name: 'mysql', port: 3306, targetPort: 9090, protocol: 'mysql' },
        ],
      }),
    ],
    ...parts,
  });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshwright-loads-'));
  const { ca, server } = authorityIn(join(folder, 'authority'));
  mkdirSync(join(folder, 'certificates'));
  for (const [from, to] of [
    [ca, 'ca.pem'],
    [server.key, 'key.pem'],
    [server.cert, 'cert.pem'],
  ] as const)
    copyFileSync(from, join(folder, 'certificates', to));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const configs = (mesh: Lookup, options: Partial<EnvoyOptions>) =>
  envoy(
    placeFrom({
      ...ENVOY_DEFAULTS,
      version: '1.40',
      directory: folder,
      certificates: { kind: 'files', directory: join(folder, 'certificates') },
      providers: { ...PROVIDERS, stdout: { kind: 'envoyFileAccessLog', path: join(folder, 'access.log') } },
      systemCertificates: join(folder, 'certificates', 'ca.pem'),
      ...options,
    }),
  ).configs!(mesh);

function validate(program: string, mesh: Lookup, options: Partial<EnvoyOptions>): string {
  const path = writeProxy(configs(mesh, { configuration: 'static', ...options })[0]!, folder);
  const strict = ['--reject-unknown-dynamic-fields', '-l', 'warning'];
  const { status, stdout, stderr } = spawnSync(program, ['--mode', 'validate', '-c', path, ...strict], {
    encoding: 'utf8',
  });
  return status === 0 ? stderr.replace(/.*Only for illustration.*/g, '').trim() : `${stdout}${stderr}`;
}

describe.each(versions)('Envoy %s', (version, program) => {
  it.each([
    [
      'logs in a file, OpenTelemetry',
      {
        accessLogs: { provider: 'stdout', filter: 'response.code >= 400' },
        tracing: { provider: 'otel', sampling: 12.5 },
      },
    ],
    ['logs by OTLP, Zipkin', { accessLogs: { provider: 'logs' }, tracing: { provider: 'zipkin', sampling: 100 } }],
  ])('takes all that rules say: %s', (_, parts) => {
    expect(validate(program, model(parts), { version })).toBe('');
  });

  it('takes certificates of a SPIRE agent', () => {
    expect(validate(program, model(), { version, certificates: { kind: 'spire', socket: '/run/spire.sock' } })).toBe(
      '',
    );
  });

  it('runs on the files of xDS', async () => {
    const inbound = { address: '127.0.0.1', portOffset: 20_000 };
    const [config] = configs(model(), { version, inbound, admin: false });
    const listening = [8080, 8081, 6379, 9090].map((port) => port + inbound.portOffset);
    const running = await startEnvoy(program, folder, writeProxy(config!, folder), listening);
    await running.close();
  });
});
