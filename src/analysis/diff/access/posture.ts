import { uniqueBy } from '../../../base/order.ts';
import type { Span } from '../../../base/span.ts';
import type { GatewayKey, ServiceKey } from '../../../model/ids.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { MtlsMode } from '../../../model/mesh.ts';
import type { Cause } from '../change.ts';
import type { TargetPair } from '../side.ts';
import { causeKey } from './causes.ts';

/** Who says something, where, and what. */
interface Said {
  readonly span: Span;
  readonly text: string;
}

/**
 * What changed around a destination beside its rules: transport, data plane, ports, whether something has to be allowed. Only
 * where both sides are policies, or one has none of it.
 */
export function postureCauses(key: string, { base, head }: TargetPair): readonly Cause[] {
  const [before, after] = [base?.model, head?.model].map((model) =>
    model ? posture(key, model) : new Map<string, Said>(),
  );
  const causes = [...new Set([...before!.keys(), ...after!.keys()])].flatMap((what): Cause[] => {
    const [one, other] = [before!.get(what), after!.get(what)];
    if (one?.text === other?.text) return [];
    const change = one && other ? 'changed' : other ? 'added' : 'removed';
    return [other ? { side: 'head', span: other.span, change } : { side: 'base', span: one!.span, change }];
  });
  return uniqueBy(causes, causeKey);
}

function posture(key: string, model: Lookup): ReadonlyMap<string, Said> {
  const [kind, name] = key.split(' ') as [string, string];
  const { mesh } = model;
  const found = new Map<string, Said>([['authorization', { span: mesh.span, text: mesh.authorization }]]);
  if (kind === 'gateway') {
    const gateway = model.gateways.get(name as GatewayKey);
    if (gateway) found.set('listeners', { span: gateway.span, text: JSON.stringify(gateway.listeners) });
    return found;
  }
  const service = model.services.get(name as ServiceKey);
  if (!service) return new Map();
  const namespace = model.namespaces.get(service.namespace);
  found.set('ports', { span: service.span, text: JSON.stringify(service.ports) });
  if (namespace) found.set('data plane', { span: namespace.span, text: namespace.dataPlane.kind });
  const own = service.mtls.mode ?? (service.mtls.ports.length > 0 ? 'by port' : undefined);
  const says = (mode: MtlsMode | undefined, span: Span) => mode && { span, text: mode };
  const mtls = own
    ? { span: service.span, text: JSON.stringify(service.mtls) }
    : (says(namespace?.mtls, namespace?.span ?? mesh.span) ?? { span: mesh.span, text: mesh.mtls });
  found.set('mtls', mtls);
  return found;
}

/** What says which transport services take, where it is not the same on both sides. */
export function mtlsCauses(keys: readonly string[], sides: Pick<TargetPair, 'base' | 'head'>): readonly Cause[] {
  const [before, after] = [sides.base?.model, sides.head?.model];
  if (!before || !after) return [];
  const causes = keys.flatMap((key): Cause[] => {
    const [one, other] = [before, after].map((model) => posture(key, model).get('mtls'));
    if (!one || !other) return [];
    return [{ side: 'head', span: other.span, change: 'changed' }];
  });
  return uniqueBy(causes, causeKey);
}
