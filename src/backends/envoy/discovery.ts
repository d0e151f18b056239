import type { JsonObject } from '../../base/json.ts';
import { type ProxyFileName, proxyFilePath } from '../../xds/paths.ts';
import type { Context, Resources } from './context.ts';
import type { Placement, ProxyRef } from './placement.ts';

/** Where a proxy finds what one of its files holds, and that it has to look again when the file is replaced by a move. */
export function fileSource(name: ProxyFileName, proxy: ProxyRef, placement: Placement): JsonObject {
  const root = placement.directory(proxy);
  const path = `${root}/${proxyFilePath(name)}`;
  return {
    path_config_source: { path, watched_directory: { path: path.slice(0, path.lastIndexOf('/')) } },
    resource_api_version: 'V3',
  };
}

/** A table of routes in a connection manager: by name where files hold it, or as it is. */
export function routeTable(
  table: JsonObject & { readonly name: string },
  { proxy, placement }: Context,
): { readonly manager: JsonObject; readonly resources: Resources } {
  if (placement.configuration === 'static') return { manager: { route_config: table }, resources: {} };
  const config_source = fileSource({ kind: 'routes', resource: table.name }, proxy, placement);
  return {
    manager: { rds: { route_config_name: table.name, config_source } },
    resources: { routes: [table] },
  };
}

/** The endpoints of a cluster: by name where files hold them, or as they are. */
export function loadAssignment(
  assignment: JsonObject & { readonly cluster_name: string },
  { proxy, placement }: Context,
): { readonly cluster: JsonObject; readonly resources: Resources } {
  if (placement.configuration === 'static')
    return { cluster: { type: 'STATIC', load_assignment: assignment }, resources: {} };
  const eds_config = fileSource({ kind: 'endpoints', resource: assignment.cluster_name }, proxy, placement);
  return {
    cluster: { type: 'EDS', eds_cluster_config: { service_name: assignment.cluster_name, eds_config } },
    resources: { endpoints: [assignment] },
  };
}

/** A secret by name: from a file, or from among those of a bootstrap that holds all. */
export function secretSource(name: string, { proxy, placement }: Context): JsonObject {
  if (placement.configuration === 'static') return { name };
  return { name, sds_config: fileSource({ kind: 'secrets', resource: name }, proxy, placement) };
}
