import { compareStrings, groupBy, uniqueBy } from '../../../base/order.ts';
import { causeKey } from '../access/causes.ts';
import { CHANGE_KINDS, type Change } from '../change.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Meaning, TargetPair } from '../side.ts';
import type { Names } from '../words/names.ts';
import { authorizationChanges } from './authorization.ts';
import { dataPlaneChanges } from './data-plane.ts';
import { dryRunChanges } from './dry-run.ts';
import { exposureChanges } from './exposure.ts';
import type { FoundChange, Sides } from './found.ts';
import { guardrailChanges } from './guardrail.ts';
import { mtlsChanges } from './mtls.ts';
import { rateLimitChanges } from './rate-limit.ts';
import { rawChanges } from './raw.ts';
import { routingChanges } from './routing.ts';
import { tokenChanges } from './tokens.ts';
import { trafficChanges } from './traffic.ts';
import { workloadChanges } from './workload.ts';

/** One kind of change each. */
const FINDERS: readonly ((sides: Sides) => readonly FoundChange[])[] = [
  authorizationChanges,
  mtlsChanges,
  exposureChanges,
  routingChanges,
  trafficChanges,
  dataPlaneChanges,
  workloadChanges,
  tokenChanges,
  guardrailChanges,
  rawChanges,
  dryRunChanges,
  rateLimitChanges,
];

/** Of a target that is new, or gone, what there is to see of it. */
const OF_WHOLE_TARGETS: typeof FINDERS = [exposureChanges, workloadChanges];
/** Where nothing is told but access. */
const OF_ACCESS: typeof FINDERS = [mtlsChanges, workloadChanges];
const NOTHING: Meaning = { destinations: [], routing: { facts: new Map(), tables: new Map() } };

/** All that changes beside access; what is the same in several targets once. */
export function changesOf(pairs: readonly TargetPair[], names: Names): readonly Change[] {
  const found = pairs.flatMap((pair) => {
    const { base = NOTHING, head = NOTHING, target } = pair;
    const sides: Sides = { base, head, names, production: isProduction(pair) };
    return findersFor(base, head)
      .flatMap((find) => find(sides))
      .map((change) => ({ change, target }));
  });
  const alike = groupBy(found, ({ change: { kind, what, key, text } }) => [kind, what, key, text].join('\n'));
  const changes = Array.from(alike.values(), (group): Change => {
    const { kind, what, key, subject, text, risk } = group[0]!.change;
    return {
      kind,
      what,
      subject,
      key,
      text,
      causes: uniqueBy(
        group.flatMap(({ change }) => change.causes),
        causeKey,
      ),
      risk,
      targets: [...new Set(group.map(({ target }) => target))],
      fingerprint: fingerprint(kind, what, key, text),
    };
  });
  return [...together(changes)].sort(compareChanges);
}

function findersFor(base: Meaning, head: Meaning): typeof FINDERS {
  if (base === NOTHING || head === NOTHING) return OF_WHOLE_TARGETS;
  return base.accessOnly || head.accessOnly ? OF_ACCESS : FINDERS;
}

/** More subjects than this that change alike, in the same targets, are told in one. */
const FEW = 3;

/** A thousand services with the same timeout are one change, with a count. */
function together(changes: readonly Change[]): readonly Change[] {
  const alike = groupBy(changes, ({ kind, what, text, targets }) => JSON.stringify([kind, what, text, targets]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (group.length <= FEW || !first) return group;
    const subjects = group
      .map(({ key, subject }) => ({ key, name: subject }))
      .sort((a, b) => compareStrings(a.key, b.key));
    const named = subjects.slice(0, FEW).map(({ name }) => name);
    const keys = subjects.map(({ key }) => key);
    return [
      {
        ...first,
        subject: `${named.join(', ')} and ${subjects.length - FEW} more`,
        key: keys[0]!,
        subjects,
        causes: uniqueBy(
          group.flatMap(({ causes }) => causes),
          causeKey,
        ),
        fingerprint: fingerprint(first.kind, first.what, keys, first.text),
      },
    ];
  });
}

/** By its environment; where that is not known, by its name. */
function isProduction({ target, environment }: TargetPair): boolean {
  return /(^|[-_])prod/i.test(environment ?? target);
}

function compareChanges(a: Change, b: Change): number {
  return (
    CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind) ||
    compareStrings(a.key, b.key) ||
    compareStrings(a.text, b.text)
  );
}
