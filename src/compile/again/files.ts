import { describeExport, type GivenValue, giver } from '../../dsl/given.ts';
import type { Mesh as DeclaredMesh } from '../../dsl/mesh.ts';
import { MESH, type Recorded, type Recorder } from '../../dsl/recorder.ts';
import { type FilePart, partOf } from '../../elaborate/again/parts.ts';
import type { Ran } from '../../load/evaluate.ts';
import type { Mesh } from '../../model/mesh.ts';

/** What a policy file did when it ran, as plain data: enough to run another without it, and to replace what it declared. */
export interface PolicyFile extends FilePart {
  readonly path: string;
  /** Absent where it exports more than names and plain values. */
  readonly exports?: Readonly<Record<string, GivenValue>>;
}

/** A mesh, and what each policy file gave to it. */
export interface MeshOfFiles {
  readonly mesh: Mesh;
  readonly files: readonly PolicyFile[];
}

/** What each file did, in the order in which they ran. Undefined where that cannot be told apart. */
export function filesThatRan(
  mesh: DeclaredMesh,
  ran: readonly Ran[],
  declared: number,
): readonly PolicyFile[] | undefined {
  const { declarations } = mesh[MESH];
  const start = ran[0]?.before ?? declared;
  // Declarations of another mesh would be counted as well.
  if (ran.some(({ waited }) => waited) || declared - start !== declarations.length) return undefined;
  return ran.map((file, i) => {
    const made = declarations.slice(file.before - start, (ran[i + 1]?.before ?? declared) - start);
    return policyFile(file, made, mesh[MESH]);
  });
}

function policyFile(
  { path, exports }: Pick<Ran, 'path' | 'exports'>,
  made: readonly Recorded[],
  mesh: Recorder,
): PolicyFile {
  const described = describeExports(exports, mesh);
  return { path, ...partOf(made), ...(described && { exports: described }) };
}

function describeExports(exports: Ran['exports'], mesh: Recorder): PolicyFile['exports'] {
  const described: [string, GivenValue][] = [];
  for (const name of Object.keys(exports)) {
    const value = describeExport(exports[name], mesh);
    if (value === undefined) return undefined;
    described.push([name, value]);
  }
  return Object.fromEntries(described);
}

/** What a file declares and exports when it runs by itself, with what the files before it exported put in their place. */
export interface Alone {
  readonly given: (path: string) => object | undefined;
  readonly recorder: Recorder;
  /** What it did, once it ran. */
  readonly file: (ran: Ran) => PolicyFile;
}

export function alone(files: readonly PolicyFile[], at: number, mesh: string): Alone {
  const { recorder, give } = giver(mesh);
  const before = new Map(files.slice(0, at).map((one) => [one.path, one.exports]));
  return {
    recorder,
    given: (path) => {
      const exports = before.get(path);
      return exports && namespaceOf(exports, give);
    },
    file: (ran) => policyFile(ran, recorder.declarations, recorder),
  };
}

function namespaceOf(exports: NonNullable<PolicyFile['exports']>, give: (value: GivenValue) => unknown): object {
  const namespace = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } }) as Record<string, unknown>;
  for (const [name, value] of Object.entries(exports)) namespace[name] = give(value);
  return Object.freeze(namespace);
}
