import type { Policy, PolicyRule } from '../../src/access/destination.ts';
import { ALL, and, atom, type Formula, not, or } from '../../src/access/formula.ts';
import type { StringMatch } from '../../src/model/match.ts';

/** What RBAC filters of Envoy mean, from their YAML; an error for what is not in our dimensions. */

// biome-ignore lint/suspicious/noExplicitAny: protobuf in JSON, as it comes
type Proto = any;

export interface Filter {
  readonly name: string;
  readonly typedConfig: Proto;
}

export function policiesOf(filters: readonly Filter[]): readonly Policy[] {
  return filters.flatMap(({ name, typedConfig }) => {
    if (!name.endsWith('.rbac')) return [];
    const { rules, shadowRules, shadowRulesStatPrefix } = typedConfig;
    const asks = shadowRulesStatPrefix === 'istio_ext_authz_';
    return [
      ...(rules ? [policy(rules, false)] : []),
      ...(shadowRules ? [asks ? asking(shadowRules) : policy(shadowRules, true)] : []),
    ];
  });
}

const EFFECTS = { ALLOW: 'allow', DENY: 'deny', LOG: 'audit' } as const;

function policy(rbac: Proto, dryRun: boolean): Policy {
  return { effect: EFFECTS[(rbac.action ?? 'ALLOW') as 'ALLOW'], dryRun, rules: rulesOf(rbac) };
}

