import type { NonEmpty } from '../../../base/nonempty.ts';
import { groupBy, uniqueBy } from '../../../base/order.ts';
import type { Span } from '../../../base/span.ts';
import {
  type AuthorizationPolicySpec,
  authorizationPolicy,
  type PolicyRule,
} from '../../../manifest/kinds/istio-security.ts';
import type { Emitted } from '../../../manifest/manifest.ts';
import type { AuthorizationRule, Effect, Scope } from '../../../model/authorization.ts';
import type { Gateway } from '../../../model/gateway.ts';
import { type Lookup, ruleGroups, scopeKey } from '../../../model/lookup.ts';
import type { Context } from '../context.ts';
import { policyName, scopeName } from '../names.ts';
import { type Atom, atoms } from './atom.ts';
import { gatewayAccess } from './gateway-access.ts';
import { mergeApart, mergeAtoms } from './merge.ts';
import { type Placement, placement, rootReach } from './placement.ts';
import { carriesBytes, limitToHttp, needsOwnAtGateways, type PortScope, portScope } from './port-scope.ts';
import { refusing } from './refusal.ts';
import { enforceable, reportAuthorizers, reportReach, reportRule, reportScope } from './support.ts';

/** Default deny, then the policies of each scope, then what gateways admit by themselves. */
export function authorizationPolicies(context: Context): readonly Emitted[] {
  const { lookup } = context;
  const emitted = lookup.mesh.authorization === 'deny-by-default' ? [defaultDeny(lookup)] : [];
  const reach = rootReach(lookup);
  for (const rules of ruleGroups(lookup)) addScope(emitted, rules[0]!.scope, rules, reach, context);
  reportAuthorizers(context);
  emitted.push(...gatewayAccess(reach, context));
  return emitted;
}

/** A policy that allows, and has no rule: it matches nothing, and with an allow policy all that none matches is denied. */
function defaultDeny({ mesh }: Lookup): Emitted {
  return {
    manifest: authorizationPolicy({ name: 'allow-nothing', namespace: mesh.rootNamespace }, {}),
    spans: [mesh.span],
  };
}

const ACTIONS = { allow: 'ALLOW', deny: 'DENY', audit: 'AUDIT', custom: 'CUSTOM' } as const satisfies Record<
  Effect,
  AuthorizationPolicySpec['action']
>;

function addScope(
  emitted: Emitted[],
  scope: Scope,
  rules: readonly AuthorizationRule[],
  reach: ReturnType<typeof rootReach>,
  context: Context,
): void {
  if (!enforceable(scope, context.lookup)) return;
  const place = placement(scope, context.lookup);
  reportScope(scope, place, rules[0]!, reach, context);
  const ports = portScope(scope, context.lookup);
  // One policy for each effect and authorizer: Istio reads all of them together, whatever their number.
  for (const group of policyGroups(rules)) {
    const own = lower(group, ports, context);
    const merged = group[0]!.effect === 'allow' && carriesBytes(ports) ? mergeApart(own) : mergeAtoms(own);
    emitted.push(policy(scope, place, group, merged, context));
    if (needsOwnAtGateways(ports)) emitted.push(...repeatedAtGateways(scope, group, ports.gateways, reach, context));
  }
}

function policyGroups(rules: readonly AuthorizationRule[]): Iterable<NonEmpty<AuthorizationRule>> {
  const first = rules[0]!;
  if (rules.every((rule) => rule === first || isAlike(rule, first)))
    return [rules as unknown as NonEmpty<AuthorizationRule>];
  const keyOf = ({ effect, dryRun, provider, name }: AuthorizationRule) =>
    JSON.stringify([effect, dryRun, provider, name]);
  return groupBy(rules, keyOf).values();
}

/** Whether two rules of a scope stand in one policy. */
function isAlike(one: AuthorizationRule, other: AuthorizationRule): boolean {
  return (
    one.effect === other.effect &&
    one.dryRun === other.dryRun &&
    one.provider === other.provider &&
    one.name === other.name
  );
}

