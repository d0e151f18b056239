import { MARK } from '../../checks/silence.ts';
import { splice } from '../../elaborate/again/splice.ts';
import { readDeclarations } from '../../elaborate/read.ts';
import { mayLookElsewhere } from '../../load/closed.ts';
import { evaluate, textAt } from '../../load/evaluate.ts';
import { evaluationOf, type PolicySource, placed } from '../policies.ts';
import { alone, type MeshOfFiles, type PolicyFile } from './files.ts';

/**
 * The mesh once some files say something else, by running these alone. Undefined where others would have to run too, or where
 * anything is found: that is for the evaluation of everything to tell.
 */
export async function withChanged(
  kept: MeshOfFiles,
  changed: readonly string[],
  target: string,
  source: PolicySource,
): Promise<MeshOfFiles | undefined> {
  if (!changed.every((path) => kept.files.some((file) => file.path === path))) return undefined;
  let state: MeshOfFiles | undefined = kept;
  for (const [at, { path }] of kept.files.entries()) {
    if (state && changed.includes(path)) state = await rerun(state, at, target, source);
  }
  return state;
}

async function rerun(
  { mesh, files }: MeshOfFiles,
  at: number,
  target: string,
  source: PolicySource,
): Promise<MeshOfFiles | undefined> {
  const { path, exports, more } = files[at]!;
  const text = textAt(source.sources, path);
  if (exports === undefined || more || text === undefined || text.includes(MARK) || mayLookElsewhere(text))
    return undefined;
  const run = alone(files, at, mesh.name);
  let now: PolicyFile | undefined;
  const { result, diagnostics } = await evaluate(path, {
    ...evaluationOf(target, source),
    given: run.given,
    collect: (_exports, readSite, ran) => {
      const [only, more] = ran;
      if (only && !more && !only.waited) now = run.file(only);
      const span = { file: path, line: 1, column: 1 };
      return { meshes: [{ name: mesh.name, span }], declarations: placed(run.recorder.declarations, readSite) };
    },
  });
  if (!result?.closed() || diagnostics.length > 0 || !sameExports(exports, now?.exports)) return undefined;
  const read = readDeclarations(result.declarations);
  const spliced = read.diagnostics.length === 0 ? splice(mesh, files, at, read.result) : undefined;
  return spliced && { mesh: spliced.mesh, files: files.with(at, { ...now!, ...spliced.part }) };
}

/** Files that import it would get the same. */
function sameExports(one: PolicyFile['exports'], other: PolicyFile['exports']): boolean {
  const print = (exports: PolicyFile['exports']) => JSON.stringify(Object.entries(exports ?? {}).sort());
  return other !== undefined && print(one) === print(other);
}
