// `meshwright verify` finds what is wrong: errors are planted in what proxies run on, one at a time.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { verify } from '../../src/local/verify.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import type { Issuer } from '../../src/model/mesh.ts';
import { caller, gateway, gatewayRoute, listener, mesh, rule, service, span } from '../backends/model.ts';
import { judges } from '../lab/judges.ts';

const ORDERS = [{ kind: 'prefix', value: '/orders' }] as const;
const TEAM = { name: 'x-team', values: [{ kind: 'exact', value: 'blue' }], negated: false } as const;

const STAFF: Issuer = {
  name: 'staff',
  issuer: 'https://staff.example',
  jwks: { kind: 'inline', jwks: '{"keys":[]}' },
  audiences: ['shop'],
  fromHeaders: [],
  forwardToken: false,
  span: span(),
};

/** What each kind of error matters to. */
const MODEL: Lookup = mesh({
  services: [service('web'), service('orders'), service('audit'), service('bank')],
  issuers: [STAFF],
  gateways: [
    gateway('edge', { listeners: [listener('https')], routes: [gatewayRoute('audit', ['shop.example.com'])] }),
  ],
  rules: [
    rule('orders', { from: [caller('web')], requests: [{ methods: ['GET'], paths: ORDERS, headers: [TEAM] }] }),
    rule('audit', { from: [{ kind: 'ip-block', cidr: '127.0.0.1/32' }] }),
    rule('audit', { effect: 'deny', from: [caller('bank')] }),
    rule('bank', {
      from: [{ kind: 'request-principal', issuer: 'staff', claims: [] }],
    }),
  ],
});

/** Replaces what `change` has something else for, wherever it is. */
function replaced(json: Json, change: (object: JsonObject) => JsonObject | undefined): Json {
  if (Array.isArray(json)) return json.map((one) => replaced(one as Json, change));
  if (!isJsonObject(json)) return json;
  const inner = Object.entries(change(json) ?? json).map(([name, value]) => [name, replaced(value as Json, change)]);
  return Object.fromEntries(inner) as JsonObject;
}

/** The same, said of its text. */
const text = (pattern: RegExp | string, by: string) => (json: Json) =>
  JSON.parse(JSON.stringify(json).replaceAll(pattern, by)) as Json;

const field = (name: string, change: (value: Json) => Json | undefined) => (json: Json) =>
  replaced(json, (object) => {
    if (!(name in object)) return undefined;
    const { [name]: old, ...rest } = object;
    const value = change(old as Json);
    return (value === undefined ? rest : { ...rest, [name]: value }) as JsonObject;
  });

const ANYTHING = '"safe_regex":{"regex":".*"}';

/** Beside each filter chain one without TLS. */
const plaintext = field('filter_chains', (chains) =>
  (chains as JsonObject[]).flatMap((chain): JsonObject[] => {
    const { transport_socket: _, filter_chain_match: __, ...open } = chain;
    return [chain, { ...open, name: 'open', filter_chain_match: { transport_protocol: 'raw_buffer' } }];
  }),
);

const PLANTS: readonly (readonly [string, (json: Json) => Json])[] = [
  ['no certificate is asked for', field('require_client_certificate', () => false)],
  [
    'a certificate of any CA is taken',
    text('"trusted_ca":', '"trust_chain_verification":"ACCEPT_UNTRUSTED","trusted_ca":'),
  ],
  ['plaintext is taken', plaintext],
  ['a denial is dropped', field('action', (value) => (value === 'DENY' ? 'LOG' : value))],
  ['a segment has no end', text('"/orders/"', '"/orders"')],
  ['a header may be anything', text('"exact":"blue"', ANYTHING)],
  ['a method may be another', text('"exact":"GET"', ANYTHING)],
  ['audiences are dropped', field('audiences', () => undefined)],
  ['an identity is another', text('/sa/web', '/sa/bank')],
  ['a block of addresses is wider', text('"prefix_len":32', '"prefix_len":8')],
  ['a gateway has another host', text('shop.example.com', 'shop.example.org')],
  ['all callers are allowed', field('principals', () => [{ any: true }])],
];

const run = (changed: (json: Json) => Json) =>
  verify(MODEL, {
    program: judges().envoy,
    version: '1.40',
    folder: mkdtempSync(join(tmpdir(), 'meshwright-verify-')),
    onProgress: () => {},
    onStarted: () => {},
    changed: (config) => {
      const [first, ...rest] = config.files.map((file) => ({ ...file, content: changed(file.content) as JsonObject }));
      return { ...config, files: [first!, ...rest] };
    },
  });

it('finds nothing where nothing is wrong', async () => {
  const { result, diagnostics } = await run((json) => json);
  expect(diagnostics).toEqual([]);
  expect(result?.requests.filter(({ agrees }) => !agrees)).toEqual([]);
}, 30_000);

it.each(PLANTS)(
  'finds that %s',
  async (_, plant) => {
    let planted = false;
    const { result, diagnostics } = await run((json) => {
      const after = plant(json);
      planted ||= JSON.stringify(after) !== JSON.stringify(json);
      return after;
    });
    expect([planted, diagnostics]).toEqual([true, []]);
    expect(result!.requests.filter(({ agrees }) => !agrees)).not.toEqual([]);
  },
  30_000,
);
