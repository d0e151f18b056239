import type { CommandWords, Flag, Value, VerbWords } from './words.ts';

export function fishScript({ verbs, flags }: CommandWords): string {
  const none = `not __fish_seen_subcommand_from ${verbs.map(({ name }) => name).join(' ')}`;
  return [
    '# fish completion for meshwright',
    'complete -c meshwright -f',
    ...verbs.map(({ name, summary }) => `complete -c meshwright -n '${none}' -a ${name} -d ${quoted(summary)}`),
    ...flags.map((flag) => option(flag, undefined)),
    ...verbs.flatMap(ofVerb),
    '',
  ].join('\n');
}

function ofVerb({ name, flags, argument }: VerbWords): string[] {
  const condition = `__fish_seen_subcommand_from ${name}`;
  const offered = argument.kind === 'none' ? [] : [`complete -c meshwright -n '${condition}' ${value(argument)}`];
  return [...flags.map((flag) => option(flag, condition)), ...offered];
}

function option({ names, description, value: taken }: Flag, condition: string | undefined): string {
  const when = condition === undefined ? '' : ` -n '${condition}'`;
  const spelled = names
    .map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
    .join(' ');
  const taking = taken.kind === 'none' ? '' : ` ${value(taken)}`;
  return `complete -c meshwright${when} ${spelled}${taking} -d ${quoted(description)}`;
}

function value(taken: Value): string {
  switch (taken.kind) {
    case 'choice':
      return `-x -a '${taken.choices.join(' ')}'`;
    case 'folder':
      return `-x -a '(__fish_complete_directories)'`;
    case 'file':
      return '-r -F';
    default:
      return '-x';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
