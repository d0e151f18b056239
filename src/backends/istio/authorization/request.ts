import type { Operation, When } from '../../../manifest/kinds/istio-security.ts';
import type { Effect } from '../../../model/authorization.ts';
import { type HeaderMatch, isHttpMatch, type RequestMatch } from '../../../model/match.ts';
import { lowerHosts } from './host.ts';
import { lowerPath } from './path.ts';
import type { Refuse } from './refusal.ts';
import { literal, pattern } from './value.ts';

export interface RequestPart {
  /** Absent: every request. */
  readonly operation?: Operation;
  readonly when: readonly When[];
  readonly http: boolean;
}

export const ANY_REQUEST: RequestPart = { when: [], http: false };

/** Headers have no place in an operation: they are conditions of the whole rule. */
export function lowerRequest(
  match: RequestMatch,
  effect: Effect,
  authorityPorts: readonly number[],
  refuse: Refuse,
): RequestPart {
  const { methods, notMethods, paths, notPaths, hosts, notHosts, ports, notPorts } = match;
  const method = (value: string) => literal(value, 'method', refuse);
  const path = (value: NonNullable<typeof paths>[number]) => lowerPath(value, refuse);
  // Less allowed, or more refused, than was said is sound; the other way round is not.
  const allowing = effect === 'allow';
  const operation: { -readonly [F in keyof Operation]: Operation[F] } = {};
  if (hosts) operation.hosts = lowerHosts(hosts, authorityPorts, allowing ? 'at-most' : 'exact', refuse);
  if (notHosts) operation.notHosts = lowerHosts(notHosts, authorityPorts, allowing ? 'exact' : 'at-most', refuse);
  if (methods) operation.methods = methods.map(method);
  if (notMethods) operation.notMethods = notMethods.map(method);
  if (paths) operation.paths = paths.flatMap(path);
  if (notPaths) operation.notPaths = notPaths.flatMap(path);
  warnOfBrackets((allowing ? operation.notPaths : operation.paths) ?? [], refuse);
  if (ports) operation.ports = ports.map(String);
  if (notPorts) operation.notPorts = notPorts.map(String);
  return {
    ...(Object.keys(operation).length > 0 && { operation }),
    when: match.headers.map((header) => lowerHeader(header, refuse)),
    http: isHttpMatch(match),
  };
}

/** Seen on Envoy 1.40: neither `{*}` nor `{**}` of a template matches a `[` or `]`, which a client may send as it is. */
function warnOfBrackets(paths: readonly string[], refuse: Refuse): void {
  const template = paths.find((path) => path.includes('{'));
  if (template === undefined) return;
  refuse('MW3222', `a path with \`[\` or \`]\` in it slips past \`${template}\``, {
    severity: 'warning',
    note: 'Envoy matches no brackets in what a template leaves open, and a rule that refuses must not miss a request',
    help: 'use a prefix, or allow the paths that are meant instead of refusing others',
  });
}

export function lowerHeader({ name, values, negated }: HeaderMatch, refuse: Refuse): When {
  const key = `request.headers[${name}]`;
  const listed = values.map((value) => pattern(value, `value of header \`${name}\``, refuse));
  return negated ? { key, notValues: listed } : { key, values: listed };
}
