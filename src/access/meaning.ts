import { compareStrings } from '../base/order.ts';
import type { AuthorizationRule, Caller, Scope } from '../model/authorization.ts';
import { type Gateway, isHttpListener, type Listener } from '../model/gateway.ts';
import { type Lookup, scopeKey } from '../model/lookup.ts';
import { isHttpMatch } from '../model/match.ts';
import type { Issuer, MtlsMode } from '../model/mesh.ts';
import { isHttp, type Service } from '../model/service.ts';
import { authorityPorts } from './authority.ts';
import { ruleFormula, type Setting } from './conditions.ts';
import type { Destination, DestinationPort, Policy, PolicyRule } from './destination.ts';
import { type AcceptedIssuer, NONE } from './formula.ts';
import { gatewayAdmission } from './gateway-admission.ts';
import { placesOf } from './token-places.ts';

/** What a mesh means: its workloads, and all that decides what reaches each. */
export function destinationsOf(lookup: Lookup): readonly Destination[] {
  return [...eachDestination(lookup)];
}

/** The same one by one, for who looks at each once: what thousands of services mean is much to keep. */
export function* eachDestination(lookup: Lookup): Generator<Destination> {
  for (const service of lookup.focus.services) yield serviceDestination(service, lookup);
  for (const gateway of lookup.focus.gateways) yield gatewayDestination(gateway, lookup);
}

/** What a service means as a destination. */
export function serviceDestination(service: Service, lookup: Lookup): Destination {
  const scopes: Scope[] = [
    { kind: 'mesh' },
    { kind: 'namespace', namespace: service.namespace },
    { kind: 'service', service: service.key },
  ];
  const proxy = lookup.namespaces.get(service.namespace)?.dataPlane.kind === 'sidecar' ? 'sidecar' : 'none';
  return {
    key: `service ${service.key}`,
    proxy,
    ports: service.ports.map(
      ({ targetPort, protocol }): DestinationPort => ({
        port: targetPort,
        http: isHttp(protocol),
        // Without a proxy nobody asks: whatever comes is taken.
        mtls: proxy === 'none' ? 'permissive' : mtlsOf(service, targetPort, lookup),
      }),
    ),
    ...(proxy === 'none' ? { policies: [] } : policiesOf(scopes, lookup)),
  };
}

/** The nearest scope that says something: port, service, namespace, mesh. */
function mtlsOf({ mtls, namespace }: Service, port: number, { mesh, namespaces }: Lookup): MtlsMode {
  return mtls.ports.find((one) => one.port === port)?.mode ?? mtls.mode ?? namespaces.get(namespace)?.mtls ?? mesh.mtls;
}

function gatewayDestination(gateway: Gateway, lookup: Lookup): Destination {
  const shared = sharing(gateway, lookup);
  const { namespace } = gateway.workload;
  const around: Scope[] = namespace === lookup.mesh.rootNamespace ? [] : [{ kind: 'namespace', namespace }];
  const scopes: Scope[] = [
    { kind: 'mesh' },
    ...around,
    ...shared.map((one): Scope => ({ kind: 'gateway', gateway: one.key })),
  ];
  const { policies: said, accepts } = policiesOf(scopes, lookup);
  return {
    key: `gateway ${gateway.key}`,
    proxy: 'gateway',
    ports: shared.flatMap((one) => one.listeners).map(listenerPort),
    policies: [...said, ...shared.flatMap((one) => gatewayAdmission(one, said, lookup))],
    accepts,
  };
}

/** Clients outside have no identity of the mesh, whatever certificate they show. */
function listenerPort(listener: Listener): DestinationPort {
  return {
    port: listener.targetPort ?? listener.port,
    http: isHttpListener(listener),
    mtls: 'disabled',
    ...serverNames(listener),
  };
}

/** In TLS, the listener's hosts; without it, requests come without a name, and bytes may be of any kind. */
function serverNames(listener: Listener): Pick<DestinationPort, 'serverNames'> {
  if (!listener.tls) return isHttpListener(listener) ? { serverNames: [''] } : {};
  return listener.hosts.includes('*') ? {} : { serverNames: listener.hosts };
}

/** The gateways of one workload, which share its proxy. */
export function sharing(gateway: Gateway, { mesh }: Lookup): readonly Gateway[] {
  return mesh.gateways.filter((other) => sameProxy(gateway, other));
}

