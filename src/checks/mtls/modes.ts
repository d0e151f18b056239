import { isJsonObject } from '../../base/json.ts';
import { type Span, within } from '../../base/span.ts';
import type { Whole } from '../../model/lookup.ts';
import type { MtlsMode, RawManifest } from '../../model/mesh.ts';
import type { Service } from '../../model/service.ts';
import { derived, derivedOf } from '../derived.ts';
import { type Labels, selects } from '../pods.ts';
import { field, labelsOf, namespaceOf, root, security, spanOf, text } from '../raw/view.ts';

/** Which traffic the proxy of a pod's port takes, and where that is said. */
export interface PortMode {
  readonly port: number;
  readonly mode: MtlsMode;
  readonly span: Span;
}

type Said = Omit<PortMode, 'port'>;

/** The modes of a service's ports; undefined where no proxy takes its traffic. */
export const modesOf = derivedOf((mesh, service: Service): readonly PortMode[] | undefined => {
  const dataPlane = mesh.namespaces.get(service.namespace)?.dataPlane.kind ?? 'none';
  if (dataPlane === 'none') return undefined;
  return modesOfPorts(mesh, service, rawModes(mesh).get(service.namespace) ?? [], dataPlane === 'ambient');
});

function modesOfPorts(mesh: Whole, service: Service, raw: readonly RawMode[], ambient: boolean): readonly PortMode[] {
  const whole = modeOfService(mesh, service, raw);
  const ports = new Set(service.ports.map(({ targetPort }) => targetPort));
  return [...ports].map((port) => {
    const said = modeOfPort(service, port, raw) ?? whole;
    // ztunnel has no way to refuse mutual TLS.
    return { port, ...said, ...(ambient && said.mode === 'disabled' && { mode: 'permissive' as const }) };
  });
}

function modeOfPort(service: Service, port: number, raw: readonly RawMode[]): Said | undefined {
  const own = service.mtls.ports.find((each) => each.port === port);
  if (own) return { mode: own.mode, span: within(service.span, 1, 'mtls') };
  return rawFor(service, raw)?.ports.get(String(port));
}

/** As Istio decides: the workload's policy, then the namespace's, then the mesh's. */
function modeOfService(mesh: Whole, service: Service, raw: readonly RawMode[]): Said {
  if (service.mtls.mode) return { mode: service.mtls.mode, span: within(service.span, 1, 'mtls') };
  const selecting = rawFor(service, raw)?.whole;
  if (selecting) return selecting;
  const namespace = mesh.namespaces.get(service.namespace);
  if (namespace?.mtls) return { mode: namespace.mtls, span: within(namespace.span, 1, 'mtls') };
  const rest = raw.find(({ selector }) => selector === undefined)?.whole;
  return rest ?? { mode: mesh.mesh.mtls, span: within(mesh.mesh.span, 1, 'mtls') };
}

function rawFor(service: Service, raw: readonly RawMode[]): RawMode | undefined {
  return raw.find(({ selector }) => selector !== undefined && selects(selector, service.selector));
}

/** What a raw PeerAuthentication says. */
interface RawMode {
  readonly selector?: Labels;
  readonly whole?: Said;
  readonly ports: ReadonlyMap<string, Said>;
}

const MODES: Readonly<Record<string, MtlsMode>> = { STRICT: 'strict', PERMISSIVE: 'permissive', DISABLE: 'disabled' };

const rawModes = derived((mesh): ReadonlyMap<string, readonly RawMode[]> => {
  const modes = new Map<string, RawMode[]>();
  for (const raw of security(mesh, 'PeerAuthentication')) {
    const here = modes.get(namespaceOf(raw)) ?? [];
    modes.set(namespaceOf(raw), [...here, rawMode(raw)]);
  }
  return modes;
});

function rawMode(raw: RawManifest): RawMode {
  const spec = field(root(raw), 'spec');
  const labels = labelsOf(field(spec, 'selector', 'matchLabels'));
  const ports = field(spec, 'portLevelMtls').value;
  const said = (...path: readonly string[]): Said | undefined => {
    const mode = field(spec, ...path, 'mode');
    const known = MODES[text(mode) ?? ''];
    return known && { mode: known, span: spanOf(mode) };
  };
  const whole = said('mtls');
  const levels = Object.keys(isJsonObject(ports) ? ports : {}).flatMap((port) => {
    const mode = said('portLevelMtls', port);
    return mode ? [[port, mode] as const] : [];
  });
  return {
    ...(Object.keys(labels).length > 0 && { selector: labels }),
    ...(whole && { whole }),
    ports: new Map(levels),
  };
}
