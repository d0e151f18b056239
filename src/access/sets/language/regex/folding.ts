import { combine, includes, type Switches, unite } from '../../switches.ts';
import { END } from '../alphabet.ts';

const ASCII: Switches<number> = [0, 0x80];

/** All code points that differ from one of a set in case only. */
export function foldCase(set: Switches<number>): Switches<number> {
  const beyond = combine(set, ASCII, (inSet, ascii) => inSet && !ascii);
  const orbits = beyond.length === 0 ? ASCII_ORBITS : allOrbits();
  return orbits
    .filter((orbit) => orbit.some((code) => includes(set, code)))
    .reduce((all, orbit) => orbit.reduce((sum, code) => unite(sum, [code, code + 1]), all), set);
}

/** Letters of ASCII, with the Kelvin sign and the long s that fold to `k` and `s`. */
const ASCII_ORBITS: readonly (readonly number[])[] = Array.from({ length: 26 }, (_, i) => {
  const orbit = [65 + i, 97 + i];
  return i === 10 ? [...orbit, 0x212a] : i === 18 ? [...orbit, 0x17f] : orbit;
});

let known: readonly (readonly number[])[] | undefined;

/** Groups of code points that are one letter in several cases, as the engine's own case folding has them. */
function allOrbits(): readonly (readonly number[])[] {
  known ??= findOrbits();
  return known;
}

function findOrbits(): readonly (readonly number[])[] {
  const groups = new Map<number, Set<number>>();
  for (let code = 0; code < END; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const letter = String.fromCodePoint(code);
    for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
      const twin = other.codePointAt(0)!;
      if (other !== letter && String.fromCodePoint(twin) === other && isSame(letter, other)) join(groups, code, twin);
    }
  }
  return [...new Set(groups.values())].map((group) => [...group]);
}

function isSame(a: string, b: string): boolean {
  return new RegExp(`^\\u{${a.codePointAt(0)!.toString(16)}}$`, 'iu').test(b);
}

function join(groups: Map<number, Set<number>>, a: number, b: number): void {
  const all = new Set([...(groups.get(a) ?? [a]), ...(groups.get(b) ?? [b])]);
  for (const code of all) groups.set(code, all);
}
