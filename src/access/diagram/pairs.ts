/** What was worked out for pairs of small numbers: open addressing in one typed array, since a Map's keys would fill the heap. */
export interface Pairs {
  readonly get: (a: number, b: number) => number;
  readonly set: (a: number, b: number, value: number) => void;
}

export const UNKNOWN = -1;

export function pairs(): Pairs {
  let slots = 1 << 10;
  let used = 0;
  let table = empty(slots);
  const find = (a: number, b: number): number => {
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) & (slots - 1);
    while (table[3 * slot] !== UNKNOWN && (table[3 * slot] !== a || table[3 * slot + 1] !== b))
      slot = (slot + 1) & (slots - 1);
    return 3 * slot;
  };
  const put = (a: number, b: number, value: number) => table.set([a, b, value], find(a, b));
  return {
    get: (a, b) => table[find(a, b) + 2]!,
    set: (a, b, value) => {
      if (++used * 2 > slots) grow();
      put(a, b, value);
    },
  };

  function grow(): void {
    const old = table;
    slots *= 2;
    table = empty(slots);
    for (let i = 0; i < old.length; i += 3) if (old[i] !== UNKNOWN) put(old[i]!, old[i + 1]!, old[i + 2]!);
  }
}

function empty(slots: number): Int32Array {
  return new Int32Array(3 * slots).fill(UNKNOWN);
}