function lower(rules: readonly AuthorizationRule[], ports: PortScope, { lookup, gap }: Context): readonly Atom[] {
  const lowered: Atom[] = [];
  for (const rule of rules) {
    const refuse = refusing(rule, gap);
    reportRule(rule, refuse);
    for (const atom of atoms(rule, authorityPorts(rule, lookup), lookup, refuse))
      lowered.push(limitToHttp(atom, rule.effect, ports, refuse));
  }
  return lowered;
}

/**
 * A rule about requests that is for a namespace or the mesh leaves out the TCP ports there. A gateway may have HTTP on a port
 * of that number, for which of the pod's ports it has is not known; so what refuses is said once more at each gateway's
 * proxy, without regard to the ports of others. Denials add up.
 */
function* repeatedAtGateways(
  scope: Scope,
  rules: NonEmpty<AuthorizationRule>,
  gateways: readonly Gateway[],
  reach: ReturnType<typeof rootReach>,
  context: Context,
): Generator<Emitted> {
  if (rules[0].effect === 'allow') return;
  const { lookup } = context;
  for (const gateway of uniqueBy(gateways, ({ workload }) => JSON.stringify([workload.namespace, workload.selector]))) {
    const there: Scope = { kind: 'gateway', gateway: gateway.key };
    // What cannot be said was reported for the scope itself.
    const repeated = lower(rules, portScope(there, lookup), { lookup, gap: () => {} }).filter(({ http }) => http);
    if (repeated.length === 0) continue;
    const place = placement(there, lookup);
    if (place.namespace === lookup.mesh.rootNamespace)
      reportReach(scopeKey(there), place, rules[0].span, reach, context.gap);
    const of = scope.kind === 'mesh' ? 'mesh' : 'namespace';
    yield policy(there, place, rules, mergeAtoms(repeated), context, of);
  }
}

function policy(
  scope: Scope,
  place: Placement,
  rules: NonEmpty<AuthorizationRule>,
  lowered: readonly PolicyRule[],
  { lookup }: Context,
  of?: 'mesh' | 'namespace',
): Emitted {
  const { effect, dryRun, provider, name } = rules[0];
  return {
    manifest: authorizationPolicy(
      {
        name: policyName(scopeName(scope, lookup), {
          effect,
          dryRun,
          of,
          provider: effect === 'custom' ? (provider ?? '') : undefined,
          name,
        }),
        namespace: place.namespace,
        ...(dryRun && { annotations: { 'istio.io/dry-run': 'true' } }),
      },
      {
        ...(place.selector && { selector: place.selector }),
        action: ACTIONS[effect],
        ...(effect === 'custom' && { provider: { name: provider ?? '' } }),
        rules: lowered,
      },
    ),
    spans: rules.map((rule) => rule.span) as unknown as NonEmpty<Span>,
  };
}

/** The ports that clients write after a host name: the destination's, and of a gateway that passes requests on, its own. */
function authorityPorts({ scope, from, requests }: AuthorizationRule, lookup: Lookup): readonly number[] {
  if (requests === 'any' || !requests.some(({ hosts, notHosts }) => hosts ?? notHosts)) return [];
  const through =
    from === 'anyone' ? [] : from.flatMap((caller) => (caller.kind === 'workload' ? (caller.of ?? []) : []));
  return [
    ...new Set([scope, ...through.filter(({ kind }) => kind === 'gateway')].flatMap((each) => portsOf(each, lookup))),
  ];
}

function portsOf(scope: Scope, lookup: Lookup): readonly number[] {
  switch (scope.kind) {
    case 'service':
      return lookup.services.get(scope.service)!.ports.map(({ port }) => port);
    case 'gateway':
      return lookup.gateways.get(scope.gateway)!.listeners.map(({ port }) => port);
    default:
      return [];
  }
}
