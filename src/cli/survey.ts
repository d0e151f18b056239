import { uniqueBy } from '../base/order.ts';
import { type Compilation, compile, type FileChange, type Progress } from '../compile.ts';
import type { Config } from '../config/config.ts';
import { type Diagnostic, error, type Related } from '../diag/diagnostic.ts';
import type { Findings } from '../diag/render/located.ts';
import type { Paint } from '../diag/render/paint.ts';
import { chosenTargets } from './chosen-targets.ts';
import { interruptible } from './interrupt.ts';
import { keptPolicies } from './kept-policies.ts';
import { locateFindings } from './locate.ts';
import type { Outcome, SilencedFinding } from './outcome.ts';
import { progressLine } from './progress.ts';
import { openProject } from './project.ts';
import type { Shell } from './shell.ts';
import { reportStall } from './stall.ts';
import type { Given, Globals } from './verb.ts';
import { version } from './version.ts';
import { type Asked, type Format, frameFor, reportView } from './views/report.ts';
import { allChanges, tally } from './views/summary.ts';
import { counted } from './views/words.ts';

export interface SurveyArgs extends Asked {
  readonly targets: readonly string[];
  /** Whether a target may lose most of what it has. */
  readonly allowPrune?: boolean;
  /** What is said of output that differs. Default: that it does, in one finding. */
  readonly differences?: (compilation: Compilation, config: Config, root: string) => Promise<readonly Diagnostic[]>;
  /** What else is looked for beside compiling: the type checker. */
  readonly also?: (root: string, config: Config) => Promise<readonly Diagnostic[]>;
}

/** Opens the project and compiles it: what `compile` and `check` have in common. */
export async function survey(args: SurveyArgs, shell: Shell): Promise<Outcome> {
  const { root, config, diagnostics } = await openProject(args.globals, shell, reportStall(args, shell));
  if (!config) return finish(root, { diagnostics, configured: false });
  const targets = args.targets.length === 0 ? undefined : chosenTargets(args.targets, Object.keys(config.targets));
  const watched = watchProgress(args.globals, shell);
  const { onProgress } = watched;
  const onStall = reportStall(args, shell);
  const { output, allowPrune } = args;
  const options = {
    root,
    config,
    output,
    allowPrune,
    version: version(),
    ...keptPolicies(shell.cache),
    onProgress,
    onStall,
    ...(targets && { targets }),
  };
  try {
    const { result: compilation, diagnostics: found } = await compile(options);
    const also = (await args.also?.(root, config)) ?? [];
    const { differences = staleOutput } = args;
    const stale = compilation && output === 'check' ? await differences(compilation, config, root) : [];
    const all = [...diagnostics, ...found, ...also, ...stale];
    return await finish(root, { diagnostics: all, configured: true, ...(compilation && { compilation }) });
  } finally {
    watched.end();
  }
}

/** Shows what goes on, and lets Ctrl-C in wherever it does no harm. */
function watchProgress(globals: Globals, shell: Shell): { onProgress: (progress: Progress) => void; end: () => void } {
  const line = progressLine(shell, globals);
  const guard = interruptible();
  const onProgress = (progress: Progress) => {
    guard(progress);
    line.show(progress);
  };
  return { onProgress, end: line.end };
}

interface Found {
  readonly diagnostics: readonly Diagnostic[];
  readonly configured: boolean;
  readonly compilation?: Compilation;
}

async function finish(root: string, { diagnostics, configured, compilation }: Found): Promise<Outcome> {
  const findings = await locateFindings(diagnostics, root);
  const silenced = await locateSilenced(compilation, root);
  const seconds = performance.now() / 1000;
  return { findings, silenced, configured, seconds, ...(compilation && { compilation }) };
}

/** The same finding silenced in several targets is one. */
async function locateSilenced(compilation: Compilation | undefined, root: string): Promise<SilencedFinding[]> {
  const all = compilation?.targets.flatMap(({ silenced }) => silenced) ?? [];
  const once = [
    ...new Map(all.map((one) => [JSON.stringify({ ...one.diagnostic, targets: undefined }), one])).values(),
  ];
  if (once.length === 0) return [];
  const { located }: Findings = await locateFindings(
    once.map(({ diagnostic }) => diagnostic),
    root,
  );
  return once.flatMap(({ reason }, index) => (located[index] ? [{ located: located[index], reason }] : []));
}

async function staleOutput(compilation: Compilation, { out }: Config): Promise<readonly Diagnostic[]> {
  const changes = allChanges(compilation);
  if (changes.length === 0) return [];
  const message = `\`${out}\` is not what the policies say: ${counted(changes.length, 'file')} would change (${tally(changes).join(', ')})`;
  const [first, ...rest] = staleDeclarations(changes);
  return [
    error('MW0005', message, {
      ...(first && { span: first.span, label: first.note }),
      ...(rest.length > 0 && { related: rest.slice(0, LISTED) }),
      ...(rest.length > LISTED && { note: `and ${counted(rest.length - LISTED, 'more declaration')}` }),
      help: 'run `meshwright compile` and commit what it writes',
    }),
  ];
}

/** As many declarations are shown as are read. */
const LISTED = 4;

/** The lines of the policies that files which differ are made from, each with the first such file. */
function staleDeclarations(changes: readonly FileChange[]): readonly Related[] {
  const made = changes.flatMap(({ path, change, edited, spans = [] }) => {
    const how = edited ? 'was edited by hand' : change === 'added' ? 'is missing' : 'is older';
    return spans.map((span) => ({ span, note: `\`${path}\` ${how}` }));
  });
  return uniqueBy(made, ({ span }) => JSON.stringify(span));
}

/** The view of every verb that surveys. */
export async function surveyView(args: SurveyArgs, outcome: Outcome, paint: Paint): Promise<string> {
  return reportView(args, outcome, { paint, frame: await frameFor(outcome) });
}

/** What such verbs read of their options. */
export function surveyArgs({ options, globals }: Given): Pick<SurveyArgs, 'globals' | 'targets' | 'format'> {
  const targets = (options.target as readonly string[] | undefined) ?? [];
  return { globals, targets, format: options.output as Format };
}
