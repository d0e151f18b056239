// What each phase from the model to the files of all proxies costs, in CPU seconds.
//   configs.mjs FOLDER
import { envoy } from '../../../src/backends/envoy/index.ts';
import { placeFrom } from '../../../src/backends/envoy/place.ts';
import { proveConfigs } from '../../../src/compile/config-proof/index.ts';
import { validateConfigs } from '../../../src/compile/config-validity.ts';
import { proxyFiles } from '../../../src/emit/proxy-files.ts';
import { readProject } from './model.ts';

const phases: Record<string, number> = {};
async function phase<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  phases[name] = (user + system) / 1e6;
  return result;
}

const { model, options } = await phase('read', () => readProject(process.argv[2]!));
const backend = envoy(placeFrom(options));
const configs = await phase('emit', () => backend.configs!(model));
const refused = await phase('validate', () => validateConfigs(configs, options.version));
const proof = await phase('prove', () => proveConfigs(model, configs));
if (refused.length > 0 || proof.result === undefined)
  throw new Error(JSON.stringify([refused[0], proof.diagnostics[0]]));
const files = await phase('print', () => proxyFiles('vm', configs));
process.stdout.write(JSON.stringify({ phases, files: files.length }), () => process.exit(0));
