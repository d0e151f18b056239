import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { AuthorizationRule, Condition, Effect } from '../../model/authorization.ts';
import type { Lookup } from '../../model/lookup.ts';
import { isHttpMatch, type RequestMatch } from '../../model/match.ts';
import { isHttp, type Service, type ServicePort } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { list, plural, printCaller, printRequest, some, variable } from '../words.ts';
import { callersOf, printScope, servicesOf } from './scope.ts';

/** Conditions that only HTTP has stand on rules for ports that carry HTTP. */
export const httpOnTcp: Check = {
  codes: ['MW3101'],
  *run(mesh) {
    for (const rule of mesh.focus.rules) {
      // What a gateway sends is checked where the route says it.
      if (rule.origin === 'gateway-route' || !asksForHttp(rule)) continue;
      const ports = tcpPorts(mesh, rule);
      if (ports.length > 0) yield finding(mesh, rule, httpConditions(rule), ports);
    }
  },
};

interface OnPort {
  readonly service: Service;
  readonly port: ServicePort;
}

function asksForHttp(rule: AuthorizationRule): boolean {
  return (
    (rule.requests !== 'any' && rule.requests.some(isHttpMatch)) ||
    rule.when.some(({ kind }) => kind === 'header' || kind === 'claim') ||
    callersOf(rule).some(({ kind }) => kind === 'request-principal')
  );
}

/** Everything in a rule that only HTTP has, in the user's words. */
function httpConditions(rule: AuthorizationRule): string[] {
  const requests = rule.requests === 'any' ? [] : rule.requests.filter(isHttpMatch).map(printRequest);
  const callers = callersOf(rule)
    .filter(({ kind }) => kind === 'request-principal')
    .map(printCaller);
  return [...requests, ...callers, ...rule.when.flatMap(httpCondition)];
}

function httpCondition(condition: Condition): string[] {
  if (condition.kind === 'header') return [`header ${condition.name}`];
  return condition.kind === 'claim' ? [`claim ${condition.path.join('.')}`] : [];
}

/**
 * The TCP ports on which a rule cannot be enforced: those that it names, and where it names none, all ports of a service
 * that has no HTTP port. (On a service with both, the rule is for the HTTP ports.)
 */
function tcpPorts(mesh: Lookup, rule: AuthorizationRule): OnPort[] {
  const services = servicesOf(mesh, rule);
  if (!services.some(({ ports }) => ports.some(({ protocol }) => !isHttp(protocol)))) return [];
  const { named, elsewhere } = namedPorts(rule);
  const all = elsewhere && !services.some(({ ports }) => ports.some(({ protocol }) => isHttp(protocol)));
  return services.flatMap((service) =>
    service.ports
      .filter(({ protocol, targetPort }) => !isHttp(protocol) && (all || named.has(targetPort)))
      .map((port) => ({ service, port })),
  );
}

/** Ports that HTTP conditions are said for, and whether some are said for no port in particular. */
function namedPorts(rule: AuthorizationRule): {
  readonly named: ReadonlySet<number>;
  readonly elsewhere: boolean;
} {
  const { requests, when } = rule;
  if (requests === 'any') return { named: new Set(), elsewhere: true };
  const throughout = when.length > 0 || callersOf(rule).some(({ kind }) => kind === 'request-principal');
  const asking = requests.filter((each: RequestMatch) => throughout || isHttpMatch(each));
  return {
    named: new Set(asking.flatMap(({ ports }) => ports ?? [])),
    elsewhere: asking.length === 0 || asking.some(({ ports }) => ports === undefined),
  };
}

/** What Istio's sidecar makes of such a rule. */
export const ON_TCP: Readonly<Record<Effect, string>> = {
  allow: "Istio's sidecar drops an ALLOW rule with HTTP conditions on a TCP port: nothing would be allowed",
  deny: "Istio's sidecar drops the HTTP conditions of a DENY rule on a TCP port: the whole port would be refused",
  audit: "Istio's sidecar drops the HTTP conditions of an AUDIT rule on a TCP port: all of the port would be audited",
  custom:
    "Istio's sidecar drops the HTTP conditions of a CUSTOM rule on a TCP port: it would be asked about every connection",
};

function finding(
  mesh: Lookup,
  rule: AuthorizationRule,
  conditions: readonly string[],
  ports: readonly OnPort[],
): Diagnostic {
  const what = conditions.length === 1 ? 'is an HTTP condition' : 'are HTTP conditions';
  const where = portsInWords(mesh, rule, ports);
  const message = `this rule cannot be enforced: ${some(conditions)} ${what}, and ${where}`;
  return error('MW3101', message, { span: rule.span, note: ON_TCP[rule.effect], help: helpFor(mesh, rule) });
}

function portsInWords(mesh: Lookup, rule: AuthorizationRule, ports: readonly OnPort[]): string {
  const services = new Set(ports.map(({ service }) => service));
  const [first] = services;
  if (services.size > 1 || first === undefined)
    return `${plural(services.size, 'service')} of ${printScope(mesh, rule)} carry TCP there`;
  const names = [...new Set(ports.map(({ port }) => port.name))];
  const carried = [
    ...new Set(ports.map(({ port }) => (port.protocol === 'https' || port.protocol === 'tls' ? 'TLS' : 'TCP'))),
  ];
  const [noun, verb] = names.length === 1 ? ['port', 'carries'] : ['ports', 'carry'];
  return `${noun} ${list(names)} of \`${first.name}\` ${verb} ${carried.join(' and ')}`;
}

/** Names the call without its request where that is all that the rule says. */
function helpFor({ services }: Lookup, rule: AuthorizationRule): string {
  const caller = rule.from === 'anyone' ? undefined : rule.from[0];
  const from =
    caller?.kind === 'workload' && caller.of?.kind === 'service' ? services.get(caller.of.service) : undefined;
  const to = rule.scope.kind === 'service' ? services.get(rule.scope.service) : undefined;
  if (rule.origin !== 'call' || !from || !to) return 'leave these conditions out, or declare the port as `http`';
  return `leave the request out, \`${variable(from.name)}.calls(${variable(to.name)})\`, or declare the port as \`http\``;
}
