import { ALL, and, type Formula, not, or } from '../../../access/formula.ts';
import type { Text, TextAlgebra } from '../../../access/sets/texts.ts';
import type { Known, Vocabulary } from './known.ts';

/** Some values: those of any of these (all, where there are none), but for those of the exceptions. */
export interface Said {
  readonly any: readonly Known[];
  readonly except: readonly Known[];
}

/** How many conditions are tried, and how many single values are told beside them. */
const MANY = 300;
const FEW = 40;

/** A set of values in the words that rules use; undefined where these do not do. */
export function say(set: Text, { texts, exactly, known }: Vocabulary): Said | undefined {
  const values = (listed: readonly string[]) => listed.map(exactly);
  if (set.kind === 'only') return { any: grouped(set, known, texts) ?? values(texts.listed(set)), except: [] };
  if (set.kind === 'except') return { any: [], except: values(texts.listed(set)) };
  const tried = known.length > MANY ? [] : known;
  const inside = widest(
    tried.filter((one) => texts.intersect(one.set, set) === one.set),
    texts,
  );
  const rest = less(set, inside, texts);
  if (rest === texts.none) return { any: needed(inside, set, texts), except: [] };
  if (rest.kind === 'only' && rest.values.length <= FEW)
    return { any: [...inside, ...values(texts.listed(rest))], except: [] };
  const around = tried.filter((one) => texts.intersect(one.set, rest) === rest);
  for (const wide of [...narrowestFirst(around, texts), undefined]) {
    const beside = wide ? inside.filter((one) => texts.union(one.set, wide.set) !== wide.set) : [];
    const any = wide ? [wide, ...beside] : [];
    const whole = any.reduce((sum, one) => texts.union(sum, one.set), wide ? texts.none : texts.all);
    const except = exceptions(texts.intersect(whole, texts.complement(set)), set);
    if (except) return { any, except };
  }
  return undefined;

  /** Conditions that hold for all of the first, and for none of the second. */
  function exceptions(out: Text, kept: Text): readonly Known[] | undefined {
    const apart = tried.filter((one) => texts.intersect(one.set, kept) === texts.none);
    const chosen = widest(
      apart.filter((one) => texts.intersect(one.set, out) !== texts.none),
      texts,
    );
    const missing = less(out, chosen, texts);
    if (missing === texts.none) return needed(chosen, out, texts);
    if (missing.kind !== 'only' || missing.values.length > FEW) return undefined;
    return [...needed(chosen, less(out, [], texts), texts), ...values(texts.listed(missing))];
  }
}

/** A list of values that one condition stands for, such as a host with its ports. */
function grouped(set: Text, known: readonly Known[], texts: TextAlgebra): readonly Known[] | undefined {
  if (texts.listed(set as Text & { kind: 'only' }).length < 2) return undefined;
  const whole = known.find((one) => one.set === set);
  return whole && [whole];
}

function less(set: Text, parts: readonly Known[], texts: TextAlgebra): Text {
  return parts.reduce((left, one) => texts.intersect(left, texts.complement(one.set)), set);
}

function widest(all: readonly Known[], texts: TextAlgebra): readonly Known[] {
  const distinct = all.filter((one, i) => all.findIndex(({ set }) => set === one.set) === i);
  return distinct.filter(
    (one) => !distinct.some((other) => other !== one && texts.union(one.set, other.set) === other.set),
  );
}

function narrowestFirst(all: readonly Known[], texts: TextAlgebra): readonly Known[] {
  const within = (one: Known) => all.filter((other) => texts.union(one.set, other.set) === one.set).length;
  return [...all].sort((a, b) => within(a) - within(b));
}

/** Without those whose values others have too. */
function needed(parts: readonly Known[], whole: Text, texts: TextAlgebra): readonly Known[] {
  let kept = parts;
  for (const one of parts) {
    const others = kept.filter((other) => other !== one);
    if (others.length > 0 && less(whole, others, texts) === texts.none) kept = others;
  }
  return kept;
}

export function formulaOf({ any, except }: Said): Formula {
  return and(
    any.length === 0 ? ALL : or(...any.map(({ formula }) => formula)),
    not(or(...except.map(({ formula }) => formula))),
  );
}
