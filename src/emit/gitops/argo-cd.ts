import { groupBy } from '../../base/order.ts';
import type { ArgoCdConfig } from '../../config/gitops.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import { projectFor } from './app-project.ts';
import { applicationFor } from './application.ts';
import { applicationSetFor, applicationSetProblems } from './application-set.ts';
import { projectOf } from './argo-cd-names.ts';
import type { GitopsFile, Synced } from './synced.ts';

const ARGO_CD_FOLDER = 'argo-cd';

/** What makes Argo CD sync: a project for all that share its name, an Application each, or sets of them. */
export function argoCdFiles(
  targets: readonly Synced<ArgoCdConfig>[],
  all: readonly string[],
): Report<readonly GitopsFile[]> {
  const projects = groupBy(targets, ({ gitops }) => `${gitops.namespace}/${projectOf(gitops)}`);
  const single = targets.filter(({ gitops }) => gitops.applicationSet === undefined);
  const sets = [
    ...groupBy(
      targets.filter(({ gitops }) => gitops.applicationSet !== undefined),
      ({ gitops }) => `${gitops.namespace}/${gitops.name}`,
    ).values(),
  ];
  const diagnostics: readonly Diagnostic[] = sets.flatMap(applicationSetProblems);
  if (diagnostics.length > 0) return { result: [], diagnostics };
  const manifests = [
    ...[...projects.values()].map(projectFor),
    ...single.map(applicationFor),
    ...sets.map((set) => applicationSetFor(set, all)),
  ];
  return { result: manifests.map((manifest) => ({ folder: ARGO_CD_FOLDER, manifest })), diagnostics };
}
