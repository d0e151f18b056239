// The model and the options of a project whose one target is of the envoy backend.
import { openProject } from '../../../src/cli/project.ts';
import { readModel } from '../../../src/compile.ts';

export async function readProject(folder: string) {
  const silent = { write: () => {}, isTTY: false };
  const globals = { directory: folder, quiet: true, verbose: false, color: 'never' } as const;
  const { root, config } = await openProject(globals, { cwd: folder, env: {}, out: silent, err: silent });
  const [name] = Object.keys(config!.targets);
  const { result: model } = await readModel(name!, { root, config: config! });
  const backend = config!.targets[name!]!.backends.find((one) => one.backend === 'envoy');
  return { model: model!, options: backend!.options };
}