function sameProxy({ workload: a }: Gateway, { workload: b }: Gateway): boolean {
  const print = (labels: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(labels).sort());
  return a.namespace === b.namespace && print(a.selector) === print(b.selector);
}

function policiesOf(scopes: readonly Scope[], lookup: Lookup): Required<Pick<Destination, 'policies' | 'accepts'>> {
  const rules = scopes.flatMap((scope) => lookup.rules.get(scopeKey(scope)) ?? []);
  const issuers = acceptedIssuers(rules, lookup);
  const setting: Setting = { lookup, issuers, ports: [] };
  const said = rules.map((rule) =>
    policyOf(rule, asksForHosts(rule) ? { ...setting, ports: authorityPorts(rule, lookup) } : setting),
  );
  return {
    policies: lookup.mesh.authorization === 'deny-by-default' ? [DENY_BY_DEFAULT, ...said] : said,
    accepts: issuers,
  };
}

function policyOf(rule: AuthorizationRule, setting: Setting): Policy {
  const { effect, dryRun, provider } = rule;
  const rules = [policyRule(rule, setting)];
  return provider === undefined ? { effect, dryRun, rules } : { effect, dryRun, provider, rules };
}

/** An ALLOW policy that admits nothing: from then on something has to be allowed. */
const DENY_BY_DEFAULT: Policy = { effect: 'allow', dryRun: false, rules: [] };

function asksForHosts({ requests }: AuthorizationRule): boolean {
  return requests !== 'any' && requests.some(({ hosts, notHosts }) => hosts !== undefined || notHosts !== undefined);
}

/** What one rule matches. */
export function policyRule(rule: AuthorizationRule, setting: Setting): PolicyRule {
  const bytes = onBytes(rule);
  const http = ruleFormula(rule, setting);
  return { http, tcp: bytes === rule ? http : bytes ? ruleFormula(bytes, setting) : NONE, source: rule.span };
}

/** What is left of a rule where there are no requests: what it says about requests holds nowhere. */
function onBytes(rule: AuthorizationRule): AuthorizationRule | undefined {
  const elsewhere =
    rule.when.some(({ kind }) => kind === 'header' || kind === 'claim') || rule.except.some(asksForToken);
  if (elsewhere) return undefined;
  const requests = rule.requests === 'any' ? 'any' : rule.requests.filter((match) => !isHttpMatch(match));
  if (requests.length === 0) return undefined;
  const from = rule.from === 'anyone' ? 'anyone' : rule.from.filter((caller) => !asksForToken(caller));
  if (from.length === 0) return undefined;
  if (from.length === rule.from.length && requests.length === rule.requests.length) return rule;
  return { ...rule, from: from as AuthorizationRule['from'], requests: requests as AuthorizationRule['requests'] };
}

function asksForToken(caller: Caller): boolean {
  return caller.kind === 'all-of' ? caller.callers.some(asksForToken) : caller.kind === 'request-principal';
}

const NO_ISSUERS: readonly AcceptedIssuer[] = [];

/** The issuers that rules name; where a rule asks for claims without saying whose, those of the mesh. */
function acceptedIssuers(rules: readonly AuthorizationRule[], { mesh, issuers }: Lookup): readonly AcceptedIssuer[] {
  if (issuers.size === 0) return NO_ISSUERS;
  const names = new Set(rules.flatMap((rule) => issuersOf(rule) ?? mesh.issuers.map(({ name }) => name)));
  return [...names].flatMap((name) => {
    const issuer = issuers.get(name);
    return issuer ? [acceptedIssuer(issuer)] : [];
  });
}

/** What a proxy takes for a token of an issuer. */
export function acceptedIssuer(issuer: Issuer): AcceptedIssuer {
  return { issuer: issuer.issuer, audiences: [...issuer.audiences].sort(compareStrings), places: placesOf(issuer) };
}

function issuersOf({ from, except, when }: AuthorizationRule): readonly string[] | undefined {
  const callers =
    from === 'anyone' ? [] : from.flatMap((caller) => (caller.kind === 'all-of' ? caller.callers : [caller]));
  const named = [...callers, ...except].flatMap((caller) =>
    caller.kind === 'request-principal' ? [caller.issuer] : [],
  );
  return named.length === 0 && when.some(({ kind }) => kind === 'claim') ? undefined : named;
}
