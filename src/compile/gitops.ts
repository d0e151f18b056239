import { type Config, gitopsOf } from '../config/config.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { gitopsTree } from '../emit/gitops/gitops.ts';
import type { Synced } from '../emit/gitops/synced.ts';
import type { OutputFile } from '../emit/output-file.ts';
import { groupVersionKind, type Manifest, manifestName } from '../manifest/manifest.ts';
import { loadValidators, printManifestPath } from '../manifest/validate.ts';

/** A target that was compiled. */
export interface CompiledFiles {
  readonly name: string;
  readonly rootNamespace: string;
  readonly files: readonly OutputFile[];
}

/** The files of what makes clusters sync the targets, valid by the schemas of Argo CD and Flux. */
export async function gitopsFiles(
  targets: readonly CompiledFiles[],
  config: Config,
): Promise<Report<readonly OutputFile[]>> {
  const synced = targets.flatMap(({ name, rootNamespace, files }): Synced[] => {
    const gitops = gitopsOf(config, name);
    const { cluster } = config.targets[name]!;
    return gitops ? [{ target: name, cluster, rootNamespace, out: config.out, gitops, files }] : [];
  });
  const { result, diagnostics } = gitopsTree(synced, Object.keys(config.targets));
  if (diagnostics.length > 0) return { result: [], diagnostics };
  const invalid = await problemsOf(result.manifests);
  return { result: invalid.length > 0 ? [] : result.files, diagnostics: invalid };
}

async function problemsOf(manifests: readonly Manifest[]): Promise<readonly Diagnostic[]> {
  const validators = await loadValidators(manifests.map(groupVersionKind));
  return manifests.flatMap((manifest) =>
    (validators.get(groupVersionKind(manifest))?.(manifest) ?? []).map(({ path, message }) => {
      const where = path.length === 0 ? '' : ` at \`${printManifestPath(path)}\``;
      return error(
        'MW6103',
        `\`gitops\` makes \`${manifestName(manifest)}\`, which Kubernetes would refuse${where}: ${message}`,
        {
          help: 'change what `gitops` says in the configuration',
        },
      );
    }),
  );
}
