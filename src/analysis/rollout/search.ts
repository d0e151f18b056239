import { uniqueBy } from '../../base/order.ts';
import type { Check, Found } from './check.ts';
import { type Operation, operationsOf, precedes, type Stages, type State } from './operation.ts';

/** Between two versions of an object (undefined: none), what does for both ends: the objects that stand for it meanwhile. */
export type Between<T> = (base: T | undefined, head: T | undefined) => readonly T[] | undefined;

export interface Search<T> {
  readonly check: Check<T>;
  readonly stages: Stages<T>;
  readonly keyOf: (object: T) => string;
  /** Ways to stand between two versions, the nearest first. */
  readonly wider: readonly Between<T>[];
}

export type Solution<T> =
  /** States to go through, the last of them the head. */
  { readonly kind: 'steps'; readonly states: readonly State<T>[] } | { readonly kind: 'none'; readonly found: Found };

/** As many steps as are looked at before it is said that there is no way. */
const PATIENCE = 120;
/** As many times as more objects are given a wider version. */
const ROUNDS = 6;

/**
 * A way from one state to another in which every step is safe: at once, or what comes too early later, or by objects that
 * stand between. It is as short as leaving out steps makes it.
 */
export function search<T>(base: State<T>, head: State<T>, tools: Search<T>): Solution<T> {
  const direct = split(base, head, tools, { left: PATIENCE });
  if (!('breach' in direct)) return { kind: 'steps', states: shortened(base, direct, tools) };
  for (const wider of tools.wider) {
    const states = byWay(base, head, direct, wider, tools);
    if (states) return { kind: 'steps', states: shortened(base, states, tools) };
  }
  const [nearest = direct, ...others] = tools.check(base, head).found;
  return { kind: 'none', found: others.reduce(smaller, nearest) };
}

interface Patience {
  left: number;
}

type Split<T> = readonly State<T>[] | Found;

/** By order alone: of what is done too early in some partial state, some is left for a later step. */
function split<T>(from: State<T>, to: State<T>, tools: Search<T>, patience: Patience): Split<T> {
  const { found } = tools.check(from, to);
  const [first] = found;
  if (first === undefined) return [to];
  const operations = operationsOf(from, to, tools.stages);
  let least: Found = first;
  for (const late of uniqueBy(choices(found, operations), (keys) => keys.join())) {
    if (late.length === 0 || late.length === operations.length) continue;
    if (--patience.left < 0) break;
    const middle = without(from, to, new Set(late));
    const start = split(from, middle, tools, patience);
    const rest = 'breach' in start ? start : split(middle, to, tools, patience);
    if (!('breach' in start) && !('breach' in rest)) return [...start, ...rest];
    least = smaller(least, rest as Found);
  }
  return least;
}

/** Of what stands in the way, that of which the least can be done in another order. */
function smaller(one: Found, other: Found): Found {
  const size = ({ done, undone }: Found) => done.length + undone.length;
  return size(other) < size(one) ? other : one;
}

/** What could be left for later, in the order in which it is tried. */
function choices(found: readonly Found[], operations: readonly Operation[]): readonly (readonly string[])[] {
  const last = found.map(({ done }) => latest(done));
  const some = last.some((list) => list.some(({ kind }) => kind === 'remove'));
  const removals = some ? operations.filter(({ kind }) => kind === 'remove').map(({ key }) => key) : [];
  const nth = (n: number) => keysOf(last.flatMap((list) => list[Math.min(n, list.length - 1)] ?? []));
  return [removals, half(found), nth(0), nth(1), keysOf(last.flat()), keysOf(found.flatMap(({ done }) => done))];
}

/** Where too much changes at one place to be looked at: half of it. */
function half(found: readonly Found[]): readonly string[] {
  const all = found.flatMap(({ breach, done, undone }) =>
    breach.kind === 'unknown' && undone.length === 0 ? done.slice(done.length / 2) : [],
  );
  return keysOf(all);
}

function keysOf(operations: readonly Operation[]): readonly string[] {
  return [...new Set(operations.map(({ key }) => key))].sort();
}

/** Those that no other of them has to follow. */
function latest(done: readonly Operation[]): readonly Operation[] {
  const last = done.filter((one) => !done.some((other) => precedes(one, other)));
  return [...last].sort((a, b) => Number(b.kind === 'remove') - Number(a.kind === 'remove'));
}

/** The second state, but for some objects, which are still as in the first. */
function without<T>(from: State<T>, to: State<T>, late: ReadonlySet<string>): State<T> {
  const state = new Map([...to].filter(([key]) => !late.has(key)));
  for (const key of late) {
    const old = from.get(key);
    if (old !== undefined) state.set(key, old);
  }
  return state;
}

/**
 * By a state in which the objects of every place where order alone does not help stand between both ends; if need be, all
 * that change.
 */
function byWay<T>(
  base: State<T>,
  head: State<T>,
  first: Found,
  wider: Between<T>,
  tools: Search<T>,
): readonly State<T>[] | undefined {
  const all = operationsOf(base, head, tools.stages).map(({ key }) => key);
  const changed = new Set(all);
  const wide = new Set<string>();
  let found = first;
  for (let round = 0; round <= ROUNDS; round++) {
    const before = wide.size;
    for (const { key } of [...found.done, ...found.undone]) if (changed.has(key)) wide.add(key);
    if (wide.size === before || round === ROUNDS) for (const key of all) wide.add(key);
    const way = through(standing(base, head, wide, wider, tools), base, head, tools);
    if (!('breach' in way)) return way;
    if (wide.size === all.length) return undefined;
    found = way;
  }
  return undefined;
}

function through<T>(middle: State<T>, base: State<T>, head: State<T>, tools: Search<T>): Split<T> {
  const patience = { left: PATIENCE };
  const start = split(base, middle, tools, patience);
  if ('breach' in start) return start;
  const rest = split(middle, head, tools, patience);
  return 'breach' in rest ? rest : [...start, ...rest];
}

/** The head, with what stands between for some objects; where nothing can, the base's. */
function standing<T>(
  base: State<T>,
  head: State<T>,
  wide: ReadonlySet<string>,
  wider: Between<T>,
  { keyOf }: Search<T>,
): State<T> {
  const state = new Map(without(base, head, wide));
  for (const key of wide)
    for (const object of wider(base.get(key), head.get(key)) ?? []) state.set(keyOf(object), object);
  return state;
}

/** Without the states that are not needed. */
function shortened<T>(base: State<T>, states: readonly State<T>[], { check }: Search<T>): readonly State<T>[] {
  const kept = [...states];
  for (let i = kept.length - 2; i >= 0; i--) {
    const before = kept[i - 1] ?? base;
    if (check(before, kept[i + 1]!).found.length === 0) kept.splice(i, 1);
  }
  return kept;
}
