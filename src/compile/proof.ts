import { comparer } from '../access/compare.ts';
import { eachDestination } from '../access/meaning.ts';
import { routingOf } from '../access/routing/meaning.ts';
import type { Backend } from '../backends/backend.ts';
import type { Reading } from '../backends/reading.ts';
import { groupBy } from '../base/order.ts';
import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type Emitted, type Manifest, manifestName } from '../manifest/manifest.ts';
import type { Lookup } from '../model/lookup.ts';
import { tellsByHand, withNeighbours } from './by-hand.ts';
import { type Comparison, compare, type Difference } from './differences.ts';
import { findingFor, overridden } from './proof-findings.ts';

/** That what is emitted admits exactly what the policies say, and sends it where they say. */
export interface Proof {
  readonly destinations: number;
  readonly ports: number;
}

/**
 * Reads manifests back, by code that shares nothing with what made them, and compares what they mean with what the mesh means.
 * Raw manifests and patches are outside the proof: what they change is told apart from it.
 */
export function prove(
  asked: Lookup,
  backends: readonly Backend[],
  emitted: readonly Emitted[],
): Report<Proof | undefined> {
  const reading = backends.filter((backend) => backend.read);
  if (reading.length === 0) return { result: undefined, diagnostics: [] };
  const lookup = withNeighbours(asked);
  const routing = routingOf(lookup);
  const diagnostics: Diagnostic[] = [];
  let ports = 0;
  for (const backend of reading) {
    const own = backend.lower(lookup).map(({ manifest }) => manifest);
    const read = backend.read!(own, lookup);
    const { differences, compared } = compare({ destinations: eachDestination(lookup), routing }, read);
    ports += compared;
    diagnostics.push(...differences.map((one) => findingFor(one, lookup)));
    if (differences.length === 0) diagnostics.push(...changedByHand(read, own, backend, emitted, lookup));
  }
  const proven = !diagnostics.some(({ severity }) => severity === 'error');
  const { services, gateways } = lookup.focus;
  return { result: proven ? { destinations: services.length + gateways.length, ports } : undefined, diagnostics };
}

/** Beyond this many, raw manifests are not tried one by one. */
const FEW = 8;

/** What each raw manifest and patch changes, taken by itself; where they are many, what they change together near each. */
function changedByHand(
  proven: Reading,
  own: readonly Manifest[],
  backend: Backend,
  emitted: readonly Emitted[],
  lookup: Lookup,
): readonly Diagnostic[] {
  const byHand = emitted.filter(tellsByHand);
  if (byHand.length === 0) return [];
  const contrast = comparer();
  if (byHand.length <= FEW) return byHand.flatMap((one) => overridden(one, changedBy([one])));
  const { rootNamespace } = lookup.mesh;
  const near = groupBy(changedBy(byHand), namespaceOf);
  return byHand.flatMap((one) => {
    const { namespace = '' } = one.manifest.metadata;
    return overridden(one, namespace === rootNamespace ? [...near.values()].flat() : (near.get(namespace) ?? []));
  });

  function changedBy(changes: readonly Emitted[]): readonly Difference[] {
    const names = new Set(changes.map(({ manifest }) => identity(manifest)));
    const kept = own.filter((manifest) => !names.has(identity(manifest)));
    const read = backend.read!([...kept, ...changes.map(({ manifest }) => manifest)], lookup);
    return whole(compare(proven, read, contrast)).differences;
  }
}

function identity(manifest: Manifest): string {
  return `${manifest.apiVersion} ${manifestName(manifest)}`;
}

/** Of `service shop/orders`, of `gateway shop/edge 443`; what has a host name instead is of nowhere in particular. */
function namespaceOf(difference: Difference): string {
  const what = 'destination' in difference ? difference.destination.key : difference.what;
  return /^\w+ ([^ /]+)\//.exec(what)?.[1] ?? /\.([\w-]+)\.svc\./.exec(what)?.[1] ?? '';
}

/** A workload that only a raw manifest makes is none of those that the policies are about. */
function whole({ differences, compared }: Comparison): Comparison {
  const known = (one: Difference) =>
    one.kind !== 'extra' && !(one.kind === 'routing' && one.one === undefined && isNew(one.what));
  return { differences: differences.filter(known), compared };
}

function isNew(what: string): boolean {
  return /^(ports|gateway [^ ]+$)/.test(what);
}
