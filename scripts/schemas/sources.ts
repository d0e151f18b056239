import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Go module at a pinned version, as `go mod download -json` gives it. */
export interface GoModule {
  readonly path: string;
  readonly version: string;
  /** The digest that Go's checksum database vouches for. */
  readonly sum: string;
  readonly dir: string;
}

export interface Source {
  readonly module: GoModule;
  /** Path inside the module → text. */
  readonly files: ReadonlyMap<string, string>;
}

export const ISTIO = 'istio.io/api@v1.31.1';
export const GATEWAY_API = 'sigs.k8s.io/gateway-api@v1.6.3';
export const KUBERNETES = 'k8s.io/kubernetes@v1.37.2';
/** The 3.2 line, as the sync engine that output is judged by: later ones take all that it takes. */
export const ARGO_CD = 'github.com/argoproj/argo-cd/v3@v3.2.12';
/** Both of Flux 2.9, whose modules the Go of the judges can fetch. */
export const FLUX_SOURCE = 'github.com/fluxcd/source-controller@v1.9.6';
export const FLUX_KUSTOMIZE = 'github.com/fluxcd/kustomize-controller@v1.9.6';

const ISTIO_CRDS = 'kubernetes/customresourcedefinitions.gen.yaml';
const GATEWAY_CRDS = 'config/crd/standard';
const ARGO_CD_CRDS = ['application', 'applicationset', 'appproject'].map((kind) => `manifests/crds/${kind}-crd.yaml`);
const FLUX_SOURCE_CRDS = ['gitrepositories', 'ocirepositories'].map(
  (kinds) => `config/crd/bases/source.toolkit.fluxcd.io_${kinds}.yaml`,
);
const FLUX_KUSTOMIZE_CRDS = ['config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml'];
const OPENAPI = 'api/openapi-spec/v3';

/** The generated Go that the API server itself serves its OpenAPI from: the published files leave the enums out. */
export const KUBERNETES_GO = 'pkg/generated/openapi/zz_generated.openapi.go';

/** Fetches the pinned modules (from Go's cache where they are there) and reads what schemas are made from. */
export async function readSources(openapiFiles: readonly string[]): Promise<Source[]> {
  return [
    await readSource(ISTIO, async () => [ISTIO_CRDS]),
    await readSource(GATEWAY_API, async (dir) =>
      (await list(dir, GATEWAY_CRDS)).filter((name) => name.endsWith('.yaml')),
    ),
    await readSource(KUBERNETES, async () => [...openapiFiles.map((name) => `${OPENAPI}/${name}`), KUBERNETES_GO]),
    ...(await readGitopsSources()),
  ];
}

/** What makes a cluster sync: kinds of Argo CD and Flux. */
export async function readGitopsSources(): Promise<Source[]> {
  return [
    await readSource(ARGO_CD, async () => ARGO_CD_CRDS),
    await readSource(FLUX_SOURCE, async () => FLUX_SOURCE_CRDS),
    await readSource(FLUX_KUSTOMIZE, async () => FLUX_KUSTOMIZE_CRDS),
  ];
}

async function readSource(pin: string, choose: (dir: string) => Promise<string[]>): Promise<Source> {
  const module = await download(pin);
  const files = new Map<string, string>();
  for (const name of await choose(module.dir)) files.set(name, await readFile(join(module.dir, name), 'utf8'));
  return { module, files };
}

export async function download(pin: string): Promise<GoModule> {
  const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', pin], { maxBuffer: 1 << 24 });
  const answer = JSON.parse(stdout) as Record<'Path' | 'Version' | 'Sum' | 'Dir', string>;
  return { path: answer.Path, version: answer.Version, sum: answer.Sum, dir: answer.Dir };
}

async function list(dir: string, folder: string): Promise<string[]> {
  return (await readdir(join(dir, folder))).sort().map((name) => `${folder}/${name}`);
}
