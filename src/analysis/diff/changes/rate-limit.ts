import { canonicalJson } from '../../../base/json.ts';
import { type Lookup, scopeKey } from '../../../model/lookup.ts';
import type { Mesh } from '../../../model/mesh.ts';
import type { RateLimit, RateLimitKey, RateLimitPolicy } from '../../../model/rate-limit.ts';
import { namesOf, type Names as RuleNames } from '../../matrix-names.ts';
import { callerWords, requestTexts } from '../../matrix-words.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides, whatOf } from './found.ts';

/** Limits that are new, gone, or let another number pass. Manifests have none. */
export function rateLimitChanges({ base, head, names }: Sides): readonly FoundChange[] {
  const [before, after] = [base.model, head.model];
  if (!before || !after) return [];
  const [old, fresh] = [limitsIn(before), limitsIn(after)];
  if (old.size + fresh.size === 0) return [];
  const [wasNames, isNames] = [namesOf(before), namesOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key): FoundChange[] => {
    const [was, is] = [old.get(key), fresh.get(key)];
    if (was && is && meaning(was.limit) === meaning(is.limit)) return [];
    const [wasText, isText] = [was && limitText(was.limit, wasNames), is && limitText(is.limit, isNames)];
    const { of, title } = (is ?? was)!;
    return [
      {
        kind: 'rate-limit',
        what: whatOf(was, is),
        key: of,
        subject: names.of(of),
        text: `${title}: ${wasText && isText ? `${wasText} → ${isText}` : (isText ?? wasText)!}`,
        causes: changeCauses(was?.limit.span, is?.limit.span),
        risk: is === undefined || (is.limit.dryRun && !was?.limit.dryRun && was) ? risk('low') : NO_RISK,
      },
    ];
  });
}

interface Limit {
  /** `service bookinfo/reviews` */
  readonly of: string;
  readonly title: string;
  readonly limit: RateLimitPolicy | RateLimit;
}

/** Every limit, by what it is of and its name. */
function limitsIn({ mesh }: Lookup): ReadonlyMap<string, Limit> {
  const own = mesh.rateLimits.map((limit) => ({ of: scopeKey(limit.scope), title: limit.name, limit }));
  return new Map([...own, ...routed(mesh)].map((one) => [`${one.of}\n${one.title}`, one]));
}

function routed({ services, gateways }: Mesh): readonly Limit[] {
  const routes = [
    ...services.flatMap(({ key, routes }) => routes.map((route) => ({ of: `service ${key}`, route }))),
    ...gateways.flatMap(({ key, routes }) =>
      routes.map((one) => ({ of: `gateway ${key}`, route: one.kind === 'http' ? one.route : one })),
    ),
  ];
  return routes.flatMap(({ of, route }) =>
    route.kind === 'http' && route.rateLimit ? [{ of, title: `route ${route.name}`, limit: route.rateLimit }] : [],
  );
}

function meaning({ span: _, ...rest }: RateLimitPolicy): string {
  return canonicalJson(rest);
}

/** `100 in 1m (burst 200) by caller: frontend POST /orders`. */
function limitText(limit: RateLimitPolicy | RateLimit, names: RuleNames): string {
  const { amount, by, status, headers, dryRun } = limit;
  const burst = amount.kind === 'local' && amount.burst !== amount.limit ? ` (burst ${amount.burst})` : '';
  const said = [
    amount.kind === 'local' ? `${amount.limit} in ${amount.per}${burst}` : `as \`${amount.provider}\` says`,
    ...(by.length > 0 ? [`by ${by.map(keyText).join(' and ')}`] : []),
    ...(status === 429 ? [] : [`answered ${status}`]),
    ...(headers ? ['with x-ratelimit headers'] : []),
    ...(dryRun ? ['tried only'] : []),
  ];
  const which = 'from' in limit ? whichText(limit, names) : '';
  return `${said.join(', ')}${which === '' ? '' : `: ${which}`}`;
}

function whichText(limit: RateLimit, names: RuleNames): string {
  const words = (callers: readonly RateLimit['except'][number][]) =>
    callers.map((one) => callerWords(one, names)).join(', ');
  const who = limit.from === 'anyone' ? '' : words(limit.from);
  const not = limit.except.length > 0 ? `but ${words(limit.except)}` : '';
  return [who, not, requestTexts(limit).join(', ')].filter((part) => part !== '').join(' ');
}

function keyText(key: RateLimitKey): string {
  return key.kind === 'header' ? `header ${key.name}` : key.kind.replace('-', ' ');
}
