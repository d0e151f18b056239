import type { Operation, Source, When } from '../../../manifest/kinds/istio-security.ts';
import type { AuthorizationRule } from '../../../model/authorization.ts';
import type { Lookup } from '../../../model/lookup.ts';
import { lowerCaller } from './caller.ts';
import { lowerConditions } from './condition.ts';
import { lowerExcept } from './except.ts';
import { NO_CONDITIONS, NOTHING, type Part } from './part.ts';
import type { Refuse } from './refusal.ts';
import { ANY_REQUEST, lowerRequest, type RequestPart } from './request.ts';

/** The smallest rule: one caller, one kind of request, all conditions. A rule of the mesh is a union of these. */
export interface Atom {
  /** Empty: anyone. */
  readonly source: Source;
  readonly except: Source;
  readonly operation: Operation | undefined;
  readonly when: readonly When[];
  /** Holds for requests only, never for bytes on a TCP port. */
  readonly http: boolean;
  /** Excepts bearers of tokens. */
  readonly exceptsTokens: boolean;
}

export function atoms(
  rule: AuthorizationRule,
  authorityPorts: readonly number[],
  lookup: Lookup,
  refuse: Refuse,
): readonly Atom[] {
  const callers = rule.from === 'anyone' ? ANYONE : rule.from.map((caller) => lowerCaller(caller, lookup, refuse));
  const requests =
    rule.requests === 'any'
      ? ANYTHING
      : rule.requests.map((match) => lowerRequest(match, rule.effect, authorityPorts, refuse));
  const except = lowerExcept(rule.except, lookup, refuse);
  const conditions = lowerConditions(rule.when, refuse);
  const found: Atom[] = [];
  for (const caller of callers) for (const request of requests) found.push(atomOf(caller, request, except, conditions));
  return found;
}

const ANYONE: readonly Part[] = [NOTHING];
const ANYTHING: readonly RequestPart[] = [ANY_REQUEST];

function atomOf(caller: Part, request: RequestPart, except: Part, conditions: Part): Atom {
  return {
    source: caller.source,
    except: except.source,
    operation: request.operation,
    when: allOf(conditions.when, caller.when, request.when, except.when),
    http: caller.http || request.http || conditions.http,
    exceptsTokens: except.http,
  };
}

function allOf(a: readonly When[], b: readonly When[], c: readonly When[], d: readonly When[]): readonly When[] {
  return a.length + b.length + c.length + d.length === 0 ? NO_CONDITIONS : [...a, ...b, ...c, ...d];
}
