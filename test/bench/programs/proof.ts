// The proof alone: reads the policies of a project and makes their manifests, and proves them; with `none`, does not.
//   proof.mjs FOLDER [none]

import { BACKENDS } from '../../../src/backends/index.ts';
import { openProject } from '../../../src/cli/project.ts';
import { manifestsOf } from '../../../src/compile/manifests.ts';
import { prove } from '../../../src/compile/proof.ts';
import { readModel } from '../../../src/compile.ts';

const [folder = '', none] = process.argv.slice(2);
const silent = { write: () => {}, isTTY: false };
const globals = { directory: folder, quiet: true, verbose: false, color: 'never' } as const;
const { root, config } = await openProject(globals, { cwd: folder, env: {}, out: silent, err: silent });
const { result: model } = await readModel(Object.keys(config!.targets)[0]!, { root, config: config! });
const { result: manifests } = manifestsOf(model!, BACKENDS);
if (none === undefined && prove(model!, BACKENDS, manifests).result === undefined) throw new Error('not proven');
process.exit(0);
