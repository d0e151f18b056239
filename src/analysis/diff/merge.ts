import { compareStrings, groupBy, uniqueBy } from '../../base/order.ts';
import { causeKey } from './access/causes.ts';
import { type AccessRow, RISK_LEVELS } from './change.ts';
import type { Finding } from './finding.ts';
import { fingerprint } from './fingerprint.ts';
import { accessRisk } from './risk.ts';

/** Findings that are alike, with all that they are about. */
interface Group {
  readonly first: Finding;
  readonly all: readonly Finding[];
}

/**
 * Rows of findings: those that share everything but the target are one; then those that share everything but the destination,
 * and those that share everything but the caller.
 */
export function rowsOf(findings: readonly Finding[], targets: readonly string[]): readonly AccessRow[] {
  const byTargets = join(
    findings.map((one) => ({ first: one, all: [one] })),
    ['effect', 'callers', 'words', 'destinations'],
  );
  const byDestinations = join(byTargets, ['effect', 'callers', 'words', 'targets']);
  const byCallers = join(byDestinations, ['effect', 'destinations', 'words', 'targets']);
  return byCallers.map((group) => rowOf(group, targets)).sort(compareRows);
}

const PARTS = {
  effect: ({ first }: Group) => first.effect,
  words: ({ first }: Group) => JSON.stringify([first.requests, first.conditions]),
  callers: ({ all }: Group) => distinct(all.flatMap(({ callers }) => callers.map(({ key }) => key))),
  destinations: ({ all }: Group) => distinct(all.map(({ destination: { key, port } }) => `${key} ${port}`)),
  targets: ({ all }: Group) => distinct(all.map(({ target }) => target)),
};

function distinct(keys: readonly string[]): string {
  return keys.length === 1 ? keys[0]! : JSON.stringify([...new Set(keys)].sort());
}

function join(groups: readonly Group[], by: readonly (keyof typeof PARTS)[]): readonly Group[] {
  const joined = groupBy(groups, (group) => by.map((part) => PARTS[part](group)).join('\n'));
  return Array.from(joined.values(), (alike) => ({
    first: alike[0]!.first,
    all: alike.length === 1 ? alike[0]!.all : alike.flatMap(({ all }) => all),
  }));
}

function rowOf({ first, all }: Group, targets: readonly string[]): AccessRow {
  const callers = uniqueBy(
    all.flatMap((one) => one.callers),
    ({ key }) => key,
  );
  const destinations = uniqueBy(
    all.map(({ destination }) => destination),
    ({ key, port }) => `${key} ${port}`,
  ).sort((a, b) => compareStrings(a.key, b.key) || a.port - b.port);
  const changed = new Set(all.map(({ target }) => target));
  const { effect, requests, conditions, example } = first;
  return {
    effect,
    callers,
    requests,
    conditions,
    destinations,
    example: example(),
    causes: uniqueBy(
      all.flatMap(({ causes }) => causes),
      causeKey,
    ),
    risk: accessRisk(effect, new Set(all.flatMap(({ reasons }) => [...reasons]))),
    targets: targets.filter((target) => changed.has(target)),
    fingerprint: fingerprint(
      effect,
      callers.map(({ key }) => key).sort(),
      requests,
      conditions,
      destinations.map(({ key, port }) => `${key} ${port}`),
    ),
  };
}

function compareRows(a: AccessRow, b: AccessRow): number {
  return (
    compareStrings(a.effect, b.effect) ||
    RISK_LEVELS.indexOf(b.risk.level) - RISK_LEVELS.indexOf(a.risk.level) ||
    compareStrings(a.destinations[0]!.key, b.destinations[0]!.key) ||
    a.destinations[0]!.port - b.destinations[0]!.port ||
    compareStrings(textOf(a), textOf(b))
  );
}

function textOf({ callers, requests, conditions, fingerprint }: AccessRow): string {
  return JSON.stringify([callers.map(({ name }) => name), requests, conditions, fingerprint]);
}
