import { type Checked, checker, type Found } from '../../analysis/rollout/check.ts';
import { type Operation, operationsOf, type State } from '../../analysis/rollout/operation.ts';
import { search } from '../../analysis/rollout/search.ts';
import type { PartReader } from '../../backends/backend.ts';
import { SYNC_STAGES, type SyncStage } from '../../emit/sync-order.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { manifestName } from '../../manifest/manifest.ts';
import { objectKey } from '../../manifest/names.ts';
import { admissions } from './admission.ts';
import { followed } from './followed.ts';
import { type Applier, isTelling, meansTheSame, stagesFor } from './objects.ts';
import { readerOf } from './reading.ts';
import { immutable } from './replaced.ts';
import { routed } from './routes.ts';
import { scoped } from './scopes.ts';
import { tables } from './tables.ts';
import { transports } from './transport.ts';
import { universe } from './universe.ts';
import { both, copies, open } from './wider.ts';
import { type Names, type Reason, reasonOf } from './words.ts';
import { placesOf } from './workload.ts';

/** What is to be rolled out, as manifests, in what surroundings. */
export interface Change {
  readonly base: readonly Manifest[];
  readonly head: readonly Manifest[];
  readonly surroundings: PartReader;
  readonly applier: Applier;
}

export interface Rollout {
  /** In order; none where nothing changes that a cluster would see. */
  readonly steps: readonly Step[];
  /** Why there are no steps that are safe. */
  readonly obstacle?: Obstacle;
  /** How many objects, and how many services and gateways, the change is about. */
  readonly objects: number;
  readonly places: number;
}

export interface Step {
  readonly operations: readonly Act[];
  /** What goes wrong when the step after it is made together with this one; absent for the last. */
  readonly because?: Reason;
  /** How many partial applications of it were looked at. */
  readonly states: number;
  /** All that is there after it. */
  readonly manifests: readonly Manifest[];
}

export interface Act {
  readonly kind: Operation['kind'];
  /** `AuthorizationPolicy shop/orders`. */
  readonly name: string;
  readonly stage: SyncStage;
  /** It is of neither end: it stands between them until a later step. */
  readonly meanwhile: boolean;
}

export type Obstacle =
  | { readonly kind: 'found'; readonly found: Found; readonly names: Names }
  /** What no manifest says differs. */
  | { readonly kind: 'settings'; readonly settings: readonly string[] }
  /** An object of which Kubernetes does not let this be changed. */
  | { readonly kind: 'immutable'; readonly manifest: Manifest; readonly field: string };

/** The shortest way that was found on which no partial application treats a request as neither end does. */
export function planRollout(change: Change): Rollout {
  const { differing } = change.surroundings;
  if (differing.length > 0)
    return { steps: [], obstacle: { kind: 'settings', settings: differing }, objects: 0, places: 0 };
  const stages = stagesFor(change.applier);
  const base = stateOf(change.base);
  const head = stateOf(change.head);
  const fixed = immutable(base, head);
  const seen = new Map([...head].map(([key, object]) => [key, likeBase(object, base.get(key))]));
  const operations = operationsOf(base, head, stages).filter(({ key }) => differs(base.get(key), head.get(key)));
  if (fixed) return { steps: [], obstacle: fixed, objects: operations.length, places: 0 };
  if (operations.length === 0) return { steps: [], objects: 0, places: 0 };
  const { check, places } = checks(base, seen, change);
  const tools = { check, stages, keyOf: objectKey, wider: [both, open] };
  const solution = search(base, seen, tools);
  const counts = { objects: operations.length, places };
  if (solution.kind === 'none')
    return { steps: [], obstacle: { kind: 'found', found: solution.found, names: namesOf(change) }, ...counts };
  const states = solution.states.map((state) => written(state, base, seen, head));
  return { steps: stepsOf(base, solution.states, states, seen, check, namesOf(change)), ...counts };
}

function stateOf(manifests: readonly Manifest[]): State<Manifest> {
  return new Map(manifests.map((manifest) => [objectKey(manifest), manifest]));
}

/** What says the same is the same object to the search. */
function likeBase(object: Manifest, old: Manifest | undefined): Manifest {
  return old && (!isTelling(object) ? !differs(old, object) : meansTheSame(old, object)) ? old : object;
}

function differs(one: Manifest | undefined, other: Manifest | undefined): boolean {
  return one !== other && JSON.stringify(one) !== JSON.stringify(other);
}

function checks(base: State<Manifest>, head: State<Manifest>, { surroundings, applier }: Change) {
  const keys = new Set([...base.keys(), ...head.keys()]);
  const changed = new Set([...keys].filter((key) => base.get(key) !== head.get(key)));
  const beside = [...changed].flatMap((key) => copies(base.get(key), head.get(key)));
  const all = universe([...base.values(), ...head.values(), ...beside]);
  for (const copy of beside) changed.add(objectKey(copy));
  const ends = { base: (key: string) => base.get(key), head: (key: string) => head.get(key) };
  const read = readerOf(surroundings);
  const every = placesOf(all, surroundings);
  const touched = every.filter(({ admission }) => admission.some((key) => changed.has(key)));
  const concerns = [
    ...admissions(touched, ends, read),
    ...transports(touched, ends, read),
    ...routed(all, every, ends, changed),
    ...tables(all, every, changed, ends, read),
    ...followed(all, every, changed, ends, read),
    ...scoped(all, every, ends, changed),
  ];
  return { check: checker(concerns, stagesFor(applier)), places: touched.length };
}

/** What is written of a state: of what says the same at both ends, the head's words from the first step on. */
function written(
  state: State<Manifest>,
  base: State<Manifest>,
  seen: State<Manifest>,
  head: State<Manifest>,
): readonly Manifest[] {
  return [...state].map(([key, object]) => {
    const same = object === base.get(key) && object === seen.get(key);
    return same ? head.get(key)! : object;
  });
}

function stepsOf(
  base: State<Manifest>,
  states: readonly State<Manifest>[],
  texts: readonly (readonly Manifest[])[],
  head: State<Manifest>,
  check: (from: State<Manifest>, to: State<Manifest>) => Checked,
  names: Names,
): readonly Step[] {
  return states.map((state, i) => {
    const before = states[i - 1] ?? base;
    const next = states[i + 1];
    const because = next && check(before, next).found[0];
    return {
      operations: actsOf(before, state, base, head),
      ...(because && { because: reasonOf(because, names) }),
      states: check(before, state).states,
      manifests: texts[i]!,
    };
  });
}

function actsOf(
  from: State<Manifest>,
  to: State<Manifest>,
  base: State<Manifest>,
  head: State<Manifest>,
): readonly Act[] {
  const acts = operationsOf(from, to, stagesFor('argo-cd')).map(({ key, kind, stage }): Act => {
    const manifest = (to.get(key) ?? from.get(key))!;
    const meanwhile = kind !== 'remove' && manifest !== head.get(key) && manifest !== base.get(key);
    return { kind, name: manifestName(manifest), stage: SYNC_STAGES[stage]!, meanwhile };
  });
  const rank = ({ stage }: Act) => SYNC_STAGES.indexOf(stage);
  const removals = acts.filter(({ kind }) => kind === 'remove').sort((a, b) => rank(b) - rank(a));
  return [...acts.filter(({ kind }) => kind !== 'remove').sort((a, b) => rank(a) - rank(b)), ...removals];
}

function namesOf({ base, head }: Change): Names {
  const names = new Map([...base, ...head].map((manifest) => [objectKey(manifest), manifestName(manifest)]));
  return (key) => `\`${names.get(key) ?? key}\``;
}
