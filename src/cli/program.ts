import { Argument, Command, InvalidArgumentError, Option, type OutputConfiguration } from 'commander';
import type { Shell } from './shell.ts';
import type { ArgumentSpec, Example, Given, Globals, OptionSpec, VerbSpec } from './verb.ts';

export type Dispatch = (verb: VerbSpec, given: Given) => Promise<void>;

/** The whole command line, made from the table of verbs. It throws commander's errors instead of ending the process. */
export function program(verbs: readonly VerbSpec[], version: string, shell: Shell, dispatch: Dispatch): Command {
  const root = new Command('meshwright')
    .configureOutput(outputs(shell))
    .description('A policy compiler for service meshes: policies in TypeScript, manifests in out/.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .configureHelp({
      showGlobalOptions: true,
      visibleGlobalOptions: ({ parent }) => (parent ? GLOBALS.map(option) : []),
    })
    .showHelpAfterError('  help: `meshwright help` lists the verbs, `meshwright help VERB` their options')
    .addHelpText('after', START)
    .exitOverride();
  for (const global of GLOBALS) root.addOption(option(global));
  for (const verb of verbs) root.addCommand(command(verb, root, dispatch));
  return root;
}

/** Before any verb is made, since a verb inherits what the root has by then. */
function outputs({ out, err }: Shell): OutputConfiguration {
  return {
    writeOut: out.write,
    writeErr: err.write,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  };
}

const START = `
Start here:
  meshwright init       a small working project in this folder
  meshwright compile    its manifests, in out/
  meshwright help VERB  what a verb does, with examples

Exit codes: 0 fine, 1 findings or differences, 2 usage or configuration, 70 a bug of meshwright.`;

export const GLOBALS: readonly OptionSpec[] = [
  { flags: '-C, --directory <dir>', description: 'run as if started in this folder', default: '.' },
  { flags: '-f, --config <file>', description: 'the configuration file (default: meshwright.config.ts here or above)' },
  { flags: '-q, --quiet', description: 'say only what is wrong' },
  { flags: '-v, --verbose', description: 'say everything' },
  { flags: '--color <when>', description: 'colours', choices: ['auto', 'always', 'never'], default: 'auto' },
];

/** What commander leaves out when a flag is not given. */
const DEFAULTS = { quiet: false, verbose: false } as const satisfies Partial<Globals>;

function command(verb: VerbSpec, root: Command, dispatch: Dispatch): Command {
  const made = root
    .createCommand(verb.name)
    .copyInheritedSettings(root)
    .summary(verb.summary)
    .description(verb.description.join('\n\n'))
    .addHelpText('after', examples(verb.examples));
  for (const one of argumentsOf(verb)) made.addArgument(argument(one));
  for (const one of verb.options) made.addOption(option(one));
  return made.action((...given: unknown[]) => dispatch(verb, gather(verb, given, root)));
}

function gather(verb: VerbSpec, given: readonly unknown[], root: Command): Given {
  const count = argumentsOf(verb).length;
  const [argument, ...more] = given.slice(0, count) as readonly (string | undefined)[];
  const options = given[count];
  return {
    ...(argument !== undefined && { argument }),
    more,
    options: options as Given['options'],
    globals: { ...DEFAULTS, ...root.opts<Omit<Globals, keyof typeof DEFAULTS>>() },
  };
}

function argumentsOf({ argument, more = [] }: VerbSpec): readonly ArgumentSpec[] {
  return argument ? [argument, ...more] : [];
}

function argument({ name, description, choices }: ArgumentSpec): Argument {
  const made = new Argument(name, description);
  return choices ? made.choices(choices) : made;
}

function option(spec: OptionSpec): Option {
  const made = new Option(spec.flags, spec.description);
  if (spec.default !== undefined) made.default(spec.default);
  if (spec.choices) made.choices(spec.choices);
  if (spec.many) made.argParser((value: string, before: readonly string[] = []) => [...before, allowed(value, spec)]);
  return made;
}

/** A parser takes the place of commander's own look at the choices. */
function allowed(value: string, { choices }: OptionSpec): string {
  if (choices && !choices.includes(value)) throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  return value;
}

function examples(list: readonly Example[]): string {
  const width = Math.max(...list.map(({ command }) => command.length));
  return `\nExamples:\n${list.map(({ command, does }) => `  ${command.padEnd(width)}  ${does}`).join('\n')}`;
}
