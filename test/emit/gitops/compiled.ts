import { type CompiledFiles, gitopsFiles } from '../../../src/compile/gitops.ts';
import { gitopsOf } from '../../../src/config/config.ts';
import { type ConfigInput, defineConfig, type GitopsInput, istio } from '../../../src/config/index.ts';
import { validateConfig } from '../../../src/config/validate.ts';
import { withSyncWave } from '../../../src/emit/gitops/sync-wave.ts';
import { layout } from '../../../src/emit/layout.ts';
import type { OutputFile } from '../../../src/emit/output-file.ts';
import type { Manifest } from '../../../src/manifest/manifest.ts';
import { withProvenance } from '../../../src/manifest/provenance.ts';
import { emitted } from '../fixture.ts';

const object = (apiVersion: string, kind: string, name: string, spec?: object, namespace = 'shop'): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  ...(spec && { spec: spec as never }),
});

const policy = (name: string, spec: object, namespace?: string) =>
  object('security.istio.io/v1', 'AuthorizationPolicy', name, spec, namespace);

/** At least one object of each stage. */
export const MANIFESTS: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  object('v1', 'ServiceAccount', 'cart'),
  object('v1', 'ConfigMap', 'cart'),
  object('v1', 'Service', 'cart', { ports: [{ port: 80 }] }),
  object('apps/v1', 'Deployment', 'cart-v1', { replicas: 2 }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', 'cart', {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart-v1' },
  }),
  object('networking.istio.io/v1', 'DestinationRule', 'cart', { host: 'cart' }),
  object('networking.istio.io/v1', 'Sidecar', 'cart', {}),
  object('networking.istio.io/v1', 'VirtualService', 'cart', { hosts: ['cart'] }),
  object('security.istio.io/v1', 'PeerAuthentication', 'default', { mtls: { mode: 'STRICT' } }, 'istio-system'),
  policy('cart.deny', { action: 'DENY', rules: [{}] }),
  policy('cart', { rules: [{}] }),
  policy('allow-nothing', {}, 'istio-system'),
];

const BACKENDS = [istio({ version: '1.31' })] as const;

/** What is synced as the configuration says: a target of each name, with a gitops of its own where it has one. */
export function configured(
  gitops: GitopsInput | undefined,
  targets: Readonly<Record<string, GitopsInput | 'none' | undefined>> = { 'prod-eu': undefined },
) {
  const input: ConfigInput = {
    ...(gitops && { gitops }),
    targets: Object.fromEntries(
      Object.entries(targets).map(([name, own]) => [
        name,
        { environment: 'prod', cluster: name, backends: BACKENDS, ...(own && { gitops: own }) },
      ]),
    ),
  };
  const { result, diagnostics } = validateConfig(defineConfig(input), {
    file: 'meshwright.config.ts',
    line: 1,
    column: 1,
  });
  if (!result) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return result;
}

export function compiledTargets(
  config: ReturnType<typeof configured>,
  manifests: readonly Manifest[] = MANIFESTS,
): readonly CompiledFiles[] {
  return Object.keys(config.targets).map((name) => {
    const marked = manifests.map((manifest) => withProvenance(emitted(manifest)));
    const waved = gitopsOf(config, name)?.sync === 'argo-cd' ? marked.map(withSyncWave) : marked;
    const { result } = layout(name, waved, { rootNamespace: 'istio-system' });
    return { name, rootNamespace: 'istio-system', files: result };
  });
}

/** The files of `gitops/`, or what is wrong, as lines. */
export async function synced(...args: Parameters<typeof configured>): Promise<readonly OutputFile[] | string> {
  const config = configured(...args);
  const { result, diagnostics } = await gitopsFiles(compiledTargets(config), config);
  return diagnostics.length > 0
    ? diagnostics.map(({ code, message, help }) => `${code} ${message} (${help})`).join('\n')
    : result;
}
