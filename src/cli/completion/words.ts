import type { OptionSpec, VerbSpec } from '../verb.ts';

/** An option as a shell sees it. */
export interface Flag {
  /** `-t`, `--target`: as typed, short ones first. */
  readonly names: readonly string[];
  readonly description: string;
  readonly value: Value;
}

/** What may follow an option, or be the argument of a verb. */
export type Value =
  | { readonly kind: 'none' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'folder' | 'file' | 'anything' };

export interface VerbWords {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly Flag[];
  readonly argument: Value;
}

export interface CommandWords {
  readonly verbs: readonly VerbWords[];
  /** Options that every verb has. */
  readonly flags: readonly Flag[];
}

/** What can be typed, taken from the same table as the help. */
export function commandWords(verbs: readonly VerbSpec[], globals: readonly OptionSpec[]): CommandWords {
  const names = verbs.map(({ name }) => name);
  const help: VerbWords = {
    name: 'help',
    summary: 'what a verb does, with examples',
    flags: [],
    argument: { kind: 'choice', choices: names },
  };
  return {
    verbs: [...verbs.map(verbWords), help],
    flags: [...globals.map(flag), { names: ['-h', '--help'], description: 'print the help', value: { kind: 'none' } }],
  };
}

function verbWords({ name, summary, options, argument }: VerbSpec): VerbWords {
  const value = argument ? taken(argument.name, argument.choices) : NONE;
  return { name, summary, flags: options.map(flag), argument: value };
}

const NONE: Value = { kind: 'none' };

function flag({ flags, description, choices }: OptionSpec): Flag {
  const names = flags.match(/(?<=^|, )--?[\w-]+/g) ?? [];
  return { names, description, value: taken(/[<[].*$/.exec(flags)?.[0], choices) };
}

function taken(placeholder: string | undefined, choices: readonly string[] | undefined): Value {
  if (choices) return { kind: 'choice', choices };
  if (placeholder === undefined) return NONE;
  if (placeholder.includes('dir')) return { kind: 'folder' };
  return { kind: placeholder.includes('file') ? 'file' : 'anything' };
}

/** The names of options that take the next word, so that it is not mistaken for the verb. */
export function takingValues({ flags, verbs }: CommandWords): readonly string[] {
  const all = [...flags, ...verbs.flatMap((verb) => verb.flags)];
  return [...new Set(all.filter(({ value }) => value.kind !== 'none').flatMap(({ names }) => names))];
}

/** The options of a verb with a value to complete, the shared ones too. */
export function valuedFlags({ flags }: CommandWords, verb: VerbWords): readonly Flag[] {
  return [...verb.flags, ...flags].filter(({ value }) => value.kind !== 'none');
}
