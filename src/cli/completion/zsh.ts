import { type CommandWords, type Flag, takingValues, type Value, type VerbWords, valuedFlags } from './words.ts';

export function zshScript(command: CommandWords): string {
  return `#compdef meshwright
# zsh completion for meshwright
_meshwright() {
  local verb= i prev=\${words[CURRENT-1]}
  local -a described
  for ((i = 2; i < CURRENT; i++)); do
    case \${words[i]} in
      (${takingValues(command).join('|')}) ((i++)) ;;
      (${command.verbs.map(({ name }) => name).join('|')}) verb=\${words[i]}; break ;;
    esac
  done
  case $verb in
${command.verbs.map((verb) => branch(verb.name, valuedFlags(command, verb), reply(verb.argument), [...verb.flags, ...command.flags])).join('\n')}
${branch("''", command.flags, verbs(command.verbs), command.flags)}
  esac
}
# A folder of functions loads this when it is first asked for, and wants an answer; a start-up file only has it known.
if [[ \${funcstack[1]} == _meshwright ]]; then
  _meshwright "$@"
elif (( $+functions[compdef] )); then
  compdef _meshwright meshwright
fi
`;
}

function branch(verb: string, flags: readonly Flag[], argument: string, options: readonly Flag[]): string {
  const valued = flags.filter(({ value }) => value.kind !== 'none');
  return `    (${verb})
      case $prev in
${valued.map(({ names, value }) => `        (${names.join('|')}) ${reply(value)}; return ;;`).join('\n')}
      esac
      if [[ $PREFIX == -* ]]; then
        described=(${options.flatMap(({ names, description }) => names.map((name) => item(name, description))).join(' ')})
        _describe option described
      else
        ${argument}
      fi
      ;;`;
}

function verbs(list: readonly VerbWords[]): string {
  return `described=(${list.map(({ name, summary }) => item(name, summary)).join(' ')})
        _describe verb described`;
}

function item(name: string, description: string): string {
  return `'${name}:${description.replaceAll("'", "'\\''").replaceAll(':', '\\:')}'`;
}

function reply(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `compadd -- ${value.choices.join(' ')}`;
    case 'folder':
      return '_files -/';
    case 'file':
      return '_files';
    default:
      return 'true';
  }
}
