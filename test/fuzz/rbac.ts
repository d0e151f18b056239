// What istiod makes of AuthorizationPolicies: Envoy's RBAC. Written from what istiod does, sharing nothing with the compiler or its reader.
import type { JsonObject } from '../../src/base/json.ts';
import { condition, joined, type Kind } from './conditions.ts';
import type { AuthorizationPolicy, Operation, Rule, Source } from './manifests.ts';

export interface Setting {
  /** The mesh's own, then its aliases. */
  readonly trustDomains: readonly string[];
  /** Whether the filter is one for bytes, where what needs a request is an error. */
  readonly tcp: boolean;
}

export type Action = 'ALLOW' | 'DENY';

/** The rules of one filter: the policies of one action. */
export function rbacOf(policies: readonly AuthorizationPolicy[], action: Action, setting: Setting): JsonObject {
  const entries = policies.flatMap((policy) => policyEntries(policy, action, setting));
  return { ...(action === 'DENY' && { action }), policies: Object.fromEntries(entries) };
}

const NEVER = { permissions: [{ notRule: { any: true } }], principals: [{ notId: { any: true } }] };

function policyEntries(
  { metadata, spec }: AuthorizationPolicy,
  action: Action,
  setting: Setting,
): [string, JsonObject][] {
  const name = (i: number) => `ns[${metadata.namespace}]-policy[${metadata.name}]-rule[${i}]`;
  const rules = spec.rules ?? [];
  if (rules.length === 0) return [[name(0), NEVER]];
  return rules.flatMap((rule, i): [string, JsonObject][] => {
    const made = ruleOf(rule, action, metadata.namespace, setting);
    return made === undefined ? [] : [[name(i), made]];
  });
}

/** One condition: values, of which one must hold, and values of which none may. */
export interface Test {
  readonly key: string;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
}

/** What a list of conditions becomes; undefined where an ALLOW rule cannot be said, which drops it. */
function ruleOf(rule: Rule, action: Action, namespace: string, setting: Setting): JsonObject | undefined {
  const when = (rule.when ?? []).map(({ key, values = [], notValues = [] }): Test => ({ key, values, notValues }));
  const onPermissions = when.filter(({ key }) => isPermission(key));
  const onPrincipals = when.filter(({ key }) => !isPermission(key));
  const from = rule.from?.length
    ? rule.from.map(({ source }) => [...sourceTests(source), ...onPrincipals])
    : [onPrincipals];
  const to = rule.to?.length
    ? rule.to.map(({ operation }) => [...operationTests(operation), ...onPermissions])
    : [onPermissions];
  const permissions = to.map((tests) => all(tests, 'Rule', action, namespace, setting));
  const principals = from.map((tests) => all(tests, 'Id', action, namespace, setting));
  if ([...permissions, ...principals].includes(undefined)) return undefined;
  return { permissions, principals } as JsonObject;
}

function isPermission(key: string): boolean {
  return ['destination.ip', 'destination.port', 'connection.sni'].includes(key) || key.startsWith('experimental.');
}

const SOURCE = [
  ['source.principal', 'principals', 'notPrincipals'],
  ['request.auth.principal', 'requestPrincipals', 'notRequestPrincipals'],
  ['source.serviceAccount', 'serviceAccounts', 'notServiceAccounts'],
  ['source.trustDomain', 'trustDomains', 'notTrustDomains'],
  ['source.namespace', 'namespaces', 'notNamespaces'],
  ['remote.ip', 'remoteIpBlocks', 'notRemoteIpBlocks'],
  ['source.ip', 'ipBlocks', 'notIpBlocks'],
] as const;

const OPERATION = [
  [':authority', 'hosts', 'notHosts'],
  [':method', 'methods', 'notMethods'],
  ['path', 'paths', 'notPaths'],
  ['destination.port', 'ports', 'notPorts'],
] as const;

function sourceTests(source: Source = {}): Test[] {
  return SOURCE.map(([key, yes, no]) => ({ key, values: source[yes] ?? [], notValues: source[no] ?? [] })).filter(says);
}

function operationTests(operation: Operation = {}): Test[] {
  return OPERATION.map(([key, yes, no]) => ({
    key,
    values: operation[yes] ?? [],
    notValues: operation[no] ?? [],
  })).filter(says);
}

function says({ values, notValues }: Test): boolean {
  return values.length + notValues.length > 0;
}

function all(
  tests: readonly Test[],
  kind: Kind,
  action: Action,
  namespace: string,
  setting: Setting,
): JsonObject | undefined {
  const parts: JsonObject[] = [];
  for (const test of tests) {
    const made = one(test, kind, namespace, setting);
    if (made === undefined && action === 'ALLOW') return undefined;
    parts.push(...(made ?? []));
  }
  return joined('and', kind, parts.length > 0 ? parts : [{ any: true }]);
}

/** The matchers of one condition; undefined where there are no requests and it asks for one. */
function one(test: Test, kind: Kind, namespace: string, setting: Setting): readonly JsonObject[] | undefined {
  const { matches, joins, httpOnly } = condition(test.key, namespace, setting.trustDomains);
  if (httpOnly && setting.tcp) return undefined;
  const any = (values: readonly string[]) => (joins ? joins(values) : joined('or', kind, matches(values)));
  return [
    ...(test.values.length > 0 ? [any(test.values)] : []),
    ...(test.notValues.length > 0 ? [{ [`not${kind}`]: any(test.notValues) }] : []),
  ];
}
