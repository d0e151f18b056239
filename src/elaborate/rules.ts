import { isNonEmpty, mapNonEmpty, type NonEmpty } from '../base/nonempty.ts';
import { type Span, within } from '../base/span.ts';
import type {
  AtomicCallerSyntax,
  CallerSyntax,
  ConditionsSyntax,
  DeclarationOf,
  RequestSyntax,
} from '../dsl/declaration.ts';
import type {
  AuthorizationRule,
  Caller,
  ClaimMatch,
  Condition,
  RequestPrincipal,
  Scope,
} from '../model/authorization.ts';
import type { GatewayKey, ServiceKey } from '../model/ids.ts';
import { isHttpMatch, type RequestMatch } from '../model/match.ts';
import type { Call } from '../model/mesh.ts';
import { isHttp } from '../model/service.ts';
import type { Context, ServiceCore } from './context.ts';
import { headerMatches, nonEmpty, oneOrMore, pathMatch, stringMatch, stringMatches } from './matches.ts';
import { portNamed } from './ports.ts';

type RuleDeclaration =
  | DeclarationOf<'allow'>
  | DeclarationOf<'deny'>
  | DeclarationOf<'audit'>
  | DeclarationOf<'custom'>;

/** `a.calls(b, …)`: an edge of the call graph, and the permission for it. */
export function elaborateCall(
  { span, in: owner, args }: DeclarationOf<'call'>,
  context: Context,
): { readonly call: Call; readonly rule: AuthorizationRule } | undefined {
  const target = args[0];
  const requests = args.slice(1) as readonly RequestSyntax[];
  const from = context.resolve(context.services, 'service', owner.id, span);
  const to =
    context.services.get(target.id as ServiceKey) ??
    context.resolve(context.services, 'service', target.id, within(span, 0));
  if (!from || !to) return undefined;
  const matches = requestMatches(requests, to, (i) => within(span, i + 1), context);
  if (matches === undefined) return undefined;
  const rule: AuthorizationRule = {
    effect: 'allow',
    scope: { kind: 'service', service: to.key },
    from: [{ kind: 'workload', identity: from.identity, of: { kind: 'service', service: from.key } }],
    except: [],
    requests: matches,
    when: [],
    dryRun: false,
    origin: 'call',
    span,
  };
  return { call: { from: from.key, to: to.key, span }, rule };
}

/** `x.allow({ … })` and its like. */
export function elaborateRule(declaration: RuleDeclaration, context: Context): AuthorizationRule | undefined {
  const { kind, span, args } = declaration;
  const syntax = args[0];
  const scope = scopeOf(declaration, context);
  if (scope === undefined) return undefined;
  const destination = scope.kind === 'service' ? context.services.get(scope.service) : undefined;
  const at = within(span, 0);
  const requests =
    syntax.requests === undefined
      ? 'any'
      : requestMatches(listOf(syntax.requests), destination, indexed(at, 'requests', syntax.requests), context);
  const from = callers(syntax.from, within(at, 'from'), context);
  const except =
    syntax.except === undefined
      ? []
      : oneOrMore<AtomicCallerSyntax>(syntax.except).flatMap(
          (one, i) => atomic(one, within(at, 'except', i), context) ?? [],
        );
  if (requests === undefined || from === undefined) return undefined;
  return {
    effect: kind,
    scope,
    from,
    except,
    requests,
    when: conditions(syntax.when),
    ...('provider' in syntax && { provider: syntax.provider }),
    dryRun: syntax.dryRun ?? false,
    ...(syntax.name !== undefined && { name: syntax.name }),
    origin: 'rule',
    span,
  };
}

function scopeOf({ in: owner, span }: RuleDeclaration, context: Context): Scope | undefined {
  switch (owner.ref) {
    case 'mesh':
      return { kind: 'mesh' };
    case 'namespace':
      return (
        context.resolve(context.namespaces, 'namespace', owner.id, span) && { kind: 'namespace', namespace: owner.id }
      );
    case 'service':
      return (
        context.resolve(context.services, 'service', owner.id, span) && {
          kind: 'service',
          service: owner.id as ServiceKey,
        }
      );
    case 'gateway':
      return (
        context.resolve(context.gateways, 'gateway', owner.id, span) && {
          kind: 'gateway',
          gateway: owner.id as GatewayKey,
        }
      );
  }
}

export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return oneOrMore(value);
}

