import { atom, type Formula, or } from '../../../access/formula.ts';
import type { IstioConfiguration } from './configuration.ts';
import { literally, principalRegex, stringMatch } from './value.ts';

/** What Istio takes for the mesh's own trust domain, whatever that is called. */
const OWN = 'cluster.local';

/** `principals`: identities as `td/ns/x/sa/y`, each under every alias of its trust domain. */
export type PrincipalReader = (value: string) => Formula;

/** Reads each once: a caller is named wherever it calls. */
export function principalReader(configuration: IstioConfiguration): PrincipalReader {
  const known = new Map<string, Formula>();
  return (value) => {
    const found = known.get(value) ?? principal(value, configuration);
    known.set(value, found);
    return found;
  };
}

function principal(value: string, configuration: IstioConfiguration): Formula {
  return or(...aliased(value, configuration).map((one) => atom({ on: 'principal', match: stringMatch(one) })));
}

function aliased(value: string, { trustDomain, trustDomainAliases }: IstioConfiguration): readonly string[] {
  // Mostly it is the mesh's own trust domain, which has no other name.
  if (trustDomainAliases.length === 0 && value.startsWith(`${trustDomain}/`)) return [value];
  const [own = '', ...rest] = value.split('/');
  if (rest.length !== 4 || own === '*') return [value];
  const all = [trustDomain, ...trustDomainAliases];
  if (own !== OWN && !all.some((one) => alike(own, one))) return [value];
  return all.map((one) => (own.startsWith('*') && one.endsWith(own.slice(1)) ? value : [one, ...rest].join('/')));
}

/** Either may be a pattern. */
function alike(a: string, b: string): boolean {
  return a === b || b === '*' || fits(a, b) || fits(b, a);
}

function fits(text: string, pattern: string): boolean {
  if (pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1))) return true;
  return pattern.startsWith('*') && text.endsWith(pattern.slice(1));
}

/** `namespaces`: `/ns/x/` anywhere in the identity, whatever its trust domain. */
export function namespace(value: string): Formula {
  return principalRegex(`(?:.*/)?ns/${value.split('*').map(literally).join('.*')}/.*`);
}

/** `serviceAccounts`: `name` in the policy's namespace, or `namespace/name`, whatever the trust domain. */
export function serviceAccount(value: string, policyNamespace: string): Formula {
  const cut = value.indexOf('/');
  const [ns, name] = cut === -1 ? [policyNamespace, value] : [value.slice(0, cut), value.slice(cut + 1)];
  return principalRegex(`.+/ns/${literally(ns)}/(?:.+/|)sa/${literally(name)}(?:/.+)?`);
}

/** `trustDomains`: one `*` stands for any part of the name. */
export function trustDomain(value: string, { trustDomain: own, trustDomainAliases }: IstioConfiguration): Formula {
  const all = [own, ...trustDomainAliases];
  return or(...(all.includes(value) ? all : [value]).map(oneTrustDomain));
}

function oneTrustDomain(value: string): Formula {
  if (value === '*') return atom({ on: 'principal', match: { kind: 'present' } });
  const star = value.indexOf('*');
  if (star === -1) return atom({ on: 'principal', match: { kind: 'prefix', value: `${value}/` } });
  return principalRegex(`${literally(value.slice(0, star))}[^/]*${literally(value.slice(star + 1))}/.*`);
}
