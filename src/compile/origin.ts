import { hash } from 'node:crypto';
import type { JsonObject } from '../base/json.ts';
import { type Config, hasProvenance } from '../config/config.ts';
import type { Origin } from '../emit/provenance.ts';
import type { SourceTree } from '../load/evaluate.ts';

/** What a target is made from, where the configuration wants that stated. */
export function originOf(
  target: string,
  config: Config,
  {
    files,
    sources,
    version,
  }: { readonly files: readonly string[]; readonly sources: SourceTree; readonly version: string },
): Origin | undefined {
  if (!hasProvenance(config, target)) return undefined;
  const { environment, cluster, values, backends } = config.targets[target]!;
  return {
    version,
    parameters: {
      policies: config.policies,
      target,
      environment,
      cluster,
      values,
      backends: backends as unknown as readonly JsonObject[],
    },
    inputs: files.flatMap((path) => {
      const read = sources.read(path);
      return read.kind === 'file' ? [{ path, sha256: hash('sha256', read.text) }] : [];
    }),
  };
}
