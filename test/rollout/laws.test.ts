import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Destination, DestinationPort } from '../../src/access/destination.ts';
import type { Request } from '../../src/access/request.ts';
import { type Change, planRollout, type Rollout } from '../../src/compile/rollout/plan.ts';
import { syncRank } from '../../src/emit/sync-order.ts';
import { anyone, GET } from '../../src/index.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { objectKey } from '../../src/manifest/names.ts';
import { type Lookup, lookup } from '../../src/model/lookup.ts';
import type { Mesh } from '../../src/model/mesh.ts';
import { admitsOne } from '../access/admits-one.ts';
import { build, type MeshShape, meshShape } from '../arbitrary/mesh.ts';
import { modelOf } from '../proof/models.ts';
import { atomsOf, requestsTo } from '../proof/requests.ts';
import { isSound, richModel } from '../proof/rich.ts';
import { changeOf, said } from './changes.ts';

/** In what order an applier could do a step: stages up, removals down, the two mixed, otherwise by chance. */
function anOrder(before: readonly Manifest[], after: readonly Manifest[], chance: () => number) {
  const [old, fresh] = [before, after].map((list) => new Map(list.map((one) => [objectKey(one), one])));
  const shuffled = <T>(list: readonly T[]) =>
    list
      .map((one) => ({ one, at: chance() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  const applied = shuffled([...fresh!].filter(([key, one]) => old!.get(key) !== one)).sort(
    ([, a], [, b]) => syncRank(a) - syncRank(b),
  );
  const removed = shuffled([...old!].filter(([key]) => !fresh!.has(key))).sort(
    ([, a], [, b]) => syncRank(b) - syncRank(a),
  );
  const state = new Map(old);
  const states: (readonly Manifest[])[] = [];
  while (applied.length + removed.length > 0) {
    const applies = removed.length === 0 || (applied.length > 0 && chance() < 0.5);
    const [key, manifest] = (applies ? applied : removed).shift()!;
    if (applies) state.set(key, manifest);
    else state.delete(key);
    states.push([...state.values()]);
  }
  return states;
}

function read(manifests: readonly Manifest[], { surroundings }: Change): ReadonlyMap<string, readonly Destination[]> {
  const found = new Map<string, Destination[]>();
  for (const one of surroundings.read(manifests).destinations) found.set(one.key, [...(found.get(one.key) ?? []), one]);
  return found;
}

/** Of connections in TLS, only those that ask for a name that is listened for come to a port. */
const comes = ({ serverNames }: DestinationPort, { sni }: Request) =>
  serverNames === undefined ||
  serverNames.some((name) => (name.startsWith('*.') ? sni.endsWith(name.slice(1)) : name === sni));

const admits = (all: readonly Destination[] | undefined, request: Request) =>
  (all ?? []).map((one) =>
    one.ports.some(
      (port) =>
        port.port === request.port &&
        port.http === (request.http !== undefined) &&
        comes(port, request) &&
        admitsOne(one, port, request),
    ),
  );

const sorted = (list: readonly Manifest[]) => [...list].sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));

interface Violation {
  readonly step: number;
  readonly place: string;
  readonly request: Request;
  readonly was: readonly boolean[];
}

/** Goes through a plan as appliers could, and asks at every state. */
function violations(change: Change, { steps }: Rollout, seed: number): readonly Violation[] {
  let drawn = seed;
  const chance = () => {
    drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) & 0x7fffffff;
    return drawn / 0x80000000;
  };
  const base = read(change.base, change);
  const head = read(change.head, change);
  const found: Violation[] = [];
  const samples = new Map<string, readonly Request[]>();
  const requests = (place: string, all: readonly Destination[]): readonly Request[] => {
    if (!samples.has(place)) {
      const atoms = atomsOf(all);
      const ports = all.flatMap((one) => one.ports).filter((port: DestinationPort) => port.serverNames?.length !== 0);
      samples.set(
        place,
        ports.flatMap((port) => fc.sample(requestsTo(port, atoms), { numRuns: 30, seed: seed + port.port })),
      );
    }
    return samples.get(place)!;
  };
  let before = change.base;
  for (const [step, { manifests }] of steps.entries()) {
    for (const state of anOrder(before, manifests, chance)) {
      const now = read(state, change);
      for (const place of new Set([...base.keys(), ...head.keys(), ...now.keys()])) {
        const ends = [...(base.get(place) ?? []), ...(head.get(place) ?? [])];
        for (const request of requests(place, ends)) {
          const [was, is, will] = [base, now, head].map((one) => admits(one.get(place), request));
          const either = [...was!, ...will!].includes(true);
          const both = [was!, will!].every((one) => one.length > 0 && !one.includes(false));
          if (is!.includes(true) && !either) found.push({ step, place, request, was: is! });
          if (both && (is!.length === 0 || is!.includes(false))) found.push({ step, place, request, was: is! });
        }
      }
    }
    before = manifests;
  }
  return found;
}

