import { isNonEmpty } from '../base/nonempty.ts';
import { type Span, within } from '../base/span.ts';
import type { AtomicCallerSyntax, DeclarationOf, LimitKeySyntax, RateLimitSyntax } from '../dsl/declaration.ts';
import type { WorkloadRef } from '../model/authorization.ts';
import type { GatewayKey, ServiceKey } from '../model/ids.ts';
import type { LimitedCaller, RateLimit, RateLimitKey, RateLimitPolicy } from '../model/rate-limit.ts';
import type { Context } from './context.ts';
import { oneOrMore } from './matches.ts';
import { atomic, indexed, listOf, requestMatches } from './rules.ts';

/** The limits of one `x.rateLimit(…)`; `before` counts those of earlier calls. */
export function elaborateRateLimits(
  { span, in: owner, args }: DeclarationOf<'rate-limit'>,
  before: number,
  context: Context,
): readonly RateLimit[] {
  const scope = scopeOf(owner, span, context);
  if (scope === undefined) return [];
  return args.flatMap(
    (syntax, i) => rateLimit(syntax, `limit-${before + i + 1}`, scope, within(span, i), context) ?? [],
  );
}

function scopeOf(
  { ref, id }: DeclarationOf<'rate-limit'>['in'],
  span: Span,
  context: Context,
): WorkloadRef | undefined {
  return ref === 'service'
    ? context.resolve(context.services, 'service', id, span) && { kind: ref, service: id as ServiceKey }
    : context.resolve(context.gateways, 'gateway', id, span) && { kind: ref, gateway: id as GatewayKey };
}

function rateLimit(
  syntax: RateLimitSyntax,
  fallback: string,
  scope: WorkloadRef,
  span: Span,
  context: Context,
): RateLimit | undefined {
  const from =
    syntax.from === undefined || syntax.from === 'anyone'
      ? 'anyone'
      : callers(syntax.from, within(span, 'from'), context);
  const except = syntax.except === undefined ? [] : callers(syntax.except, within(span, 'except'), context);
  const destination = scope.kind === 'service' ? context.services.get(scope.service) : undefined;
  const asked = syntax.requests === undefined ? [] : listOf(syntax.requests);
  const requests = requestMatches(asked, destination, indexed(span, 'requests', syntax.requests), context);
  if (from === undefined || except === undefined || requests === undefined) return undefined;
  return { from, except, requests, ...rateLimitPolicy(syntax, fallback, scope, span) };
}

type PolicySyntax = Pick<RateLimitSyntax, 'by' | 'status' | 'headers' | 'dryRun' | 'name'> &
  ({ limit: number; per: string; burst?: number | undefined } | { global: string });

/** What limits of services, of gateways and of routes have in common. */
export function rateLimitPolicy(
  syntax: PolicySyntax,
  fallback: string,
  scope: WorkloadRef,
  span: Span,
): RateLimitPolicy {
  return {
    scope,
    name: syntax.name ?? fallback,
    amount:
      'global' in syntax
        ? { kind: 'global', provider: syntax.global }
        : { kind: 'local', limit: syntax.limit, per: syntax.per, burst: syntax.burst ?? syntax.limit },
    by: syntax.by === undefined ? [] : oneOrMore<LimitKeySyntax>(syntax.by).map(keyOf),
    status: syntax.status ?? 429,
    headers: syntax.headers ?? false,
    dryRun: syntax.dryRun ?? false,
    span,
  };
}

function keyOf(syntax: LimitKeySyntax): RateLimitKey {
  return typeof syntax === 'string' ? { kind: syntax } : { kind: 'header', name: syntax.header.toLowerCase() };
}

/** A caller that means nothing makes the limit void: it must not become one for the others. */
function callers(syntax: NonNullable<RateLimitSyntax['except']>, at: Span, context: Context) {
  const list = listOf<AtomicCallerSyntax>(syntax);
  const found = list
    .map((one, i) => atomic(one, Array.isArray(syntax) ? within(at, i) : at, context))
    .filter((one): one is LimitedCaller => one !== undefined && one.kind !== 'request-principal');
  return found.length === list.length && isNonEmpty(found) ? found : undefined;
}
