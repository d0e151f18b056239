import { compareStrings, groupBy, uniqueBy } from '../../../base/order.ts';
import { causeKey } from '../access/causes.ts';
import { CHANGE_KINDS, type Change } from '../change.ts';
import { fingerprint } from '../fingerprint.ts';
import type { TargetPair } from '../side.ts';
import type { Names } from '../words/names.ts';
import { dataPlaneChanges } from './data-plane.ts';
import { dryRunChanges } from './dry-run.ts';
import { exposureChanges } from './exposure.ts';
import type { FoundChange, Sides } from './found.ts';
import { guardrailChanges } from './guardrail.ts';
import { mtlsChanges } from './mtls.ts';
import { rawChanges } from './raw.ts';
import { routingChanges } from './routing.ts';
import { tokenChanges } from './tokens.ts';
import { trafficChanges } from './traffic.ts';
import { workloadChanges } from './workload.ts';

/** One kind of change each. */
const FINDERS: readonly ((sides: Sides) => readonly FoundChange[])[] = [
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
];

/** All that changes beside access; what is the same in several targets once. */
export function changesOf(pairs: readonly TargetPair[], names: Names): readonly Change[] {
  const found = pairs.flatMap((pair) => {
    const { base, head, target } = pair;
    if (!base || !head) return [];
    const sides: Sides = { base, head, names, production: isProduction(pair) };
    return FINDERS.flatMap((find) => find(sides)).map((change) => ({ change, target }));
  });
  const alike = groupBy(found, ({ change: { kind, what, key, text } }) => [kind, what, key, text].join('\n'));
  return Array.from(alike.values(), (group): Change => {
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
  }).sort(compareChanges);
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
