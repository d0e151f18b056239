import type { JsonObject } from '../../../base/json.ts';
import { isHttpMatch, type RequestMatch } from '../../../model/match.ts';
import { header } from './header.ts';
import { host } from './host.ts';
import { permissions } from './logic.ts';
import { path } from './path.ts';

/** Where a request is looked at: a listener is for one port of the pod, so what a rule says of ports is settled here. */
export interface Port {
  readonly port: number;
  readonly http: boolean;
  /** At a gateway: clients come from outside, and have no identity of the mesh, whatever certificate they show. */
  readonly outside?: boolean;
}

/** Which requests of a port match; undefined where none can. */
export function request(
  match: RequestMatch,
  { port, http }: Port,
  hostPorts: readonly number[],
): JsonObject | undefined {
  if (match.ports && !match.ports.includes(port)) return undefined;
  if (match.notPorts?.includes(port)) return undefined;
  if (!http && isHttpMatch(match)) return undefined;
  const { methods, notMethods, paths, notPaths, hosts, notHosts, headers } = match;
  const named = (name: string) => host(name, hostPorts);
  return permissions.and([
    ...some(methods, method),
    ...none(notMethods, method),
    ...some(paths, path),
    ...none(notPaths, path),
    ...some(hosts, named),
    ...none(notHosts, named),
    ...headers.map(header),
  ]);
}

function method(exact: string): JsonObject {
  return { header: { name: ':method', string_match: { exact } } };
}

function some<T>(list: readonly T[] | undefined, each: (one: T) => JsonObject): readonly JsonObject[] {
  return list ? [permissions.or(list.map(each))] : [];
}

function none<T>(list: readonly T[] | undefined, each: (one: T) => JsonObject): readonly JsonObject[] {
  return some(list, each).map(permissions.not);
}
