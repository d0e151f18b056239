import { rulesFor, type Target } from '../access/decide.ts';
import { callerCovers, callersApart } from '../access/rule-covers.ts';
import { compareStrings } from '../base/order.ts';
import type { Span } from '../base/span.ts';
import type { AuthorizationRule, Caller, Scope } from '../model/authorization.ts';
import { type Gateway, type GatewayHttpRoute, isHttpListener, type Listener } from '../model/gateway.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import type { RequestMatch } from '../model/match.ts';
import { isHttp } from '../model/service.ts';
import { requestsApart } from './apart.ts';
import { keyOf, type Names, namesOf } from './matrix-names.ts';
import { callerWords, conditionText, requestTexts } from './matrix-words.ts';
import { type PortKind, type Remains, remaining } from './remains.ts';

/** Who is allowed something: one workload, or a set of callers that a rule names as a whole. */
export interface Who {
  readonly kind: 'service' | 'gateway' | 'identity' | 'group' | 'address' | 'outside';
  /** Tells callers apart. */
  readonly key: string;
  readonly name: string;
  readonly target?: Target;
  /** How a group is told: the caller of the rule, or everybody. */
  readonly group?: Caller | 'anyone';
}

/** What a rule lets a caller do at a destination, after all denials. */
export interface Grant {
  readonly from: Who;
  readonly to: Target;
  readonly toName: string;
  /** Of the pod; of a gateway, its listeners'. */
  readonly ports: readonly number[];
  /** None: all that its ports carry. */
  readonly requests: readonly string[];
  readonly carries: Carries;
  readonly when: readonly string[];
  /** DENY rules that take some of it away. */
  readonly less: readonly Denial[];
  /** The line that allows it; absent where nothing forbids it. */
  readonly span?: Span;
}

/** What goes over the ports of a grant: requests, where they are known to be HTTP. */
export type Carries = 'requests' | 'bytes' | 'both';

export interface Denial {
  readonly span: Span;
  readonly scope: Scope['kind'];
}

export interface Matrix {
  readonly grants: readonly Grant[];
  /** Services that nobody may call. */
  readonly unreachable: readonly string[];
}

/** Who may call whom: what each ALLOW rule gives to each of its callers, less what is denied. */
export function matrix(lookup: Lookup, only?: ReadonlySet<string>): Matrix {
  const names = namesOf(lookup);
  const remains = remaining(lookup);
  const targets: readonly Target[] = [
    ...lookup.mesh.services.map(({ key }): Target => ({ kind: 'service', service: key })),
    ...lookup.mesh.gateways.map(({ key }): Target => ({ kind: 'gateway', gateway: key })),
  ];
  const wanted = only ? targets.filter((target) => only.has(keyOf(target))) : targets;
  const found = wanted.map((target) => ({ target, grants: grantsOf(target, { lookup, names, remains }) }));
  return {
    grants: found.flatMap(({ grants }) => grants).sort(compareGrants),
    unreachable: found.flatMap(({ target, grants }) =>
      target.kind === 'service' && grants.length === 0 ? [names.of(target)] : [],
    ),
  };
}

interface Setting {
  readonly lookup: Lookup;
  readonly names: Names;
  readonly remains: Remains;
}

function compareGrants(a: Grant, b: Grant): number {
  return rank(a) - rank(b) || compareStrings(a.from.name, b.from.name) || compareStrings(a.toName, b.toName);
}

/** The world first, then workloads, then everybody else. */
function rank({ from }: Grant): number {
  return from.kind === 'outside' ? 0 : from.kind === 'service' || from.kind === 'gateway' ? 1 : 2;
}

function grantsOf(target: Target, setting: Setting): readonly Grant[] {
  const rules = rulesFor(target, setting.lookup).filter(({ dryRun }) => !dryRun);
  const allowed = rules.filter(({ effect }) => effect === 'allow');
  const at: Place = {
    target,
    toName: setting.names.of(target),
    denials: rules.filter(({ effect }) => effect === 'deny'),
    setting,
  };
  if (target.kind === 'gateway') {
    const gateway = setting.lookup.gateways.get(target.gateway)!;
    const own = allowed.filter(({ scope }) => scope.kind === 'gateway');
    return gateway.listeners.flatMap((listener) => served(gateway, listener, own, at));
  }
  const { ports } = setting.lookup.services.get(target.service)!;
  const kinds = ports.map(({ targetPort, protocol }) => ({ port: targetPort, http: isHttp(protocol) }));
  if (!isGuarded(target, allowed, setting.lookup))
    return granted(OPEN, kinds, at).map(({ span: _, ...grant }) => grant);
  return allowed.flatMap((rule) => granted(rule, kinds, at));
}

interface Place {
  readonly target: Target;
  readonly toName: string;
  readonly denials: readonly AuthorizationRule[];
  readonly setting: Setting;
}

/** What holds where nothing has to be allowed. */
const OPEN: AuthorizationRule = {
  effect: 'allow',
  scope: { kind: 'mesh' },
  from: 'anyone',
  except: [],
  requests: 'any',
  when: [],
  dryRun: false,
  origin: 'rule',
  span: { file: '', line: 0, column: 0 },
};

function isGuarded(
  { service }: Extract<Target, { kind: 'service' }>,
  allowed: readonly unknown[],
  { mesh, namespaces, services }: Lookup,
) {
  const proxy = namespaces.get(services.get(service)!.namespace)?.dataPlane.kind === 'sidecar';
  return proxy && (mesh.authorization === 'deny-by-default' || allowed.length > 0);
}

