import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { comparer } from '../../src/access/compare.ts';
import { destinationsOf } from '../../src/access/meaning.ts';
import { routingOf } from '../../src/access/routing/meaning.ts';
import { istio } from '../../src/backends/istio/index.ts';
import type { Reading } from '../../src/backends/reading.ts';
import { compare } from '../../src/compile/differences.ts';
import { groupVersionKind, type Manifest, manifestName } from '../../src/manifest/manifest.ts';
import { knownKinds, loadValidators } from '../../src/manifest/validate.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { admitsOne } from '../access/admits-one.ts';
import { evaluated } from '../checks/evaluated.ts';
import { KINDS, type Mutant, mutantsOf } from './mutants.ts';
import { atomsOf, requestsTo } from './requests.ts';

const validators = await loadValidators(knownKinds());
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const GOLDEN = ['deny', 'gateway', 'gateway-bytes', 'kinds-of-rules', 'mtls', 'requests', 'routes', 'tokens'];

async function models(): Promise<ReadonlyMap<string, Lookup>> {
  const found = new Map<string, Lookup>();
  for (const name of GOLDEN) found.set(name, (await evaluated(join(ROOT, 'test/golden', name), './policy.ts')).mesh!);
  found.set('bookinfo', (await evaluated(ROOT, './policies/index.ts')).mesh!);
  return found;
}

/** Fields that say nothing of who is admitted, or where to. */
const NAMES = /^(metadata,name|spec,(http|tcp),\d+,name|spec,servers,\d+,port,name)$/;

/** Why a mutant means what its original means; undefined when nothing shows that. */
function reason({ path, how, of }: Mutant, before: Reading, after: Reading): string | undefined {
  if (NAMES.test(path.join())) return 'a name';
  if (of.kind === 'AuthorizationPolicy' || of.kind === 'RequestAuthentication' || of.kind === 'PeerAuthentication')
    return isSame(before, after) ? 'admits the same, by every request tried' : undefined;
  if (how === 'is turned round') return 'an order that nothing depends on';
  if (of.kind === 'VirtualService' && path.join() === 'metadata,namespace')
    return 'routes by full names hold from anywhere';
  if (of.kind === 'VirtualService' && path.join() === 'spec,hosts,0' && onlyBytes(of)) return 'bytes have no host';
  if (of.kind === 'Gateway' && how === '"TLS" is "HTTPS"')
    return 'what is passed on unread is the same under both names';
  return undefined;
}

function onlyBytes({ spec }: Manifest): boolean {
  const { http, tls } = spec as { readonly http?: unknown; readonly tls?: unknown };
  return http === undefined && tls === undefined;
}

/** Beside the sets that said so: request by request, on both sides of all that either asks. */
function isSame(before: Reading, after: Reading): boolean {
  return before.destinations.every((one) => {
    const other = after.destinations.find(({ key }) => key === one.key);
    return one.ports.every((port) => {
      const requests = fc.sample(requestsTo(port, atomsOf(other ? [one, other] : [one])), { numRuns: 20, seed: 7 });
      return requests.every((request) => other && admitsOne(one, port, request) === admitsOne(other, port, request));
    });
  });
}

/** What schemas refuse is never written, whatever it would mean. */
function isWritten({ changed }: Mutant): boolean {
  return !changed || (validators.get(groupVersionKind(changed))?.(changed) ?? []).length === 0;
}

function judged(model: Lookup) {
  const manifests = istio.lower(model).map(({ manifest }) => manifest);
  const meant: Reading = { destinations: destinationsOf(model), routing: routingOf(model) };
  const before = istio.read!(manifests, model);
  const mutants = manifests.filter(({ kind }) => KINDS.includes(kind)).flatMap(mutantsOf);
  const contrast = comparer();
  return mutants.filter(isWritten).map((mutant) => {
    const changed = manifests.flatMap((one): readonly Manifest[] =>
      one === mutant.of ? (mutant.changed ? [mutant.changed] : []) : [one],
    );
    const after = istio.read!(changed, model);
    const caught = compare(meant, after, contrast).differences.length > 0;
    return { mutant, caught, reason: caught ? undefined : reason(mutant, before, after) };
  });
}

describe('a change in what is emitted', () => {
  it('is found by the proof, or changes nothing', async () => {
    let caught = 0;
    const reasons = new Map<string, number>();
    const missed: string[] = [];
    for (const [name, model] of await models()) {
      for (const one of judged(model)) {
        const { of, path, how } = one.mutant;
        if (one.caught) caught++;
        else if (one.reason) reasons.set(one.reason, (reasons.get(one.reason) ?? 0) + 1);
        else missed.push(`${name}: ${manifestName(of)} ${path.join('.')} ${how}`);
      }
    }
    expect(missed).toEqual([]);
    expect(caught).toBeGreaterThan(1000);
    // What changes nothing is the smaller part, or the mutants show nothing.
    expect([...reasons.values()].reduce((sum, n) => sum + n, 0)).toBeLessThan(caught / 2);
  });
});
