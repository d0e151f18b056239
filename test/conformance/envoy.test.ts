// The real Envoy, asked thousands of questions over mutual TLS: what it answers is what the oracle says.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/access/decide.ts';
import type { HttpRequest } from '../../src/access/request.ts';
import type { Json } from '../../src/base/json.ts';
import { readModel } from '../../src/compile.ts';
import type { AuthorizationRule } from '../../src/model/authorization.ts';
import { type Lookup, lookup } from '../../src/model/lookup.ts';
import type { StringMatch } from '../../src/model/match.ts';
import type { Issuer } from '../../src/model/mesh.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import { mesh, rule, service } from '../backends/model.ts';
import type { Ask } from '../fuzz/client.ts';
import type { Door } from '../fuzz/door.ts';
import { compiles, fuzzModel, issuers, simpleModel } from '../fuzz/models.ts';
import { atomsOf, requestsTo } from '../fuzz/requests.ts';
import { type Disagreement, disagreements, doorsOfAll, type Judge, type Oracle, openJudge } from '../fuzz/run.ts';
import { shrunk } from '../fuzz/shrink.ts';
import { judges } from '../lab/judges.ts';
import { modelOf } from '../proof/models.ts';
import { SEED } from './seed.ts';

const PAIRS = 12_000;

const istio = { backend: 'istio' as const, options: { version: '1.31' as const } };
const config = { policies: 'policies/index.ts', out: 'out', deadline: 30 };

const exampleModel = async (folder: string, target: string, environment: string): Promise<Lookup> => {
  const root = fileURLToPath(new URL(`../../${folder}`, import.meta.url)).replace(/\/$/, '');
  const targets = { [target]: { environment, cluster: target, values: {}, backends: [istio] } };
  const { result, diagnostics } = await readModel(target, { root, config: { ...config, targets } });
  if (result === undefined) throw new Error(JSON.stringify(diagnostics));
  return result;
};

const generated = (seed: number, count: number): readonly Lookup[] => [
  ...fc.sample(fuzzModel, { seed, numRuns: count * 4 }).filter(compiles),
  ...fc.sample(simpleModel, { seed, numRuns: count * 2 }).filter(compiles),
  ...fc.sample(meshShape, { seed, numRuns: count }).flatMap((shape) => modelOf(build(shape)) ?? []),
];

const asksOf = (doors: readonly Door[], seed: number, count: number): readonly Ask[] =>
  doors.flatMap(({ destination, port }, door) => {
    const requests = fc.sample(requestsTo(port, atomsOf(destination)), { seed: seed + door, numRuns: count });
    return requests.map((request) => ({ door, request }));
  });

const shown = ({ door, request, status, allowed }: Disagreement): string =>
  JSON.stringify(
    {
      said: allowed ? 'allowed' : 'refused',
      envoy: status,
      to: door.destination.key,
      port: door.port,
      request,
      rules: door.model.mesh.rules.map(({ span, ...rule }) => rule),
      authorization: door.model.mesh.authorization,
    },
    undefined,
    1,
  );

let judge: Judge;
let doors: readonly Door[];
let asks: readonly Ask[];
let statuses: readonly number[];

beforeAll(async () => {
  judge = openJudge(judges().envoy);
  const examples = [await exampleModel('', 'dev', 'dev'), await exampleModel('examples/shop', 'prod', 'prod')];
  const [real, made] = [doorsOfAll(examples), doorsOfAll(generated(SEED, 120))];
  const each = Math.ceil(PAIRS / (made.length + 3 * real.length));
  doors = [...real, ...made];
  const ofMade = asksOf(made, SEED + 1_000, each).map((one) => ({ ...one, door: one.door + real.length }));
  asks = [...asksOf(real, SEED, 4 * each), ...ofMade];
  const started = Date.now();
  statuses = await judge.statuses(doors, asks);
  const admitted = statuses.filter((status) => status === 200).length;
  console.info(`${asks.length} pairs, ${doors.length} policies, ${admitted} admitted: ${Date.now() - started} ms`);
}, 180_000);
afterAll(() => judge?.close());

it('is asked about many pairs, of which it admits some and refuses some', () => {
  expect(asks.length).toBeGreaterThanOrEqual(10_000);
  for (const status of [200, 403])
    expect(statuses.filter((one) => one === status).length).toBeGreaterThan(asks.length / 10);
});

it(`says what the oracle says (MESHWRIGHT_SEED=${SEED} asks the same again)`, async () => {
  const found = disagreements(doors, asks, statuses, decide);
  const smallest = found[0] && shown(await shrunk(found[0], judge, decide));
  expect({ count: found.length, smallest }).toEqual({ count: 0 });
}, 180_000);

