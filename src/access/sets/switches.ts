/**
 * A set of points on a line: where membership changes, ascending. Below the first point nothing belongs; from an even one on
 * it does, from an odd one on it no longer does. Canonical as it is.
 */
export type Switches<N extends number | bigint> = readonly N[];

export function combine<N extends number | bigint>(
  a: Switches<N>,
  b: Switches<N>,
  belongs: (inA: boolean, inB: boolean) => boolean,
): Switches<N> {
  const out: N[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const at = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    if (i < a.length && a[i] === at) i++;
    if (j < b.length && b[j] === at) j++;
    const inside = belongs((i & 1) === 1, (j & 1) === 1);
    if (inside !== ((out.length & 1) === 1)) out.push(at);
  }
  return out;
}

export function unite<N extends number | bigint>(a: Switches<N>, b: Switches<N>): Switches<N> {
  return combine(a, b, (inA, inB) => inA || inB);
}

export function meet<N extends number | bigint>(a: Switches<N>, b: Switches<N>): Switches<N> {
  return combine(a, b, (inA, inB) => inA && inB);
}

export function without<N extends number | bigint>(a: Switches<N>, b: Switches<N>): Switches<N> {
  return combine(a, b, (inA, inB) => inA && !inB);
}

/** How many switches lie at or below a point; odd: the point belongs. */
export function rankOf<N extends number | bigint>(a: ArrayLike<N>, point: N): number {
  let low = 0;
  let high = a.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (a[middle]! <= point) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function includes<N extends number | bigint>(a: Switches<N>, point: N): boolean {
  return (rankOf(a, point) & 1) === 1;
}