/** What a listener lets in: what its routes serve, of what the gateway's own rules allow. */
function served(gateway: Gateway, listener: Listener, own: readonly AuthorizationRule[], at: Place): readonly Grant[] {
  if (listener.redirect) return [];
  const port = { port: listener.targetPort ?? listener.port, http: isHttpListener(listener) };
  const routes = gateway.routes.filter(({ listeners }) => listeners.includes(listener.name));
  const rules =
    own.length > 0
      ? own
      : routes.map((route): AuthorizationRule => {
          const scope = { kind: 'gateway', gateway: gateway.key } as const;
          const requests = route.kind === 'http' ? routed(route) : ('any' as const);
          return { ...OPEN, scope, requests, origin: 'gateway-route', span: route.span };
        });
  return rules.flatMap((rule) => granted(rule, [port], at)).map((grant) => ({ ...grant, ports: [listener.port] }));
}

function routed({ hosts, route }: GatewayHttpRoute): AuthorizationRule['requests'] {
  const matches = route.matches.length === 0 ? [{ headers: [] }] : route.matches;
  return matches.map(
    (match): RequestMatch => ({
      ...(hosts.includes('*') ? {} : { hosts }),
      ...('methods' in match && match.methods && { methods: match.methods }),
      ...('path' in match && match.path && { paths: [match.path] }),
      headers: match.headers,
    }),
  ) as unknown as AuthorizationRule['requests'];
}

function carriedBy(ports: readonly PortKind[]): Carries {
  if (ports.every(({ http }) => http)) return 'requests';
  return ports.some(({ http }) => http) ? 'both' : 'bytes';
}

function granted(rule: AuthorizationRule, ports: readonly PortKind[], at: Place): readonly Grant[] {
  const callers: readonly (Caller | 'anyone')[] = rule.from === 'anyone' ? ['anyone'] : rule.from;
  return callers.flatMap((caller) => grantsTo(caller, rule, ports, at));
}

function grantsTo(
  caller: Caller | 'anyone',
  rule: AuthorizationRule,
  ports: readonly PortKind[],
  at: Place,
): readonly Grant[] {
  const { lookup, names, remains } = at.setting;
  const narrowed: AuthorizationRule = { ...rule, from: caller === 'anyone' ? 'anyone' : [caller] };
  const denials = at.denials.filter((denial) => concerns(denial, caller, lookup) && !requestsApart(denial, rule));
  const open = ports.filter((port) => remains.some(narrowed, port, denials));
  if (open.length === 0) return [];
  const less = denials.filter((denial) => open.some((port) => remains.less(narrowed, port, denial)));
  const { who, when } = callersOf(caller, at);
  const except = rule.except.map((one) => `not ${callerWords(one, names)}`);
  return who.map((from) => ({
    from,
    to: at.target,
    toName: at.toName,
    ports: open.map(({ port }) => port),
    requests: requestTexts(rule),
    carries: carriedBy(open),
    when: [...when, ...except, ...rule.when.map(conditionText)],
    less: less.map(({ scope, span }) => ({ span, scope: scope.kind })),
    span: rule.span,
  }));
}

function concerns({ from, except }: AuthorizationRule, caller: Caller | 'anyone', { mesh }: Lookup): boolean {
  if (caller === 'anyone') return true;
  // An exception that holds for the caller as a whole.
  if (except.some((one) => callerCovers(one, caller, mesh))) return false;
  return from === 'anyone' || from.some((one) => !callersApart(one, caller, mesh));
}

interface Callers {
  readonly who: readonly Who[];
  /** What they have to show beside who they are. */
  readonly when: readonly string[];
}

const ANYONE: Who = { kind: 'group', key: 'anyone', name: 'anyone', group: 'anyone' };
const OUTSIDE: Who = { kind: 'outside', key: 'outside', name: 'outside' };

function callersOf(caller: Caller | 'anyone', at: Place): Callers {
  if (at.target.kind === 'gateway') {
    return { who: [OUTSIDE], when: caller === 'anyone' ? [] : [callerWords(caller, at.setting.names)] };
  }
  if (caller === 'anyone') return { who: [ANYONE], when: [] };
  const parts = caller.kind === 'all-of' ? caller.callers : [caller];
  const main =
    parts.find(({ kind }) => kind !== 'request-principal' && !kind.endsWith('ip-block')) ??
    parts.find(({ kind }) => kind.endsWith('ip-block'));
  const when = parts.filter((one) => one !== main).map((one) => callerWords(one, at.setting.names));
  return { who: main ? whoIs(main, at.setting) : [ANYONE], when };
}

/** Workloads that share an identity are all allowed what one is. */
function whoIs(caller: Exclude<Caller, { kind: 'all-of' }>, { names }: Setting): readonly Who[] {
  const name = callerWords(caller, names);
  switch (caller.kind) {
    case 'workload': {
      const holders = names.holders(caller.identity);
      const identity = printIdentity(caller.identity);
      return holders.length === 0 || holders.length > MOST_HOLDERS
        ? [{ kind: 'identity', key: `identity ${identity}`, name: identity, group: caller }]
        : holders.map((target) => ({
            kind: target.kind,
            key: `${target.kind} ${keyOf(target)}`,
            name: names.of(target),
            target,
          }));
    }
    case 'ip-block':
    case 'remote-ip-block':
      return [{ kind: 'address', key: `address ${name}`, name }];
    default:
      return [{ kind: 'group', key: `group ${name}`, name, group: caller }];
  }
}

/** More workloads than this with one identity are told by the identity. */
const MOST_HOLDERS = 8;