/** The same services under other rules: what both admit is a lot then. */
const varied = fc.tuple(meshShape, meshShape).map(([one, { calls, rules, options }]): readonly MeshShape[] => {
  const { authorization, mtls } = options;
  return [one, { ...one, calls, rules, options: { ...one.options, authorization, mtls } as MeshShape['options'] }];
});

/** Rules come and go, and what they are about stays: the service is open to much at both ends, one way or another. */
const shared = fc
  .tuple(richModel, richModel, fc.constantFrom('permissive' as const, 'strict' as const))
  .map(([one, other, mtls]) => {
    const model = (rules: Mesh['rules'], from: Lookup) =>
      lookup({ ...one.mesh, mtls, authorization: from.mesh.authorization, rules });
    const [first = [], second = []] = [one, other].map(({ mesh }) =>
      mesh.rules.filter(({ scope }) => scope.kind !== 'gateway' || one.mesh.gateways.length > 0),
    );
    return [model(first, one), model([...first.slice(1), ...second], other)] as const;
  })
  .filter((both) => both.every(isSound));

const modelled = (shapes: readonly MeshShape[]) => shapes.map((shape) => modelOf(build(shape)));

/** What Istio itself is configured with is no part of a change. */
const pairs: fc.Arbitrary<readonly [Lookup, Lookup]> = fc
  .oneof(
    fc.tuple(meshShape, meshShape).map(modelled),
    { weight: 2, arbitrary: varied.map(modelled) },
    { weight: 3, arbitrary: shared.map((both) => both as readonly (Lookup | undefined)[]) },
  )
  .filter((both) => both.every((model) => model !== undefined))
  .map(([base, head]) => [base!, head!] as const)
  .filter(([base, head]) => changeOf(base, head).surroundings.differing.length === 0);

describe('a plan that is claimed to be safe', () => {
  it('is, whatever order it is applied in', () => {
    const tally = { planned: 0, none: 0, steps: 0 };
    fc.assert(
      fc.property(pairs, fc.nat(), ([base, head], seed) => {
        const change = changeOf(base, head);
        const plan = planRollout(change);
        if (plan.obstacle) {
          tally.none++;
          return;
        }
        tally.planned++;
        tally.steps += plan.steps.length;
        expect(sorted(plan.steps.at(-1)?.manifests ?? change.head)).toEqual(sorted(change.head));
        expect(violations(change, plan, seed)).toEqual([]);
      }),
      { numRuns: 40 },
    );
    expect(tally.planned).toBeGreaterThanOrEqual(10);
  });

  it('would be found not to be, if it were not', () => {
    const swapped = (one: '/a' | '/b', other: '/a' | '/b') =>
      said((root) => {
        const namespace = root.namespace('shop', { dataPlane: 'sidecar' });
        namespace.allow({ from: anyone, requests: GET(one) });
        const orders = namespace.service('orders', { ports: { http: 8080 } });
        orders.allow({ from: anyone, requests: GET(other) });
      });
    const change = changeOf(swapped('/a', '/b'), swapped('/b', '/a'));
    const plan = planRollout(change);
    expect(plan.steps.length).toBe(3);
    const atOnce = { ...plan, steps: [plan.steps.at(-1)!] };
    const found = [1, 2, 3, 4].flatMap((seed) => violations(change, atOnce, seed));
    expect(found).toContainEqual(expect.objectContaining({ place: 'service shop/orders', was: [false] }));
    expect([1, 2, 3, 4].flatMap((seed) => violations(change, plan, seed))).toEqual([]);
  });
});
