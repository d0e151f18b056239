import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { ProxyConfig } from '../../xds/proxy-config.ts';
import type { Backend } from '../backend.ts';
import { sharing } from './authorization/rules-at.ts';
import { type Context, type Emitter, together } from './context.ts';
import { proxyConfig } from './files.ts';
import { gateways } from './gateway/index.ts';
import { inbound } from './inbound/index.ts';
import { outbound } from './outbound/index.ts';
import type { Place, Placement, ProxyRef } from './placement.ts';
import { meshSecrets } from './secrets.ts';
import { unsupported } from './unsupported.ts';

/** One emitter for each part of what a proxy runs on. */
const EMITTERS: readonly Emitter[] = [inbound, outbound, gateways, meshSecrets];

/** Envoy by itself, beside each service and as each gateway: no control plane, and no manifests. */
export function envoy(place: Place): Backend {
  /** Gaps are found by translating, so a mesh is translated once for both questions. */
  const translations = new WeakMap<Lookup, Translation>();
  const translation = (lookup: Lookup): Translation => {
    const known = translations.get(lookup) ?? translate(lookup, place(lookup));
    translations.set(lookup, known);
    return known;
  };
  return {
    name: 'envoy',
    gaps: (mesh) => translation(mesh).gaps,
    lower: () => [],
    configs: (mesh) => translation(mesh).configs,
  };
}

interface Translation {
  readonly configs: readonly ProxyConfig[];
  readonly gaps: readonly Diagnostic[];
}

function translate(lookup: Lookup, placement: Placement): Translation {
  const gaps = new Map<string, Diagnostic>();
  // What several proxies meet is said once.
  const gap = (found: Diagnostic) => void gaps.set(JSON.stringify(found), found);
  unsupported(lookup, gap);
  const configs = proxiesOf(lookup).map((proxy) => configOf({ lookup, placement, proxy, gap }));
  return { configs, gaps: [...gaps.values()] };
}

/** What one proxy runs on. */
export function configOf(context: Context): ProxyConfig {
  return proxyConfig(together(EMITTERS.map((emitter) => emitter(context))), context);
}

/** Every service of a namespace that has a data plane, and every gateway: of those that share a workload, the first. */
export function proxiesOf(lookup: Lookup): readonly ProxyRef[] {
  const { mesh, namespaces } = lookup;
  const services = mesh.services.filter(({ namespace }) => namespaces.get(namespace)?.dataPlane.kind !== 'none');
  return [
    ...services.map((service): ProxyRef => ({ kind: 'service', service })),
    ...mesh.gateways
      .filter((gateway) => sharing(gateway, lookup)[0] === gateway)
      .map((gateway): ProxyRef => ({ kind: 'gateway', gateway })),
  ];
}
