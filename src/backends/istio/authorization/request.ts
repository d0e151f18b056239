import type { NonEmpty } from '../../../base/nonempty.ts';
import type { Operation, When } from '../../../manifest/kinds/istio-security.ts';
import type { Effect } from '../../../model/authorization.ts';
import { type HeaderMatch, isHttpMatch, type PathMatch, type RequestMatch } from '../../../model/match.ts';
import { lowerHosts } from './host.ts';
import { NO_CONDITIONS } from './part.ts';
import { lowerPath } from './path.ts';
import type { Refuse } from './refusal.ts';
import { literal, pattern } from './value.ts';

export interface RequestPart {
  /** Undefined: every request. */
  readonly operation: Operation | undefined;
  readonly when: readonly When[];
  readonly http: boolean;
}

export const ANY_REQUEST: RequestPart = { operation: undefined, when: NO_CONDITIONS, http: false };

/** Headers have no place in an operation: they are conditions of the whole rule. */
export function lowerRequest(
  match: RequestMatch,
  effect: Effect,
  authorityPorts: readonly number[],
  refuse: Refuse,
): RequestPart {
  const operation = lowerOperation(match, effect === 'allow', authorityPorts, refuse);
  const { headers } = match;
  const when = headers.length === 0 ? NO_CONDITIONS : headers.map((header) => lowerHeader(header, refuse));
  return { operation, when, http: isHttpMatch(match) };
}

/** Undefined where all that is said is said of headers. Less allowed, or more refused, is sound; the other way round is not. */
function lowerOperation(
  { methods, notMethods, paths, notPaths, hosts, notHosts, ports, notPorts }: RequestMatch,
  allowing: boolean,
  authorityPorts: readonly number[],
  refuse: Refuse,
): Operation | undefined {
  const operation: { -readonly [F in keyof Operation]: Operation[F] } = {};
  if (hosts) operation.hosts = lowerHosts(hosts, authorityPorts, allowing ? 'at-most' : 'exact', refuse);
  if (notHosts) operation.notHosts = lowerHosts(notHosts, authorityPorts, allowing ? 'exact' : 'at-most', refuse);
  if (methods) operation.methods = lowerMethods(methods, refuse);
  if (notMethods) operation.notMethods = lowerMethods(notMethods, refuse);
  if (paths) operation.paths = lowerPaths(paths, refuse);
  if (notPaths) operation.notPaths = lowerPaths(notPaths, refuse);
  const refused = allowing ? operation.notPaths : operation.paths;
  if (refused) warnOfBrackets(refused, refuse);
  if (ports) operation.ports = ports.map(String);
  if (notPorts) operation.notPorts = notPorts.map(String);
  return methods || paths || hosts || ports || notMethods || notPaths || notHosts || notPorts ? operation : undefined;
}

function lowerMethods(methods: readonly string[], refuse: Refuse): readonly string[] {
  for (const method of methods) literal(method, 'method', refuse);
  return methods;
}

function lowerPaths(paths: NonEmpty<PathMatch>, refuse: Refuse): readonly string[] {
  return paths.length === 1 ? lowerPath(paths[0], refuse) : paths.flatMap((path) => lowerPath(path, refuse));
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