/** Where the i-th of one or more values stands: a list adds its index to the path. */
export function indexed(at: Span, field: string, value: unknown): (i: number) => Span {
  return (i) => (Array.isArray(value) ? within(at, field, i) : within(at, field));
}

export function callers(
  syntax: RuleDeclaration['args'][0]['from'],
  at: Span,
  context: Context,
): AuthorizationRule['from'] | undefined {
  if (syntax === 'anyone') return 'anyone';
  const list = listOf<CallerSyntax>(syntax);
  const found = list.map((one, i) => caller(one, Array.isArray(syntax) ? within(at, i) : at, context));
  const known = found.filter((one) => one !== undefined);
  // A caller that could not be resolved was reported: the rule must not shrink to the others, let alone to nobody.
  return known.length === list.length && isNonEmpty(known) ? known : undefined;
}

function caller(syntax: CallerSyntax, at: Span, context: Context): Caller | undefined {
  if (!('allOf' in syntax)) return atomic(syntax, at, context);
  const parts = syntax.allOf
    .map((part, i) => atomic(part, within(at, i), context))
    .filter((part) => part !== undefined);
  return parts.length === syntax.allOf.length && isNonEmpty(parts) ? { kind: 'all-of', callers: parts } : undefined;
}

type AtomicCaller = Exclude<Caller, { kind: 'all-of' }>;

export function atomic(syntax: AtomicCallerSyntax, at: Span, context: Context): AtomicCaller | undefined {
  const { trustDomain } = context.settings;
  if ('ref' in syntax) return referred(syntax, at, context);
  if ('serviceAccount' in syntax) {
    const [namespace = '', serviceAccount = ''] = syntax.serviceAccount.split('/');
    return { kind: 'workload', identity: { trustDomain, namespace, serviceAccount }, of: undefined };
  }
  if ('spiffe' in syntax) {
    const [, , domain = '', , namespace = '', , serviceAccount = ''] = syntax.spiffe.split('/');
    return { kind: 'workload', identity: { trustDomain: domain, namespace, serviceAccount }, of: undefined };
  }
  if ('trustDomain' in syntax) return { kind: 'trust-domain', trustDomain: syntax.trustDomain };
  if ('authenticated' in syntax) return { kind: 'authenticated' };
  if ('ipBlock' in syntax) return { kind: 'ip-block', cidr: syntax.ipBlock };
  if ('remoteIpBlock' in syntax) return { kind: 'remote-ip-block', cidr: syntax.remoteIpBlock };
  return principal(syntax.requestPrincipal, at, context);
}

function referred(
  { ref, id }: { readonly ref: 'service' | 'namespace' | 'gateway'; readonly id: string },
  at: Span,
  context: Context,
): AtomicCaller | undefined {
  switch (ref) {
    case 'service': {
      const service = context.resolve(context.services, 'service', id, at);
      return service && { kind: 'workload', identity: service.identity, of: { kind: 'service', service: service.key } };
    }
    case 'gateway': {
      const gateway = context.resolve(context.gateways, 'gateway', id, at);
      return (
        gateway && {
          kind: 'workload',
          identity: gateway.workload.identity,
          of: { kind: 'gateway', gateway: gateway.key },
        }
      );
    }
    case 'namespace': {
      const namespace = context.resolve(context.namespaces, 'namespace', id, at);
      return namespace && { kind: 'namespace', trustDomain: context.settings.trustDomain, namespace: namespace.name };
    }
  }
}

type PrincipalSyntax = Extract<AtomicCallerSyntax, { requestPrincipal: unknown }>['requestPrincipal'];

function principal(syntax: PrincipalSyntax, at: Span, context: Context): RequestPrincipal | undefined {
  const issuer = context.resolve(context.issuers, 'issuer', syntax.issuer.id, within(at, 'issuer'));
  if (issuer === undefined) return undefined;
  return {
    kind: 'request-principal',
    issuer: issuer.name,
    ...(syntax.subject !== undefined && { subject: stringMatch(syntax.subject) }),
    ...(syntax.audiences && { audiences: stringMatches(syntax.audiences) }),
    ...(syntax.presenter !== undefined && { presenter: stringMatches(syntax.presenter) }),
    claims: claimMatches(syntax.claims),
  };
}

function claimMatches(claims: ConditionsSyntax['claims']): readonly ClaimMatch[] {
  return Object.entries(claims ?? {}).map(([path, values]) => ({
    path: nonEmpty(path.split('.')),
    values: stringMatches(values),
    negated: false,
  }));
}

