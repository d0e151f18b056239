// A process of its own, that `loadMesh` starts: a mesh as JSON to stdout, or what is wrong to stderr.
import type { ChangedByHand } from '../analysis/by-hand.ts';
import { openByHand, openModel } from '../cli/ask.ts';
import { reporting } from '../cli/run.ts';
import type { ExitCode, Shell } from '../cli/shell.ts';
import { startWith } from '../cli/start.ts';
import type { Given } from '../cli/verb.ts';
import type { Mesh } from '../model/mesh.ts';

/** What is asked for. */
export interface ToRead {
  readonly root: string;
  readonly config?: string;
  readonly target?: string;
}

/** What is answered. */
export interface ReadMesh {
  readonly mesh: Mesh;
  /** What raw manifests and patches make of it, entry by entry. */
  readonly byHand: readonly (readonly [string, ChangedByHand])[];
  readonly root: string;
  readonly target: string;
}

await startWith(([asked = '{}'], shell) => reporting(() => read(JSON.parse(asked), shell), shell, false));

async function read(asked: ToRead, shell: Shell): Promise<ExitCode> {
  const given = givenFor(asked);
  const opened = await openModel(given, shell);
  if ('exit' in opened) return opened.exit;
  const beside = await openByHand(opened, given, shell);
  if ('exit' in beside) return beside.exit;
  const { model, root, target } = opened;
  shell.out.write(JSON.stringify({ mesh: model.mesh, byHand: [...beside.byHand], root, target } satisfies ReadMesh));
  return 0;
}

function givenFor({ root, config, target }: ToRead): Given {
  const globals = { directory: root, quiet: true, verbose: false, color: 'auto' } as const;
  return { more: [], options: { target }, globals: { ...globals, ...(config && { config }) } };
}
