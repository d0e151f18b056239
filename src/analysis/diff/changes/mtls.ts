import type { Destination } from '../../../access/destination.ts';
import { groupBy } from '../../../base/order.ts';
import type { MtlsMode } from '../../../model/mesh.ts';
import { mtlsCauses } from '../access/posture.ts';
import type { Risk } from '../change.ts';
import { type FoundChange, NO_RISK, risk, type Sides } from './found.ts';

interface PortChange {
  /** `service bookinfo/reviews`. */
  readonly key: string;
  readonly port: number;
  readonly before: MtlsMode;
  readonly after: MtlsMode;
  /** All ports of the service do the same. */
  readonly whole: boolean;
}

/** Which transport workloads take, told of as much at once as does the same: the mesh, a namespace, a service, a port. */
export function mtlsChanges(sides: Sides): readonly FoundChange[] {
  const changes = portChanges(sides);
  if (changes.length === 0) return [];
  const services = new Set(sides.head.destinations.filter(isGuarded).map(({ key }) => key));
  if (services.size > 1 && doAlike(changes, services)) return [told('mesh', 'the whole mesh', changes, sides)];
  const byNamespace = groupBy(changes, ({ key }) => namespaceOf(key));
  return [...byNamespace].flatMap(([namespace, group]) => {
    const own = new Set([...services].filter((key) => namespaceOf(key) === namespace));
    if (own.size > 1 && doAlike(group, own))
      return [told(`namespace ${namespace}`, `namespace ${namespace}`, group, sides)];
    return [...groupBy(group, ({ key }) => key)].flatMap(([key, ports]) => ofService(key, ports, sides));
  });
}

function ofService(key: string, ports: readonly PortChange[], sides: Sides): readonly FoundChange[] {
  const name = sides.names.of(key);
  const [first] = ports;
  if (first!.whole) return [told(key, name, ports, sides)];
  return ports.map((one) => told(key, name, [one], sides, `port ${one.port}: `));
}

function told(key: string, subject: string, changes: readonly PortChange[], sides: Sides, of = ''): FoundChange {
  const [{ before, after }] = changes as readonly [PortChange];
  const services = [...new Set(changes.map((one) => one.key))];
  return {
    kind: 'mtls',
    what: 'changed',
    key,
    subject,
    text: `${of}${before} → ${after}`,
    causes: mtlsCauses(services, sides),
    risk: riskOf(before, after),
  };
}

const STRENGTH: readonly MtlsMode[] = ['disabled', 'permissive', 'strict'];

/** Less mutual TLS is plaintext where there was none. */
function riskOf(before: MtlsMode, after: MtlsMode): Risk {
  if (STRENGTH.indexOf(after) > STRENGTH.indexOf(before)) return NO_RISK;
  return risk(after === 'disabled' ? 'high' : 'medium', 'plaintext');
}

function portChanges({ base, head }: Sides): readonly PortChange[] {
  const others = new Map(base.destinations.map((one) => [one.key, one]));
  return head.destinations.filter(isGuarded).flatMap((after) => {
    const before = others.get(after.key);
    if (!before || !isGuarded(before)) return [];
    const modes = new Map(before.ports.map(({ port, mtls }) => [port, mtls]));
    const pairs = after.ports.flatMap(({ port, mtls }) => {
      const was = modes.get(port);
      return was === undefined ? [] : [{ port, before: was, after: mtls }];
    });
    const [first] = pairs;
    const whole = pairs.every((one) => one.before === first!.before && one.after === first!.after);
    return pairs.filter((one) => one.before !== one.after).map((one) => ({ ...one, key: after.key, whole }));
  });
}

function isGuarded({ key, proxy }: Destination): boolean {
  return proxy === 'sidecar' && key.startsWith('service ');
}

function doAlike(changes: readonly PortChange[], services: ReadonlySet<string>): boolean {
  const [first] = changes;
  const all = new Set(changes.map(({ key }) => key));
  return (
    all.size === services.size &&
    changes.every((one) => one.whole && one.before === first!.before && one.after === first!.after)
  );
}

function namespaceOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1, key.indexOf('/'));
}
