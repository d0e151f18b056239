import type { PeerAuthenticationSpec } from '../../../manifest/kinds/istio-security.ts';
import type { Manifest } from '../../../manifest/manifest.ts';
import type { MtlsMode } from '../../../model/mesh.ts';
import { selectorOf } from './selection.ts';

const MODES: Readonly<Record<string, MtlsMode>> = { STRICT: 'strict', PERMISSIVE: 'permissive', DISABLE: 'disabled' };

/** How the ports of a pod are to be spoken to, by the PeerAuthentications that hold for it. */
export function transport(manifests: readonly Manifest[], rootNamespace: string): (port: number) => MtlsMode {
  if (manifests.length === 0) return () => 'permissive';
  const wide = manifests.filter((one) => Object.keys(selectorOf(one)).length === 0);
  const isRoot = ({ metadata }: Manifest) => metadata.namespace === rootNamespace;
  const mesh = specOf(wide.find(isRoot));
  const namespace = specOf(wide.find((one) => !isRoot(one)));
  // With a selector in the root namespace, it holds for nobody.
  const workload = specOf(manifests.find((one) => !wide.includes(one) && !isRoot(one)));
  const all = [workload, namespace, mesh].map((spec) => modeOf(spec?.mtls)).find((mode) => mode !== undefined);
  return (port) => modeOf(workload?.portLevelMtls?.[String(port)]) ?? all ?? 'permissive';
}

function specOf(manifest: Manifest | undefined): PeerAuthenticationSpec | undefined {
  return manifest && ((manifest.spec ?? {}) as PeerAuthenticationSpec);
}

/** Undefined for what is unset: then a wider scope says. */
function modeOf(mtls: { readonly mode?: string } | undefined): MtlsMode | undefined {
  return MODES[mtls?.mode ?? ''];
}
