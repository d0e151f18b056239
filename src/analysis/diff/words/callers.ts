import { compareStrings, uniqueBy } from '../../../base/order.ts';
import type { Known } from '../access/known.ts';
import type { Region } from '../access/region.ts';
import type { RowCaller } from '../change.ts';
import type { Names } from './names.ts';

/** Callers, and what tells them from others that they are among. */
export interface CallersSaid {
  readonly callers: readonly RowCaller[];
  readonly conditions: readonly string[];
}

export const OUTSIDE: RowCaller = { kind: 'outside', name: 'outside', key: 'outside' };
const ANYONE: RowCaller = { kind: 'anyone', name: 'anyone', key: 'anyone' };
const AUTHENTICATED: RowCaller = { kind: 'authenticated', name: 'any identity', key: 'any identity' };
const ANONYMOUS: RowCaller = { kind: 'anonymous', name: 'anonymous', key: 'anonymous' };

/** Who makes the requests of a region: by the names of services and gateways where they have some. */
export function callersSaid({ who }: Pick<Region, 'who'>, names: Names): CallersSaid {
  const { anonymous, identities } = who;
  if (identities === undefined) return { callers: [ANONYMOUS], conditions: [] };
  const except = named(identities.except, names).map(({ name }) => name);
  const conditions = except.length > 0 ? [`not ${except.join(', ')}`] : [];
  if (identities.any.length === 0) return { callers: [anonymous ? ANYONE : AUTHENTICATED], conditions };
  const callers = named(identities.any, names);
  return { callers: anonymous ? [ANONYMOUS, ...callers] : callers, conditions };
}

function named(known: readonly Known[], names: Names): readonly RowCaller[] {
  const all = known.flatMap((one) => callerOf(one, names));
  // An identity that a workload also has under an alias of the trust domain is that workload.
  return uniqueBy(all, ({ key }) => key).sort((a, b) => rank(a) - rank(b) || compareStrings(a.name, b.name));
}

function rank({ kind }: RowCaller): number {
  return ['service', 'gateway', 'identity', 'namespace', 'trust-domain'].indexOf(kind);
}

function callerOf({ match }: Known, names: Names): readonly RowCaller[] {
  if (match.kind === 'exact') {
    const holders = names.holders(match.value);
    return holders.length > 0 ? holders : [{ kind: 'identity', name: match.value, key: `identity ${match.value}` }];
  }
  if (match.kind === 'prefix') {
    const [, trustDomain, namespace] = /^([^/]+)\/(?:ns\/([^/]+)\/sa\/)?$/.exec(match.value) ?? [];
    if (trustDomain !== undefined && namespace !== undefined) {
      const of = names.isOwn(trustDomain) ? '' : ` of ${trustDomain}`;
      return [{ kind: 'namespace', name: `namespace ${namespace}${of}`, key: `namespace ${trustDomain}/${namespace}` }];
    }
    if (trustDomain !== undefined)
      return [{ kind: 'trust-domain', name: `trust domain ${trustDomain}`, key: `trust-domain ${trustDomain}` }];
  }
  const text = match.kind === 'present' ? 'any identity' : `identities ${how(match.kind)} ${match.value}`;
  return [{ kind: 'other', name: text, key: `other ${text}` }];
}

function how(kind: string): string {
  switch (kind) {
    case 'prefix':
      return 'beginning with';
    case 'suffix':
      return 'ending in';
    default:
      return 'matching';
  }
}
