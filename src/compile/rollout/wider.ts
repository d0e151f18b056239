import type { Between } from '../../analysis/rollout/search.ts';
import { canonicalJson, type Json } from '../../base/json.ts';
import { uniqueBy } from '../../base/order.ts';
import type { DestinationRuleSpec, GatewaySpec, Server, SidecarSpec } from '../../manifest/kinds/istio-networking.ts';
import type { AuthorizationPolicySpec, PeerAuthenticationSpec } from '../../manifest/kinds/istio-security.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { isKind, specOf } from './objects.ts';

/** What does for both versions of an object: every rule, subset, host and port of either. */
export const both: Between<Manifest> = (base, head) => {
  if (base === undefined) return [head!];
  if (head === undefined) return [base];
  if (isKind(head, 'AuthorizationPolicy')) return bothPolicies(base, head);
  const spec = specFor(base, head);
  return spec && [{ ...head, spec: spec as Json }];
};

/** As `both`, and where rules come or go altogether, one that lets everybody in meanwhile, as the other end does. */
export const open: Between<Manifest> = (base, head) => {
  const policy = base ?? head!;
  if ((base && head) || !isKind(policy, 'AuthorizationPolicy') || actionOf(policy) !== 'ALLOW') return both(base, head);
  return [{ ...policy, spec: { ...specOf<AuthorizationPolicySpec>(policy), rules: [{}] } as Json }];
};

/** Behind the name of an object: its next version, where that cannot stand in for the present one. */
const BESIDE = '.next';

function bothPolicies(base: Manifest, head: Manifest): readonly Manifest[] {
  if (isDryRun(base)) return [head];
  if (isDryRun(head)) return [base];
  const { rules: before = [], ...was } = specOf<AuthorizationPolicySpec>(base);
  const { rules: after = [], ...is } = specOf<AuthorizationPolicySpec>(head);
  const asIt = ({ action, ...rest }: object & { readonly action?: string }) =>
    canonicalJson({ action: action ?? 'ALLOW', ...rest });
  if (asIt(was) !== asIt(is)) return [base, beside(head)];
  const rules = uniqueBy([...before, ...after], canonicalJson);
  return [{ ...head, spec: { ...is, ...(rules.length > 0 && { rules }) } as Json }];
}

function beside(manifest: Manifest): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, name: `${manifest.metadata.name}${BESIDE}` } };
}

/** Versions of policies that may have to stand beside one another on the way. */
export function copies(base: Manifest | undefined, head: Manifest | undefined): readonly Manifest[] {
  if (!base || !head || base === head || !isKind(head, 'AuthorizationPolicy')) return [];
  return bothPolicies(base, head).slice(1);
}

function specFor(base: Manifest, head: Manifest): object | undefined {
  if (isKind(head, 'PeerAuthentication')) return permissive(specOf(base), specOf(head));
  if (isKind(head, 'DestinationRule')) return rule(specOf(base), specOf(head));
  if (isKind(head, 'Sidecar')) return scope(specOf(base), specOf(head));
  if (isKind(head, 'Gateway')) return listeners(specOf(base), specOf(head));
  if (isKind(head, 'Service')) return ports(specOf(base), specOf(head));
  return undefined;
}

function permissive(
  base: Partial<PeerAuthenticationSpec>,
  { mtls, portLevelMtls, ...rest }: Partial<PeerAuthenticationSpec>,
): object {
  const numbers = new Set([...Object.keys(base.portLevelMtls ?? {}), ...Object.keys(portLevelMtls ?? {})]);
  const meet = (one: { mode?: string } | undefined, other: { mode?: string } | undefined) =>
    one?.mode === other?.mode ? other : { mode: 'PERMISSIVE' };
  const all = meet(base.mtls, mtls);
  const byPort = [...numbers].map((port) => [
    port,
    meet(base.portLevelMtls?.[port] ?? base.mtls, portLevelMtls?.[port] ?? mtls),
  ]);
  return {
    ...rest,
    ...(all && { mtls: all }),
    ...(byPort.length > 0 && { portLevelMtls: Object.fromEntries(byPort) }),
  };
}

/** The head's, but that subsets of the base are still there, and that clients are told to speak as before. */
function rule(base: Partial<DestinationRuleSpec>, head: Partial<DestinationRuleSpec>): object | undefined {
  const subsets = merged(base.subsets ?? [], head.subsets ?? [], ({ name }) => name);
  if (!subsets) return undefined;
  const { tls: _, ...policy } = head.trafficPolicy ?? {};
  const trafficPolicy = { ...policy, ...(base.trafficPolicy?.tls && { tls: base.trafficPolicy.tls }) };
  return {
    ...head,
    ...(Object.keys(trafficPolicy).length > 0 && { trafficPolicy }),
    ...(subsets.length > 0 && { subsets }),
  };
}

function scope(base: Partial<SidecarSpec>, head: Partial<SidecarSpec>): object | undefined {
  if (!base.egress || !head.egress) return undefined;
  const hosts = [...base.egress, ...head.egress].flatMap((one) => one.hosts);
  return { ...head, egress: [{ hosts: [...new Set(hosts)].sort() }] };
}

function listeners(base: Partial<GatewaySpec>, head: Partial<GatewaySpec>): object | undefined {
  if (canonicalJson(base.selector) !== canonicalJson(head.selector)) return undefined;
  const servers = new Map<string, Server>();
  for (const server of [...(head.servers ?? []), ...(base.servers ?? [])]) {
    const { hosts, ...rest } = server;
    const key = canonicalJson(rest);
    servers.set(key, { ...server, hosts: [...new Set([...(servers.get(key)?.hosts ?? []), ...hosts])] });
  }
  return { ...head, servers: [...servers.values()] };
}

interface Port {
  readonly name?: string;
  readonly port: number;
}
interface Ports {
  readonly ports: readonly Port[];
  readonly selector: unknown;
}

function ports(base: Partial<Ports>, head: Partial<Ports>): object | undefined {
  if (canonicalJson(base.selector) !== canonicalJson(head.selector)) return undefined;
  const all = merged(base.ports ?? [], head.ports ?? [], ({ port }) => port);
  return all && new Set(all.map(({ name }) => name)).size === all.length ? { ...head, ports: all } : undefined;
}

/** Of either; undefined where one is not the same in both. */
function merged<T>(base: readonly T[], head: readonly T[], key: (one: T) => unknown): readonly T[] | undefined {
  const known = new Map(head.map((one) => [key(one), one]));
  const gone = base.filter((one) => !known.has(key(one)));
  const differs = base.some((one) => known.has(key(one)) && canonicalJson(known.get(key(one))) !== canonicalJson(one));
  return differs ? undefined : [...head, ...gone];
}

function isDryRun({ metadata }: Manifest): boolean {
  return metadata.annotations?.['istio.io/dry-run'] === 'true';
}

function actionOf(policy: Manifest): string {
  return specOf<AuthorizationPolicySpec>(policy).action ?? 'ALLOW';
}
