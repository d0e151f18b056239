// Rows against the oracle: requests on both sides of every boundary that two meshes draw, decided one by one.
import fc from 'fast-check';
import { has } from '../../src/access/access-set.ts';
import { arriving } from '../../src/access/compare.ts';
import { decide, type Target } from '../../src/access/decide.ts';
import type { Destination } from '../../src/access/destination.ts';
import { destinationsOf } from '../../src/access/meaning.ts';
import type { Request } from '../../src/access/request.ts';
import { createStore } from '../../src/access/store.ts';
import { witness } from '../../src/access/witness.ts';
import { type Differ, differ } from '../../src/analysis/diff/access/difference.ts';
import { type Region, regionFormula } from '../../src/analysis/diff/access/region.ts';
import type { ServiceKey } from '../../src/model/ids.ts';
import { type Lookup, lookup } from '../../src/model/lookup.ts';
import { holds as holdsFormula } from '../access/holds.ts';
import { limited } from '../fuzz/limits.ts';
import { fuzzModel } from '../fuzz/models.ts';
import { atomsOf, requestsTo } from '../fuzz/requests.ts';

/** Two meshes of which one may have been made of the other: a rule less, one more, another one, another posture. */
export const pairs: fc.Arbitrary<readonly [Lookup, Lookup]> = fc
  .tuple(fc.oneof(fuzzModel, limited(fuzzModel)), fuzzModel, fc.nat(5))
  .map(([one, { mesh: other }, how]) => {
    const { mesh } = one;
    const rules = [
      mesh.rules.slice(1),
      [...mesh.rules, ...other.rules.slice(0, 1)],
      [...mesh.rules.slice(1), ...other.rules.slice(0, 1)],
      mesh.rules,
      other.rules,
      mesh.rules,
    ][how]!.filter(({ scope }) => scope.kind !== 'gateway' || mesh.gateways.length > 0);
    const posture = how === 3 ? { mtls: other.mtls } : how === 5 ? { authorization: other.authorization } : {};
    return [one, lookup({ ...mesh, ...posture, rules })] as const;
  });

export interface Tally {
  readonly samples: number;
  /** Of which some row said something. */
  readonly inside: number;
  readonly rows: number;
  /** Rows that say no more than one example. */
  readonly inexact: number;
  readonly errors: readonly string[];
}

/** Decides requests by both meshes, and holds that against what rows say of them. */
export function judge(samples: number, seed: number, differences: () => Differ = () => differ(createStore())): Tally {
  const tally = { samples: 0, inside: 0, rows: 0, inexact: 0, errors: [] as string[] };
  for (let round = 0; tally.samples < samples; round++) {
    const [[base, head]] = fc.sample(pairs, { seed: seed + round, numRuns: 1 }) as [readonly [Lookup, Lookup]];
    const differ = differences();
    const others = new Map(destinationsOf(head).map((one) => [one.key, one]));
    for (const before of destinationsOf(base)) {
      const after = others.get(before.key)!;
      judgeDestination(before, after, [base, head], differ, seed + round, tally);
    }
  }
  return tally;
}

type Counts = { -readonly [K in keyof Tally]: Tally[K] extends readonly string[] ? string[] : Tally[K] };

function judgeDestination(
  before: Destination,
  after: Destination,
  [base, head]: readonly [Lookup, Lookup],
  differ: Differ,
  seed: number,
  tally: Counts,
): void {
  const found = differ([{ base: before, head: after }]);
  const atoms = [...atomsOf(before), ...atomsOf(after)];
  const [kind, name] = before.key.split(' ') as ['service' | 'gateway', ServiceKey];
  const target: Target = kind === 'service' ? { kind, service: name } : { kind, gateway: name };
  for (const port of before.ports) {
    const here = found.filter((one) => one.port === port.port);
    if (here.some((one) => 'undecided' in one)) continue;
    const rows = (effect: 'allowed' | 'denied') => here.flatMap((one) => ('undecided' in one ? [] : one[effect]));
    const [allowed, denied] = [rows('allowed'), rows('denied')];
    tally.rows += allowed.length + denied.length;
    tally.inexact += [...allowed, ...denied].filter(({ exact }) => !exact).length;
    const drawn = fc.sample(requestsTo({ ...port, mtls: 'permissive' }, atoms), { seed, numRuns: 60 });
    const shown = [...allowed, ...denied].flatMap(({ set }) => near(witness(set)!, drawn));
    for (const request of [...drawn, ...shown]) {
      if (!holdsFormula(arriving(port), request)) continue;
      const [was, is] = [base, head].map((mesh) => decide(request, target, mesh).allowed);
      const said = rowsWith(request, allowed) - rowsWith(request, denied);
      tally.samples++;
      if (said !== 0) tally.inside++;
      if (said !== Number(is) - Number(was)) tally.errors.push(`${before.key}: ${JSON.stringify(request)} ${said}`);
    }
  }
}

/** How many rows say that a request is one of theirs: one at most. */
function rowsWith(request: Request, regions: readonly Region[]): number {
  return regions.filter((one) => (one.exact ? holdsFormula(regionFormula(one), request) : has(one.set, request)))
    .length;
}

/** A request of a row, and others that differ from it in one thing. */
function near(shown: Request, drawn: readonly Request[]): readonly Request[] {
  const { http } = shown;
  return [
    shown,
    ...drawn.slice(0, 40).map((other, i): Request => {
      const keys = ['identity', 'sourceIp', 'remoteIp', 'sni', 'refusedBy'] as const;
      const inner = ['method', 'path', 'host', 'headers', 'jwt'] as const;
      const at = i % (keys.length + inner.length);
      if (at < keys.length) return { ...shown, [keys[at]!]: other[keys[at]!] };
      const key = inner[at - keys.length]!;
      return http && other.http ? { ...shown, http: { ...http, [key]: other.http[key] } } : shown;
    }),
  ];
}
