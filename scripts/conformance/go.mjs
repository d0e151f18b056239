// The programs that are built from Go modules.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onPath, run } from './shell.mjs';

const OLDEST_GO = [1, 26];

export const checkGo = async () => {
  if (!onPath('go')) throw new Error('Go 1.26 or newer is needed to build the judges; see https://go.dev/dl/');
  const version = (await run('go', ['env', 'GOVERSION'])).trim();
  const [major, minor] = version.replace(/^go/, '').split('.').map(Number);
  const enough = major > OLDEST_GO[0] || (major === OLDEST_GO[0] && minor >= OLDEST_GO[1]);
  if (!enough) throw new Error(`Go 1.26 or newer is needed to build the judges, and this is ${version}`);
};

/** The folder of a module's source, downloaded if need be. */
export const moduleFolder = async (module) =>
  JSON.parse(await run('go', ['mod', 'download', '-json', module], { env: { GOFLAGS: '' } })).Dir;

export const goInstall = async (packageAtVersion, target) => {
  await run('go', ['install', packageAtVersion], { env: { GOBIN: dirname(target) } });
};

/** Builds packages of k8s.io/kubernetes, which cannot be installed directly: its staging modules live in its own tree. */
export const kubernetesWorkspace = async (version, folder) => {
  const source = await moduleFolder(`k8s.io/kubernetes@v${version}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'go.mod'), await kubernetesGoMod(source, version));
  copyFileSync(join(source, 'go.sum'), join(folder, 'go.sum'));
  return (target, thePackage) => build(folder, target, thePackage);
};

const kubernetesGoMod = async (source, version) => {
  const { Go, Replace } = await goModJson(source);
  const staging = Replace.filter(({ New }) => New.Path.startsWith('./staging/'));
  const published = `v0.${version.replace(/^1\./, '')}`;
  return goMod(
    Go,
    `k8s.io/kubernetes v${version}`,
    staging.map(({ Old }) => `${Old.Path} => ${Old.Path} ${published}`),
  );
};

/** Builds packages that use a module which carries replacements: `go install` refuses those. */
export const workspaceWithReplacements = async (module, folder) => {
  const source = await moduleFolder(module);
  const { Go, Replace } = await goModJson(source);
  const lines = Replace.map(({ Old, New }) => `${Old.Path} => ${New.Path} ${New.Version}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'go.mod'), goMod(Go, module.replace('@', ' '), lines));
  return (target, thePackage) => build(folder, target, thePackage);
};

const goModJson = async (source) => JSON.parse(await run('go', ['mod', 'edit', '-json', join(source, 'go.mod')]));

const goMod = (go, requirement, replacements) =>
  [
    'module judge',
    `go ${go}`,
    `require ${requirement}`,
    'replace (',
    ...replacements.map((l) => `\t${l}`),
    ')',
    '',
  ].join('\n');

const build = (cwd, target, thePackage) =>
  run('go', ['build', '-o', target, thePackage], { cwd, env: { GOFLAGS: '-mod=mod -buildvcs=false' } });