/** What an external authorizer is asked about: it names its provider. */
function asking(rbac: Proto): Policy {
  const provider = /^istio-ext-authz-(.*)-ns\[/.exec(Object.keys(rbac.policies)[0] ?? '')?.[1] ?? '';
  return { effect: 'custom', dryRun: false, provider, rules: rulesOf(rbac) };
}

function rulesOf({ policies = {} }: Proto): readonly PolicyRule[] {
  return Object.entries<Proto>(policies).map(([source, { permissions, principals }]) => {
    const formula = and(or(...permissions.map(permission)), or(...principals.map(principal)));
    return { http: formula, tcp: formula, source };
  });
}

function permission(one: Proto): Formula {
  if (one.any) return ALL;
  if (one.andRules) return and(...one.andRules.rules.map(permission));
  if (one.orRules) return or(...one.orRules.rules.map(permission));
  if (one.notRule) return not(permission(one.notRule));
  if (one.header) return header(one.header);
  if (one.urlPath) return path(matcher(one.urlPath.path));
  if (one.uriTemplate) return template(one.uriTemplate.typedConfig.pathTemplate);
  if (one.destinationIp) return atom({ on: 'destination-ip', cidr: block(one.destinationIp) });
  if (one.destinationPort !== undefined) return atom({ on: 'port', port: one.destinationPort });
  if (one.requestedServerName) return atom({ on: 'sni', match: matcher(one.requestedServerName) });
  if (one.metadata) return metadata(one.metadata);
  throw new Error(`unknown permission ${JSON.stringify(one)}`);
}

function principal(one: Proto): Formula {
  if (one.any) return ALL;
  if (one.andIds) return and(...one.andIds.ids.map(principal));
  if (one.orIds) return or(...one.orIds.ids.map(principal));
  if (one.notId) return not(principal(one.notId));
  if (one.authenticated) return atom({ on: 'principal', match: identity(one.authenticated.principalName) });
  if (one.directRemoteIp) return atom({ on: 'source-ip', cidr: block(one.directRemoteIp) });
  if (one.remoteIp) return atom({ on: 'remote-ip', cidr: block(one.remoteIp) });
  if (one.header) return header(one.header);
  if (one.metadata) return metadata(one.metadata);
  throw new Error(`unknown principal ${JSON.stringify(one)}`);
}

function matcher(one: Proto): StringMatch {
  const text = (value: string) => (one.ignoreCase ? value.toLowerCase() : value);
  if (one.exact !== undefined) return { kind: 'exact', value: text(one.exact) };
  if (one.prefix !== undefined) return { kind: 'prefix', value: text(one.prefix) };
  if (one.suffix !== undefined) return { kind: 'suffix', value: text(one.suffix) };
  if (one.safeRegex) return regex(one.safeRegex.regex);
  throw new Error(`unknown matcher ${JSON.stringify(one)}`);
}

function regex(value: string): StringMatch {
  return value === '.+' ? { kind: 'present' } : { kind: 'regex', value };
}

const SCHEME = 'spiffe://';

/** Of the identity without its scheme, whose last slash a pattern may begin with. */
function identity(one: Proto): StringMatch {
  const match = matcher(one);
  if (match.kind === 'present') return match;
  if (match.value === SCHEME && match.kind === 'prefix') return { kind: 'present' };
  if (match.value.startsWith(SCHEME)) return { ...match, value: match.value.slice(SCHEME.length) };
  if (match.kind === 'regex' && match.value.startsWith('.*/'))
    return { kind: 'regex', value: `(?:.*/)?${match.value.slice('.*/'.length)}` };
  throw new Error(`unknown identity ${JSON.stringify(one)}`);
}

function header({ name, presentMatch, stringMatch }: Proto): Formula {
  const pseudo = name === ':authority' ? 'host' : name === ':method' ? 'method' : undefined;
  if (presentMatch && pseudo) return ALL;
  const match: StringMatch = presentMatch ? { kind: 'present' } : matcher(stringMatch);
  return pseudo ? atom({ on: pseudo, match }) : atom({ on: 'header', name: name.toLowerCase(), match });
}

function path(match: StringMatch): Formula {
  if (match.kind === 'present') return ALL;
  // Of text, not of segments.
  const value = match.value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return atom({ on: 'path', match: match.kind === 'prefix' ? { kind: 'regex', value: `${value}.*` } : match });
}

function template(value: string): Formula {
  const letters = "a-zA-Z0-9\\-._~%!$&'()+,;:@=";
  const parts = value.split(/(\*\*?)/).map((part) => {
    if (part === '*') return `[${letters}]+`;
    return part === '**' ? `[${letters}/]*` : part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
  });
  return atom({ on: 'path', match: { kind: 'regex', value: parts.join('') } });
}

function block({ addressPrefix, prefixLen }: Proto): string {
  return `${addressPrefix}/${prefixLen ?? 0}`;
}

/** Claims of the token, each alone or in a list; what other filters say is so or not. */
function metadata({ filter, path, value }: Proto): Formula {
  const keys = path.map(({ key }: Proto) => key) as string[];
  if (filter !== 'envoy.filters.http.jwt_authn') {
    const key = `experimental.${filter}[${keys.join('.')}]`;
    return or(...values(value).map((one) => atom({ on: 'external', provider: `${key} ${one}` })));
  }
  return or(...matches(value).map((match) => claim(keys.slice(1), match)));
}

const STANDARD = { iss: 'jwt-issuer', sub: 'jwt-subject', aud: 'jwt-audience', azp: 'jwt-presenter' } as const;

function claim(path: readonly string[], match: StringMatch): Formula {
  const standard = path.length === 1 ? STANDARD[path[0] as 'iss'] : undefined;
  return atom(standard ? { on: standard, match } : { on: 'jwt-claim', path, match });
}

function matches(value: Proto): readonly StringMatch[] {
  if (value.orMatch) return value.orMatch.valueMatchers.flatMap(matches);
  if (value.listMatch) return matches(value.listMatch.oneOf);
  return [matcher(value.stringMatch)];
}

/** As Istio writes them. */
function values(value: Proto): readonly string[] {
  if (value.orMatch) return value.orMatch.valueMatchers.flatMap(values);
  if (value.listMatch) return values(value.listMatch.oneOf).map((one) => `[${one}]`);
  const match = matcher(value.stringMatch);
  if (match.kind === 'present') return ['*'];
  if (match.kind === 'prefix') return [`${match.value}*`];
  return [match.kind === 'suffix' ? `*${match.value}` : match.value];
}