it('takes for a segment of a template what the oracle does, character by character', async () => {
  const characters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter(
    (one) => !/[#?]/.test(one),
  );
  const templates = ['/a/{*}', '/a/{*}/{**}', '/{*}/b'].map((value) => ({ kind: 'template' as const, value }));
  const models = templates.map((path) =>
    mesh({ services: [service('web')], rules: [rule('web', { requests: [{ paths: [path], headers: [] }] })] }),
  );
  const paths = characters.flatMap((one) => [`/a/${one}`, `/a/x${one}y/`, `/a/b/${one}`, `/a/b/x/${one}`, `/${one}/b`]);
  const identity = { trustDomain: 'cluster.local', namespace: 'shop', serviceAccount: 'web' };
  const address = { sourceIp: '127.0.0.1', remoteIp: '127.0.0.1', destinationIp: '127.0.0.1' };
  const http = (path: string) => ({ method: 'GET', path, host: 'web', headers: {} });
  const asks = models.flatMap((_, door) =>
    paths.map((path) => ({ door, request: { identity, ...address, port: 8080, sni: '', http: http(path) } })),
  );
  const doors = doorsOfAll(models);
  const found = disagreements(doors, asks, await judge.statuses(doors, asks), decide);
  expect(found.map(({ door, request }) => [door.model.mesh.rules[0]?.requests, request.http?.path])).toEqual([]);
});

it('takes for a claim what the oracle does, value by value', async () => {
  const matches: readonly StringMatch[] = [
    ...(['exact', 'prefix', 'suffix'] as const).map((kind) => ({ kind, value: 'a' })),
    { kind: 'exact', value: 'a b' },
    { kind: 'present' },
  ];
  const names = ['groups', 'scope', 'permission'];
  const models = names.flatMap((name) =>
    matches.map((match) => {
      const claim = { path: [name] as const, values: [match] as const, negated: false };
      const from = [{ kind: 'request-principal' as const, issuer: 'login', claims: [claim] }] as const;
      return mesh({ issuers, services: [service('web')], rules: [rule('web', { from })] });
    }),
  );
  const values: readonly Json[] = [
    'a',
    'a b',
    'b a',
    ' a',
    '',
    ' ',
    'x',
    ['a'],
    ['x', 'a'],
    ['a b'],
    [],
    [['a']],
    1,
    true,
    null,
    { a: 'a' },
  ];
  const identity = { trustDomain: 'cluster.local', namespace: 'shop', serviceAccount: 'web' };
  const address = { sourceIp: '127.0.0.1', remoteIp: '127.0.0.1', destinationIp: '127.0.0.1' };
  const http = (claims: Readonly<Record<string, Json>>) => ({
    ...{ method: 'GET', path: '/', host: 'web', headers: {} },
    jwt: { issuer: 'https://login.example.com', subject: 'ada', claims },
  });
  const asks = models.flatMap((_, door) =>
    [{}, ...values.flatMap((value) => names.map((name) => ({ [name]: value })))].map((claims) => ({
      door,
      request: { identity, ...address, port: 8080, sni: '', http: http(claims) },
    })),
  );
  const doors = doorsOfAll(models);
  const found = disagreements(doors, asks, await judge.statuses(doors, asks), decide);
  expect(
    found.map(({ door, request, status }) => [
      JSON.stringify(door.model.mesh.rules[0]?.from),
      request.http?.jwt?.claims,
      status,
    ]),
  ).toEqual([]);
});

it('accepts a token where the oracle does, place by place', async () => {
  const [login, other] = issuers as [Issuer, Issuer];
  const inHeader = (issuer: Issuer, ...fromHeaders: Issuer['fromHeaders']) => ({ ...issuer, fromHeaders });
  const meshes: readonly (readonly Issuer[])[] = [
    [login, other],
    [login, inHeader(other, { name: 'X-Token' })],
    [inHeader(login, { name: 'x-login', prefix: 'Login ' }), inHeader(other, { name: 'x-token' })],
    [inHeader(login, { name: 'x-token' }, { name: 'x-login' }), inHeader(other, { name: 'x-token' })],
  ];
  const asking = [['login'], ['other'], ['login', 'other'], []];
  const models = meshes.flatMap((issuers) =>
    asking.map((names) => {
      const from = names.map((issuer) => ({ kind: 'request-principal' as const, issuer, claims: [] }));
      const rules = from.map((one) => rule('web', { from: [one], requests: [{ paths: [TOKEN_PATH], headers: [] }] }));
      return mesh({ issuers, services: [service('web')], rules: [...rules, rule('web', { from: 'anyone' })] });
    }),
  );
  const identity = { trustDomain: 'cluster.local', namespace: 'shop', serviceAccount: 'web' };
  const address = { sourceIp: '127.0.0.1', remoteIp: '127.0.0.1', destinationIp: '127.0.0.1' };
  const places = ['authorization: Bearer', 'x-token:', 'x-login: Login', 'x-login:', 'x-elsewhere:'];
  const tokens = ['login', 'other', 'nobody'].flatMap((name) =>
    [['shop'], ['else'], undefined].flatMap((audiences) =>
      places.map((place) => ({
        ...{ place, issuer: `https://${name}.example.com`, subject: 'ada' },
        ...(audiences && { audiences }),
      })),
    ),
  );
  const asks = models.flatMap((_, door) =>
    [undefined, ...tokens].map((jwt) => ({
      door,
      request: {
        ...{ identity, ...address, port: 8080, sni: '' },
        http: { method: 'GET', path: '/', host: 'web', headers: {}, ...(jwt && { jwt }) },
      },
    })),
  );
  const doors = doorsOfAll(models);
  const answers = await judge.statuses(doors, asks);
  const found = disagreements(doors, asks, answers, decide);
  expect(
    found.map(({ door, request, status }) => [
      door.jwtRules.map(({ issuer, fromHeaders }) => [issuer, fromHeaders]),
      request.http?.jwt,
      status,
    ]),
  ).toEqual([]);
  expect(answers.filter((status) => status === 401).length).toBeGreaterThan(asks.length / 10);
});

const TOKEN_PATH = { kind: 'exact', value: '/token' } as const;

describe('an error in the oracle is found', () => {
  const planted: readonly [string, Oracle][] = [
    ['a HEAD is a GET', changed(({ method, ...rest }) => ({ ...rest, method: method === 'HEAD' ? 'GET' : method }))],
    [
      'a slash at the end is nothing',
      changed(({ path, ...rest }) => ({ ...rest, path: path.replace(/(.)\/$/, '$1') })),
    ],
    [
      'the first line of a header is the header',
      changed(({ headers, ...rest }) => ({ ...rest, headers: first(headers) })),
    ],
    [
      'an authority with a port is another',
      changed(({ host, ...rest }) => ({ ...rest, host: host.replace(/:\d+$/, 'x') })),
    ],
    ['a token is nothing', changed(({ jwt, ...rest }) => rest)],
    [
      'a token that is not accepted is nothing',
      (request, target, model) => {
        const said = decide(request, target, model);
        if (said.because !== 'token') return said;
        const { jwt: _, ...http } = request.http!;
        return decide({ ...request, http }, target, model);
      },
    ],
    [
      'a token is looked for everywhere',
      changed((http) => {
        const { place: _, ...jwt } = http.jwt ?? { issuer: '' };
        return http.jwt ? { ...http, jwt } : http;
      }),
    ],
    [
      'a dry run is none',
      (request, target, model) =>
        decide(
          request,
          target,
          withRules(model, (rule) => ({ ...rule, dryRun: false })),
        ),
    ],
    ['audits deny', (request, target, model) => decide(request, target, withRules(model, audited))],
  ];

  it.each(planted)('%s', (_, oracle) => {
    expect(disagreements(doors, asks, statuses, oracle).length).toBeGreaterThan(0);
  });

  it('and shrunk to a small policy and request', async () => {
    const [, oracle] = planted[0]!;
    const found = disagreements(doors, asks, statuses, oracle);
    const { door, request } = await shrunk(found.at(-1)!, judge, oracle);
    expect(door.model.mesh.rules.length).toBeLessThanOrEqual(1);
    expect(request.http).toMatchObject({ method: 'HEAD', headers: {} });
  }, 180_000);
});

function changed(change: (http: HttpRequest) => HttpRequest): Oracle {
  return (request, target, model) =>
    decide(request.http === undefined ? request : { ...request, http: change(request.http) }, target, model);
}

function first(headers: HttpRequest['headers']): HttpRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, lines]) => [name, lines.slice(0, 1)]));
}

function withRules({ mesh }: Lookup, change: (rule: AuthorizationRule) => AuthorizationRule): Lookup {
  return lookup({ ...mesh, rules: mesh.rules.map(change) });
}

function audited(rule: AuthorizationRule): AuthorizationRule {
  return rule.effect === 'audit' ? { ...rule, effect: 'deny' } : rule;
}
