import { type CommandWords, type Flag, takingValues, type Value, valuedFlags } from './words.ts';

/** Needs bash alone, not the bash-completion package, and asks nobody at run time: it is as fast as the shell. */
export function bashScript(command: CommandWords): string {
  return `# bash completion for meshwright
_meshwright() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} verb= i
  # bash cuts --option=value at the =
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${takingValues(command).join(' | ')}) ((i++)) ;;
      ${command.verbs.map(({ name }) => name).join(' | ')}) verb=\${COMP_WORDS[i]} && break ;;
    esac
  done
  COMPREPLY=()
  case $verb in
${command.verbs.map((verb) => branch(verb.name, valuedFlags(command, verb), verb.argument, wordsOf([...verb.flags, ...command.flags]))).join('\n')}
${branch("''", command.flags, { kind: 'choice', choices: command.verbs.map(({ name }) => name) }, wordsOf(command.flags))}
  esac
}
complete -F _meshwright meshwright
`;
}

function branch(verb: string, flags: readonly Flag[], argument: Value, options: string): string {
  const valued = flags.filter(({ value }) => value.kind !== 'none');
  return `    ${verb})
      case $prev in
${valued.map(({ names, value }) => `        ${names.join(' | ')}) ${reply(value)} && return ;;`).join('\n')}
      esac
      if [[ $cur == -* ]]; then
        ${reply({ kind: 'choice', choices: [options] })}
      else
        ${reply(argument)}
      fi
      ;;`;
}

function wordsOf(flags: readonly Flag[]): string {
  return flags.flatMap(({ names }) => names).join(' ');
}

function reply(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `COMPREPLY=($(compgen -W '${value.choices.join(' ')}' -- "$cur"))`;
    case 'folder':
      return paths('-d');
    case 'file':
      return paths('-f');
    default:
      return 'true';
  }
}

/** As macOS's bash 3.2 can do it too: no mapfile, and compopt only where there is one. */
function paths(kind: '-d' | '-f'): string {
  return `local IFS=$'\\n'; compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen ${kind} -- "$cur"))`;
}
