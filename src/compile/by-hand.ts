import type { Destination } from '../access/destination.ts';
import { eachDestination } from '../access/meaning.ts';
import { routingOf } from '../access/routing/meaning.ts';
import type { Routing } from '../access/routing/table.ts';
import { type ByHand, NOTHING_BY_HAND } from '../analysis/by-hand.ts';
import type { Backend } from '../backends/backend.ts';
import type { Reading } from '../backends/reading.ts';
import { isNonEmpty } from '../base/nonempty.ts';
import { groupBy } from '../base/order.ts';
import { comparePositions, type Span } from '../base/span.ts';
import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type Emitted, manifestName } from '../manifest/manifest.ts';
import { focusOn, isWhole, type Lookup, servicesAround } from '../model/lookup.ts';
import { compare } from './differences.ts';
import { manifestsOf } from './manifests.ts';

export type { ByHand };

/** Kinds that can change what is admitted, or where it goes. */
const TELLING: ReadonlySet<string> = new Set([
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'VirtualService',
  'DestinationRule',
  'Gateway',
  'Namespace',
  'Service',
  'Deployment',
]);

/** Whether a manifest is raw or patched, and of a kind that can change what is admitted, or where it goes. */
export function tellsByHand({ raw, manifest }: Emitted): boolean {
  return raw !== undefined && TELLING.has(manifest.kind);
}

/** Whether anything of a mesh is. */
export function hasByHand({ mesh }: Lookup): boolean {
  return (
    mesh.raw.some(({ manifest }) => TELLING.has(String(manifest['kind']))) ||
    mesh.patches.some(({ target }) => TELLING.has(target.kind))
  );
}

/** What is emitted, raw manifests and patches included, where that means something else than the policies say. */
export interface WrittenByHand {
  readonly byHand: ByHand;
  /** Where requests go, if not where the policies say. */
  readonly routing?: Routing;
}

const NOTHING: WrittenByHand = { byHand: NOTHING_BY_HAND };

/**
 * What raw manifests and patches make of a mesh. Questions are answered from policies, and so is what is proven of them; where
 * something is written beside them, the mesh does what that says.
 */
export function writtenByHand(emitted: readonly Emitted[], asked: Lookup, backends: readonly Backend[]): WrittenByHand {
  const written = emitted.filter(tellsByHand);
  if (written.length === 0) return NOTHING;
  const lookup = withNeighbours(asked);
  const [read] = readingOf(emitted, lookup, backends);
  if (read === undefined) return NOTHING;
  const said = { destinations: eachDestination(lookup), routing: routingOf(lookup) };
  const { differences } = compare(said, read);
  const changed = new Set(differences.flatMap((one) => ('destination' in one ? [one.destination.key] : [])));
  const found = groupBy(
    read.destinations.filter(({ key }) => changed.has(key)),
    ({ key }) => key,
  );
  const byHand = [...found].flatMap(([key, destinations]) => {
    const spans = spansOf(key, destinations, written, lookup);
    return isNonEmpty(destinations) && isNonEmpty(spans) ? [[key, { destinations, spans }] as const] : [];
  });
  const elsewhere = differences.some(({ kind }) => kind === 'routing');
  return { byHand: new Map(byHand), ...(elsewhere && { routing: read.routing }) };
}

/** The same of the policies of a target. Raw manifests have to be such that they can be read. */
export async function byHandOf(lookup: Lookup, backends: readonly Backend[]): Promise<Report<ByHand>> {
  if (!hasByHand(lookup)) return { result: NOTHING_BY_HAND, diagnostics: [] };
  const { result: emitted } = manifestsOf(lookup, backends);
  const diagnostics = await malformedIn(emitted.filter(tellsByHand));
  const readable = diagnostics.length === 0;
  return { result: readable ? writtenByHand(emitted, lookup, backends).byHand : NOTHING_BY_HAND, diagnostics };
}

/** What has not the form of its kind cannot be read. Loaded where there is something to validate: the language of the kinds' rules is much to load. */
export async function malformedIn(emitted: readonly Emitted[]): Promise<readonly Diagnostic[]> {
  if (emitted.length === 0) return [];
  const { validateManifests } = await import('./validity.ts');
  return validateManifests(emitted);
}

/** What manifests mean, with the lines that they came from: of a patched one, that of the last patch. */
export function readingOf(
  emitted: readonly Emitted[],
  lookup: Lookup,
  backends: readonly Backend[],
): readonly Reading[] {
  const lines = new Map(emitted.map((one) => [manifestName(one.manifest), lineOf(one)]));
  const manifests = emitted.map(({ manifest }) => manifest);
  return backends.flatMap(({ read }) => {
    if (read === undefined) return [];
    const { destinations, routing } = read(manifests, lookup);
    return [{ destinations: destinations.map((one) => withLines(one, lines)), routing }];
  });
}

/** Rules that were read from manifests, with the lines that these came from. */
function withLines(destination: Destination, lines: ReadonlyMap<string, Span>): Destination {
  const policies = destination.policies.map((policy) => ({
    ...policy,
    rules: policy.rules.map((rule) => ({
      ...rule,
      // `AuthorizationPolicy bookinfo/reviews › rules[0]`
      source: typeof rule.source === 'string' ? (lines.get(rule.source.split(' › ')[0]!) ?? rule.source) : rule.source,
    })),
  }));
  return { ...destination, policies };
}

/** Where a destination is changed: where its rules were written by hand, and else by something near that has none. */
function spansOf(
  key: string,
  read: readonly Destination[],
  written: readonly Emitted[],
  { mesh }: Lookup,
): readonly Span[] {
  const sources = new Set<unknown>(
    read.flatMap(({ policies }) => policies.flatMap(({ rules }) => rules.map(({ source }) => source))),
  );
  const around = [key.slice(key.indexOf(' ') + 1, key.indexOf('/')), mesh.rootNamespace, undefined];
  const near = written.filter(({ manifest: { metadata } }) => around.includes(metadata.namespace));
  const [ruling, others] = [
    written.filter((one) => sources.has(lineOf(one))),
    near.filter(({ manifest }) => manifest.kind !== 'AuthorizationPolicy'),
  ];
  const [telling = written] = [ruling, others].filter((one) => one.length > 0);
  return telling.map(lineOf).sort(comparePositions);
}

function lineOf({ spans, raw }: Emitted): Span {
  return raw === 'patched' ? spans.at(-1)! : spans[0];
}

/**
 * Asked about all services of a namespace where it is asked about one: what is emitted for one could, by an error, hold for pods
 * of the others.
 */
export function withNeighbours(lookup: Lookup): Lookup {
  return isWhole(lookup) ? lookup : focusOn(lookup, new Set(servicesAround(lookup).map(({ key }) => key)));
}
