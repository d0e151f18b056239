// The lowering that the fuzzer asks Envoy about is istiod's own: held against the pairs that istiod's tests are.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../src/base/json.ts';
import type { AuthorizationPolicy } from '../fuzz/manifests.ts';
import { type Action, rbacOf } from '../fuzz/rbac.ts';

const VERSIONS = fileURLToPath(new URL('../../scripts/conformance/versions.json', import.meta.url));
const { modules } = JSON.parse(readFileSync(VERSIONS, 'utf8')) as { readonly modules: { readonly istio: string } };
const download = execFileSync('go', ['mod', 'download', '-json', modules.istio], { encoding: 'utf8' });
const PAIRS = join((JSON.parse(download) as { Dir: string }).Dir, 'pilot/pkg/security/authz/builder/testdata');

/** The trust domains that istiod's tests give beside some of the inputs. */
const TRUST_DOMAINS: Readonly<Record<string, readonly string[]>> = {
  'simple-policy-td-aliases': ['td1', 'cluster.local'],
  'simple-policy-multiple-td-aliases': ['td1', 'cluster.local', 'some-td'],
  'simple-policy-principal-with-wildcard': ['td1', 'foobar'],
  'td-aliases-source-principal': ['new-td', 'old-td', 'some-trustdomain'],
};

/** A pair that no test of istiod's reads: it is from before its 1.11. */
const UNTESTED = ['allow-host-before-111'];

interface Filter {
  readonly typedConfig: { readonly rules?: JsonObject & { readonly action?: string } };
}

const enforced = ({ metadata, spec }: AuthorizationPolicy): boolean =>
  metadata.annotations?.['istio.io/dry-run'] !== 'true' && spec.action !== 'CUSTOM' && spec.action !== 'AUDIT';

const pairs = ['http', 'tcp'].flatMap((kind) =>
  readdirSync(join(PAIRS, kind))
    .filter((name) => name.endsWith('-in.yaml'))
    .map((name) => ({ kind, name: basename(name, '-in.yaml') }))
    .filter(({ name }) => !/^(custom|audit)/.test(name) && !UNTESTED.includes(name)),
);

it('has pairs to be held against', () => expect(pairs.length).toBeGreaterThanOrEqual(20));

it.each(pairs)('makes of $kind $name what istiod does', ({ kind, name }) => {
  const file = (end: string) => join(PAIRS, kind, `${name}-${end}.yaml`);
  const policies = parseAllDocuments(readFileSync(file('in'), 'utf8'))
    .map((document) => document.toJS() as AuthorizationPolicy | null)
    .filter((one): one is AuthorizationPolicy => one !== null)
    .filter(enforced);
  const outputs = ['out', 'out1', 'out2'].map(file).filter((path) => existsSync(path));
  const expected = outputs
    .map((path) => (parse(readFileSync(path, 'utf8')) as Filter).typedConfig.rules)
    .flatMap((rules) => (rules === undefined ? [] : [{ policies: {}, ...rules }])); // an empty map is not printed
  const setting = { trustDomains: TRUST_DOMAINS[name] ?? ['cluster.local'], tcp: kind === 'tcp' };
  const made = (['DENY', 'ALLOW'] as const).flatMap((action: Action) => {
    const own = policies.filter(({ spec }) => (spec.action ?? 'ALLOW') === action);
    return own.length === 0 ? [] : [rbacOf(own, action, setting)];
  });
  expect(made).toEqual(expected);
});
