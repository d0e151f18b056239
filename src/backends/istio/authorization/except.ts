import type { Lookup } from '../../../model/lookup.ts';
import { issuerOf, principals, requestPrincipal, type SingleCaller } from './caller.ts';
import { NOTHING, type Part } from './part.ts';
import type { Refuse } from './refusal.ts';
import { literal } from './value.ts';

/** None of these: values of a `not…` field are or-ed before they are negated, so exceptions of one kind share a field. */
export function lowerExcept(except: readonly SingleCaller[], lookup: Lookup, refuse: Refuse): Part {
  if (except.length === 0) return NOTHING;
  return except.map((caller) => lowerOne(caller, lookup, refuse)).reduce(neither, NOTHING);
}

function neither(a: Part, b: Part): Part {
  const source: Record<string, readonly string[]> = { ...a.source };
  for (const [field, values] of Object.entries(b.source)) source[field] = [...(source[field] ?? []), ...values];
  return { source, when: [...a.when, ...b.when], http: a.http || b.http };
}

function lowerOne(caller: SingleCaller, lookup: Lookup, refuse: Refuse): Part {
  switch (caller.kind) {
    case 'ip-block':
      return { source: { notIpBlocks: [caller.cidr] }, when: [], http: false };
    case 'remote-ip-block':
      return { source: { notRemoteIpBlocks: [caller.cidr] }, when: [], http: false };
    case 'request-principal':
      return lowerRequestPrincipal(caller, lookup, refuse);
    default:
      return { source: { notPrincipals: principals(caller, lookup.mesh, refuse) }, when: [], http: false };
  }
}

/** The negation of several conditions at once would be an `or` of negations, and conditions of a rule are and-ed. */
function lowerRequestPrincipal(
  caller: Extract<SingleCaller, { kind: 'request-principal' }>,
  lookup: Lookup,
  refuse: Refuse,
): Part {
  const issuer = issuerOf(caller, lookup);
  const joined = requestPrincipal(caller, issuer, refuse);
  const alone = !caller.audiences && !caller.presenter && caller.claims.length === 0;
  if (alone && joined !== undefined) return { source: { notRequestPrincipals: [joined] }, when: [], http: true };
  if (!alone || caller.subject) {
    refuse('MW3208', `Istio cannot except the bearers of tokens of \`${caller.issuer}\` by several claims at once`, {
      help: 'except an issuer, or an issuer and a subject, or deny them by a rule of their own',
    });
  }
  const iss = { key: 'request.auth.claims[iss]', notValues: [literal(issuer, 'issuer', refuse)] };
  return { source: {}, when: [iss], http: true };
}
