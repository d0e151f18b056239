import { type Applier, rollouts } from '../../compile.ts';
import { type Config, gitopsOf } from '../../config/config.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { openGiven } from '../diff/open-given.ts';
import { type Refusal, refuse } from '../diff/refuse.ts';
import { paintFor } from '../look.ts';
import { findProject, openProject } from '../project.ts';
import { endsOf, type TargetEnds } from '../rollout/ends.ts';
import type { RolloutReport, TargetRollout } from '../rollout/report.ts';
import { writeSteps } from '../rollout/write.ts';
import { sayFindings } from '../say-findings.ts';
import type { ExitCode, Shell } from '../shell.ts';
import type { Given, Run } from '../verb.ts';
import { rolloutJson } from '../views/rollout/json.ts';
import { rolloutMarkdown } from '../views/rollout/markdown.ts';
import { rolloutText } from '../views/rollout/text.ts';

interface Options {
  readonly target?: readonly string[];
  readonly write?: string;
  readonly output: 'text' | 'json' | 'markdown';
}

/** The steps in which a change reaches a cluster without a request that is treated as neither side treats it. */
export const rolloutVerb: Run = async (given, shell): Promise<ExitCode> => {
  const options = given.options as unknown as Options;
  const { globals } = given;
  const place = findProject(globals, shell);
  const refusal: Refusal = { root: place.root, output: 'text', globals, shell };
  const sides = await openGiven('rollout', given, { targets: options.target, place }, shell);
  if ('exit' in sides) return refuse(sides, refusal);
  const { tree } = sides.head;
  const errors = sides.head.from === 'policies' ? sides.head.errors : [];
  if (errors.length > 0) return refuse({ diagnostics: errors, tree, exit: 1 }, refusal);
  const { endOf, endOfManifests, NOTHING } = await rollouts();
  const paired = endsOf(sides, options.target ?? [], { endOf, endOfManifests, nothing: NOTHING });
  if ('diagnostics' in paired) return refuse({ diagnostics: paired.diagnostics, tree, exit: 2 }, refusal);
  const { config } = await openProject(globals, shell);
  const { targets, findings } = await planned(paired.ends, config);
  const written = findings.length === 0 ? options.write : undefined;
  const problems = written === undefined ? [] : await writeSteps(written, targets, { shell, globals });
  if (problems.length > 0) return refuse({ diagnostics: problems, tree, exit: 2 }, refusal);
  const report: RolloutReport = {
    base: sides.base.compared.name,
    head: sides.head.compared.name,
    targets,
    notes: [...sides.notes, ...paired.notes],
    ...(written !== undefined && { written }),
  };
  shell.out.write(view(report, findings, options.output, given, shell));
  await sayFindings(findings, { ...refusal, tree });
  return findings.length === 0 ? 0 : 1;
};

function view(
  report: RolloutReport,
  findings: readonly Diagnostic[],
  output: Options['output'],
  { globals }: Given,
  shell: Shell,
): string {
  if (output === 'json') return rolloutJson(report, findings);
  if (output === 'markdown') return rolloutMarkdown(report, findings);
  return rolloutText(report, paintFor(shell.out, globals, shell.env));
}

interface Planned {
  readonly targets: readonly (TargetRollout & TargetEnds)[];
  readonly findings: readonly Diagnostic[];
}

async function planned(ends: readonly TargetEnds[], config: Config | undefined): Promise<Planned> {
  const { rolloutOf } = await rollouts();
  const found = ends.map((one) => ({
    ...one,
    report: rolloutOf(one.base, one.head, one.target, applierOf(config, one.target)),
  }));
  return {
    targets: found.map(({ report, ...one }) => ({ ...one, rollout: report.result })),
    findings: found.flatMap(({ report }) => report.diagnostics),
  };
}

/** Without a word on who syncs, the least is taken for given. */
function applierOf(config: Config | undefined, target: string): Applier {
  const gitops = config && gitopsOf(config, target);
  if (gitops?.sync === 'argo-cd') return gitops.pruneLast ? 'argo-cd-prune-last' : 'argo-cd';
  return gitops?.sync === 'flux' ? 'flux' : 'kubectl';
}
