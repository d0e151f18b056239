import { type Meter, spend } from '../../meter.ts';
import type { Switches } from '../switches.ts';
import { alphabetOf } from './alphabet.ts';
import type { Automaton } from './automaton.ts';
import type { Assertion, Pattern } from './pattern.ts';
import { type Program, program } from './program.ts';

/** Letters, digits and `_`: what `\b` goes by. */
const WORD: Switches<number> = [48, 58, 65, 91, 95, 96, 97, 123];
const NEWLINE: Switches<number> = [10, 11];

/** What lies behind: nothing, a line's end, a letter of a word, anything else. */
type Behind = 'start' | 'newline' | 'word' | 'other';
type Ahead = 'end' | Exclude<Behind, 'start'>;

interface State {
  readonly steps: readonly number[];
  readonly behind: Behind;
}

/** The strings of `letters` that match a pattern as a whole, by sets of steps that one can be at. */
export function determinise(pattern: Pattern, letters: Switches<number>, meter: Meter): Automaton {
  const code = program(pattern, meter);
  const { alphabet, members } = alphabetOf(letters, [WORD, NEWLINE, ...code.sets].slice(code.asserts ? 0 : 2));
  const [word, newline] = code.asserts ? members : [];
  const letterSets = code.asserts ? members.slice(2) : members;
  const kind = (letter: number): Exclude<Behind, 'start'> =>
    newline?.has(letter) ? 'newline' : word?.has(letter) ? 'word' : 'other';
  const states: State[] = [];
  const numbers = new Map<string, number>();
  const number = (steps: readonly number[], behind: Behind): number => {
    const where = code.asserts && steps.length > 0 ? behind : 'other';
    const key = `${where} ${steps.join()}`;
    if (!numbers.has(key)) numbers.set(key, states.push({ steps, behind: where }) - 1);
    return numbers.get(key)!;
  };
  number(closure(code, [code.start]), 'start');
  const table: number[] = [];
  const accepting: number[] = [];
  for (let i = 0; i < states.length; i++) {
    const { steps, behind } = states[i]!;
    accepting.push(passing(code, steps, behind, 'end')[0] === 0 ? 1 : 0);
    for (let letter = 0; letter < alphabet.size; letter++) {
      spend(meter, 4 + steps.length * 4);
      const here = code.asserts ? passing(code, steps, behind, kind(letter)) : steps;
      const after = here.flatMap((at) => {
        const step = code.steps[at]!;
        return step.kind === 'letter' && letterSets[step.set]!.has(letter) ? [step.to] : [];
      });
      table.push(number(closure(code, after), kind(letter)));
    }
  }
  return { alphabet, next: Int32Array.from(table), accepts: Uint8Array.from(accepting) };
}

/** Where one can be without reading a letter; assertions are passed where `holds`. */
function closure({ steps }: Program, from: readonly number[], holds?: (what: Assertion) => boolean): readonly number[] {
  const reached = new Set(from);
  for (const at of reached) {
    const step = steps[at]!;
    if (step.kind === 'fork') for (const to of step.to) reached.add(to);
    if (step.kind === 'assert' && holds?.(step.what)) reached.add(step.to);
  }
  return [...reached].filter((at) => steps[at]!.kind !== 'fork').sort((a, b) => a - b);
}

function passing(code: Program, from: readonly number[], behind: Behind, ahead: Ahead): readonly number[] {
  return code.asserts ? closure(code, from, (what) => holds(what, behind, ahead)) : from;
}

function holds(what: Assertion, behind: Behind, ahead: Ahead): boolean {
  switch (what) {
    case 'text-start':
      return behind === 'start';
    case 'text-end':
      return ahead === 'end';
    case 'line-start':
      return behind === 'start' || behind === 'newline';
    case 'line-end':
      return ahead === 'end' || ahead === 'newline';
    case 'word-edge':
      return (behind === 'word') !== (ahead === 'word');
    case 'no-word-edge':
      return (behind === 'word') === (ahead === 'word');
  }
}
