import { ruleFormula } from '../../access/conditions.ts';
import type { Formula } from '../../access/formula.ts';
import { acceptedIssuer } from '../../access/meaning.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule, Caller } from '../../model/authorization.ts';
import type { ServiceKey } from '../../model/ids.ts';
import { isWhole, type Lookup, scopeKey, unfocused } from '../../model/lookup.ts';
import type { HttpRoute } from '../../model/route.ts';
import { isHttp, type Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { derived } from '../derived.ts';
import { partOf } from '../rules/scope.ts';
import { list, variable } from '../words.ts';
import { type Part, partsOf, type Telling, telling } from './routed.ts';

/** What services may ask of another comes to where it is allowed, by the routes of that service. */
export const routedAway: Check = {
  codes: ['MW3307', 'MW3308'],
  *run(lookup) {
    // What raw manifests route is not known.
    if (lookup.mesh.raw.some(({ manifest }) => manifest['kind'] === 'VirtualService')) return;
    const tell = telling(lookup);
    for (const service of lookup.focus.services) {
      if (!service.routes.some(leadsAway(service.key)) || !isPlain(service) || alsoRouted(lookup).has(service.key))
        continue;
      for (const rule of lookup.rules.get(scopeKey({ kind: 'service', service: service.key })) ?? []) {
        const callers = servicesThatCall(rule, lookup);
        if (callers) yield* judged(rule, callers, service, tell, lookup);
      }
    }
    if (tell.gaveUp() && !isWhole(lookup)) yield* routedAway.run(unfocused(lookup));
  },
};

function leadsAway(key: ServiceKey) {
  return (route: Service['routes'][number]) =>
    route.kind === 'http' &&
    (route.action.kind !== 'forward' || route.action.to.some(({ service, weight }) => service !== key && weight > 0));
}

/** The other services that get requests of a route. */
function elsewhere({ action }: HttpRoute, key: ServiceKey): readonly ServiceKey[] {
  if (action.kind !== 'forward') return [];
  const others = action.to.filter(({ service, weight }) => service !== key && weight > 0);
  return [...new Set(others.map(({ service }) => service))];
}

/** Whether all routes are for all ports that carry requests: rules speak of other ports than routes. */
function isPlain({ ports, routes }: Service): boolean {
  return (
    ports.filter(({ protocol }) => isHttp(protocol)).length === 1 || routes.every(({ port }) => port === undefined)
  );
}

/** The services that others lead to, by routes of their own: whoever may call such a service may come that way. */
const alsoRouted = derived(({ mesh }): ReadonlySet<ServiceKey> => {
  const routes = mesh.services.flatMap(({ key, routes }) => routes.map((route) => ({ key, route })));
  return new Set(routes.flatMap(({ key, route }) => (route.kind === 'http' ? elsewhere(route, key) : [])));
});

type Named = Extract<Caller, { kind: 'workload' }>;

/** The callers of a permission, where all are services whose proxies take the routes. */
function servicesThatCall(
  { effect, dryRun, from, origin }: AuthorizationRule,
  lookup: Lookup,
): readonly Named[] | undefined {
  if (effect !== 'allow' || dryRun || origin === 'gateway-route' || from === 'anyone') return undefined;
  const named = from.filter((caller): caller is Named => caller.kind === 'workload' && hasProxy(caller, lookup));
  return named.length === from.length ? named : undefined;
}

function hasProxy({ of }: Named, { namespaces, services }: Lookup): boolean {
  if (of?.kind !== 'service') return false;
  return namespaces.get(services.get(of.service)?.namespace ?? '')?.dataPlane.kind === 'sidecar';
}

function* judged(
  rule: AuthorizationRule,
  callers: readonly Named[],
  service: Service,
  tell: Telling,
  lookup: Lookup,
): Generator<Diagnostic> {
  const { parts, left } = partsOf(requestsOf(rule, lookup), service);
  const some = parts.filter(({ taken }) => tell.isNothing(taken) === false);
  const refused = some.flatMap((part) => refusals(part, callers, service, rule, tell, lookup));
  yield* refused.map((one) => refusedFinding(rule, one, lookup));
  const reaches = some.some(({ route }) => leadsTo(route, service.key)) || tell.isNothing(left) !== true;
  const answered = some.filter(({ route }) => route.action.kind !== 'forward');
  if (!reaches && answered.length > 0 && answered.length === some.length)
    yield answeredFinding(rule, answered, service);
}

function leadsTo({ action }: HttpRoute, key: ServiceKey): boolean {
  return action.kind === 'forward' && action.to.some(({ service, weight }) => service === key && weight > 0);
}

/** The requests of a rule, wherever they arrive: at another port, by another host. */
function requestsOf(rule: AuthorizationRule, lookup: Lookup): Formula {
  const { requests, from, except, when } = rule;
  const bare =
    requests === 'any'
      ? requests
      : requests.map(({ ports: _, notPorts: __, hosts: ___, notHosts: ____, ...rest }) => rest);
  const issuers = lookup.mesh.issuers.map(acceptedIssuer);
  return ruleFormula(
    { from, except, when, requests: bare as AuthorizationRule['requests'] },
    { lookup, issuers, ports: [] },
  );
}

interface Refused {
  readonly route: HttpRoute;
  readonly to: ServiceKey;
  readonly callers: readonly Named[];
}

/** Where a route leads to, and who of the callers gets nothing of its requests there. */
function refusals(
  { route, taken }: Part,
  callers: readonly Named[],
  { key }: Service,
  rule: AuthorizationRule,
  tell: Telling,
  lookup: Lookup,
): readonly Refused[] {
  const known = route.rewrite === undefined && route.requestHeaders === undefined;
  return elsewhere(route, key).flatMap((to) => {
    const nobody = callers.filter((caller) => {
      const alone = ruleFormula(
        { ...rule, from: [caller], requests: 'any' },
        { lookup, issuers: lookup.mesh.issuers.map(acceptedIssuer), ports: [] },
      );
      const onward: Formula = known ? { kind: 'and', of: [taken, alone] } : alone;
      return tell.isNothing(onward) === false && tell.admitsSome(to, onward) === false;
    });
    return nobody.length === 0 ? [] : [{ route, to, callers: nobody }];
  });
}

function refusedFinding(rule: AuthorizationRule, { route, to, callers }: Refused, lookup: Lookup): Diagnostic {
  const nameOf = (key: ServiceKey) => lookup.services.get(key)?.name ?? key;
  const names = callers.flatMap(({ of }) => (of?.kind === 'service' ? [nameOf(of.service)] : []));
  return warning(
    'MW3308',
    `requests that this allows are routed to \`${nameOf(to)}\`, which refuses them to ${list(names)}`,
    {
      span: partOf(rule),
      related: [
        { span: route.span, note: `\`${route.name}\` leads to \`${nameOf(to)}\`, and the caller stays who it is` },
      ],
      help: `allow them there too: \`${variable(names[0] ?? '')}.calls(${variable(nameOf(to))}, …)\``,
    },
  );
}

function answeredFinding(rule: AuthorizationRule, parts: readonly Part[], { name }: Service): Diagnostic {
  return warning(
    'MW3307',
    `nothing that this allows ever reaches \`${name}\`: its routes answer all of it themselves`,
    {
      span: partOf(rule),
      related: parts.map(({ route }) => ({ span: route.span, note: answerText(route) })),
      help: 'remove the rule, or put a route for its requests above these',
    },
  );
}

function answerText({ name, action }: HttpRoute): string {
  if (action.kind === 'direct-response') return `\`${name}\` answers with ${action.status}`;
  return `\`${name}\` redirects`;
}
