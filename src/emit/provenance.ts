import type { Json } from '../base/json.ts';
import { sortBy } from '../base/order.ts';
import type { OutputFile } from './output-file.ts';

/** Beside the manifests of a target. Its kustomization does not list it, so nothing applies it. */
export const PROVENANCE = 'provenance.intoto.json';

/** What a target is made from: nothing else has a say in what is written. */
export interface Origin {
  /** The version of the compiler. */
  readonly version: string;
  /** What the configuration says of the target. */
  readonly parameters: { readonly [name: string]: Json };
  /** The policy files that were evaluated, relative to the root of the project, with their digests. */
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
}

const BUILD_TYPE = 'https://meshwright.dev/compile/v1';
const BUILDER = 'https://meshwright.dev/compiler';

/**
 * An in-toto statement (v1) with SLSA provenance (v1) of the files of a target: names are relative to its folder. It says nothing
 * of when and where, so it is the same wherever the same policies are compiled. It is not signed: who signs is who compiles.
 */
export function provenance(target: string, files: readonly OutputFile[], origin: Origin): string {
  const made = files.map(({ path, sha256 }) => ({ path: path.slice(target.length + 1), sha256 }));
  const parameters = JSON.stringify(origin.parameters, undefined, 2).replaceAll('\n', '\n      ');
  const builder = { id: BUILDER, version: { meshwright: origin.version } };
  return `{
  "_type": "https://in-toto.io/Statement/v1",
  "subject": ${list(made, 2)},
  "predicateType": "https://slsa.dev/provenance/v1",
  "predicate": {
    "buildDefinition": {
      "buildType": ${JSON.stringify(BUILD_TYPE)},
      "externalParameters": ${parameters},
      "resolvedDependencies": ${list(origin.inputs, 6)}
    },
    "runDetails": { "builder": ${JSON.stringify(builder)} }
  }
}
`;
}

/** A file a line, in order of path, for whoever reads how it changed. */
function list(files: Origin['inputs'], indent: number): string {
  const lines = sortBy(files, ({ path }) => path).map(({ path, sha256 }) =>
    JSON.stringify({ name: path, digest: { sha256 } }),
  );
  const margin = ' '.repeat(indent);
  return lines.length === 0 ? '[]' : `[\n${margin}  ${lines.join(`,\n${margin}  `)}\n${margin}]`;
}
