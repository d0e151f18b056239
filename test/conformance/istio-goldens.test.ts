// What we read in an AuthorizationPolicy is what istiod makes of it: held against the pairs that istiod's tests are.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { comparer } from '../../src/access/compare.ts';
import type { Destination, Policy } from '../../src/access/destination.ts';
import { policyReader } from '../../src/backends/istio/read/policy.ts';
import { selection } from '../../src/backends/istio/read/selection.ts';
import { groupBy } from '../../src/base/order.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { type Filter, policiesOf } from './envoy-rbac.ts';

const VERSIONS = fileURLToPath(new URL('../../scripts/conformance/versions.json', import.meta.url));
const { modules } = JSON.parse(readFileSync(VERSIONS, 'utf8')) as { readonly modules: { readonly istio: string } };
const download = execFileSync('go', ['mod', 'download', '-json', modules.istio], { encoding: 'utf8' });
const PAIRS = join((JSON.parse(download) as { Dir: string }).Dir, 'pilot/pkg/security/authz/builder/testdata');

/** The trust domains that istiod's tests give beside some of the inputs: its own, and aliases. */
const TRUST_DOMAINS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'simple-policy-td-aliases': ['td1', 'cluster.local'],
  'simple-policy-multiple-td-aliases': ['td1', 'cluster.local', 'some-td'],
  'simple-policy-principal-with-wildcard': ['td1', 'foobar'],
  'td-aliases-source-principal': ['new-td', 'old-td', 'some-trustdomain'],
};

/** One input has outputs of other names: one for each way to configure the authorizer. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  'custom-simple-http': [
    'custom-grpc-provider-no-namespace',
    'custom-grpc-provider',
    'custom-http-provider',
    'custom-bad',
  ],
};

/** Pairs that are about something else than manifests say. */
const NOT_OURS: Readonly<Record<string, string>> = {
  'http/allow-host-before-111': 'no test of istiod reads it: it is from before Istio 1.11',
  'http/custom-bad': 'the authorizer is configured wrongly, and its configuration is in no manifest',
  'tcp/custom-only-http':
    'the authorizer speaks HTTP only, so TCP ports do without it: its configuration is in no manifest',
};

interface Pair {
  readonly name: string;
  readonly kind: string;
  readonly input: string;
  readonly outputs: readonly string[];
}

const pairs: readonly Pair[] = ['http', 'tcp'].flatMap((kind) => {
  const files = readdirSync(join(PAIRS, kind));
  return files
    .filter((file) => file.endsWith('-in.yaml'))
    .flatMap((input) => {
      const name = basename(input, '-in.yaml');
      return (OUTPUTS[name] ?? [name]).map((output) => ({
        name: `${kind}/${output}`,
        kind,
        input,
        outputs: files.filter((file) => new RegExp(`^${output}-out\\d?\\.yaml$`).test(file)).sort(),
      }));
    });
});

/** The workload that istiod's tests are about. */
const LABELS = { app: 'httpbin', version: 'v1' };

function read({ kind, input }: Pair): readonly Policy[] {
  const documents = parseAllDocuments(readFileSync(join(PAIRS, kind, input), 'utf8'));
  const manifests = documents.map((one) => one.toJS() as Manifest | null).filter((one) => one !== null);
  const [trustDomain, ...trustDomainAliases] = TRUST_DOMAINS[basename(input, '-in.yaml')] ?? ['cluster.local'];
  const read = policyReader('every', {
    rootNamespace: 'istio-system',
    trustDomain,
    trustDomainAliases,
    clusterDomain: 'cluster.local',
    injected: new Map(),
    pods: [],
  });
  return read(selection(manifests, 'istio-system')('foo', LABELS));
}

function given({ kind, outputs }: Pair): readonly Policy[] {
  return policiesOf(outputs.map((file) => parse(readFileSync(join(PAIRS, kind, file), 'utf8')) as Filter));
}

/** Policies by what they do; their rules as what they admit, so that those which decide nothing are compared too. */
function grouped(policies: readonly Policy[]): ReadonlyMap<string, Destination> {
  const groups = groupBy(policies, ({ effect, dryRun, provider }) => `${effect} ${dryRun} ${provider ?? ''}`);
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      {
        key,
        proxy: 'sidecar',
        ports: [],
        policies: group.map(({ rules }) => ({ effect: 'allow', dryRun: false, rules })),
      },
    ]),
  );
}

/** Ports that the pairs speak of, and one that none does. */
const PORTS = [80, 90, 91, 92, 8000, 8080, 9000, 9001, 7];

describe('what istiod makes of an AuthorizationPolicy', () => {
  it.each(pairs.filter(({ name }) => NOT_OURS[name] === undefined).map((pair) => [pair.name, pair] as const))(
    'is what we read in it: %s',
    (_, pair) => {
      expect(pair.outputs.length).toBeGreaterThan(0);
      const [ours, theirs] = [grouped(read(pair)), grouped(given(pair))];
      expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
      const contrast = comparer();
      for (const [key, first] of ours) {
        for (const port of PORTS) {
          const at = { port, http: pair.kind === 'http', mtls: 'permissive' as const };
          expect({ key, port, contrast: contrast({ first, second: theirs.get(key)!, port: at }) }).toEqual({
            key,
            port,
          });
        }
      }
    },
  );

  it('is compared for all pairs but these, which are about something else', () => {
    const names = new Set(pairs.map(({ name }) => name));
    expect(Object.keys(NOT_OURS).filter((name) => !names.has(name))).toEqual([]);
    expect(pairs.length - Object.keys(NOT_OURS).length).toBeGreaterThan(20);
  });
});