function conditions(syntax: ConditionsSyntax | undefined): readonly Condition[] {
  if (syntax === undefined) return [];
  return [
    ...headerMatches(syntax.headers).map((header) => ({ kind: 'header' as const, ...header })),
    ...claimMatches(syntax.claims).map((claim) => ({ kind: 'claim' as const, ...claim })),
    ...(syntax.sni === undefined ? [] : [{ kind: 'sni' as const, values: stringMatches(syntax.sni), negated: false }]),
    ...(syntax.destinationIps === undefined
      ? []
      : [{ kind: 'destination-ip' as const, cidrs: oneOrMore(syntax.destinationIps), negated: false }]),
  ];
}

/** None given is any request; one that could not be resolved makes the rule void, so that it cannot mean more. */
export function requestMatches(
  requests: readonly RequestSyntax[],
  destination: ServiceCore | undefined,
  at: (i: number) => Span,
  context: Context,
): 'any' | NonEmpty<RequestMatch> | undefined {
  if (!isNonEmpty(requests)) return 'any';
  const matches: RequestMatch[] = [];
  for (let i = 0; i < requests.length; i++) {
    const match = requestMatch(requests[i]!, destination, () => at(i), context);
    if (match) matches.push(match);
  }
  return matches.length === requests.length ? nonEmpty(matches) : undefined;
}

/** `at` is asked only for what there is to say: a mesh has more requests than services. */
function requestMatch(
  syntax: RequestSyntax,
  destination: ServiceCore | undefined,
  at: () => Span,
  context: Context,
): RequestMatch | undefined {
  if (Object.keys(syntax).length === 0) {
    return context.error('MW1002', 'a request without any condition', {
      span: at(),
      help: 'leave it out to mean any request',
    });
  }
  const ports = syntax.ports && portNumbers(syntax.ports, destination, within(at(), 'ports'), context);
  const notPorts = syntax.notPorts && portNumbers(syntax.notPorts, destination, within(at(), 'notPorts'), context);
  if (ports === 'unknown' || notPorts === 'unknown') return undefined;
  // Field by field: most requests say a method and a path, and there are more of them than of anything else.
  const match: { -readonly [Field in keyof RequestMatch]?: RequestMatch[Field] } = {};
  if (syntax.methods) match.methods = nonEmpty(syntax.methods);
  if (syntax.notMethods) match.notMethods = nonEmpty(syntax.notMethods);
  if (syntax.paths) match.paths = mapNonEmpty(nonEmpty(syntax.paths), pathMatch);
  if (syntax.notPaths) match.notPaths = mapNonEmpty(nonEmpty(syntax.notPaths), pathMatch);
  if (syntax.hosts) match.hosts = mapNonEmpty(nonEmpty(syntax.hosts), lower);
  if (syntax.notHosts) match.notHosts = mapNonEmpty(nonEmpty(syntax.notHosts), lower);
  if (ports) match.ports = ports;
  if (notPorts) match.notPorts = notPorts;
  match.headers = headerMatches(syntax.headers);
  return withHttpPorts(match as RequestMatch, destination);
}

/** Where a destination has HTTP ports and others, an HTTP condition is about the HTTP ports, and says so. */
function withHttpPorts(match: RequestMatch, destination: ServiceCore | undefined): RequestMatch {
  if (destination === undefined || match.ports !== undefined || !isHttpMatch(match)) return match;
  if (destination.ports.every((port) => isHttp(port.protocol))) return match;
  const http = destination.ports.filter((port) => isHttp(port.protocol)).map((port) => port.targetPort);
  return isNonEmpty(http) && http.length < destination.ports.length ? { ...match, ports: http } : match;
}

function lower(host: string): string {
  return host.toLowerCase();
}

function portNumbers(
  syntax: NonNullable<RequestSyntax['ports']>,
  destination: ServiceCore | undefined,
  at: Span,
  context: Context,
): NonEmpty<number> | 'unknown' {
  const numbers = syntax.map((port, i) => portNumber(port, destination, within(at, i), context));
  return numbers.includes(undefined) ? 'unknown' : nonEmpty(numbers as number[]);
}

function portNumber(
  port: number | string,
  destination: ServiceCore | undefined,
  at: Span,
  context: Context,
): number | undefined {
  if (destination !== undefined) return portNamed(String(port), destination, at, context)?.targetPort;
  if (typeof port === 'number') return port;
  return context.error('MW1204', `\`${port}\` names a port, and this rule is for no single service`, {
    span: at,
    help: 'give the number of the pods’ port, or declare the rule on a service',
  });
}
