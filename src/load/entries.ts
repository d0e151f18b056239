/** The values that meshwright exports, by entry: a name that is imported from the wrong one is shown the way. */
export const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  meshwright: [
    ...['mesh', 'target', 'header', 'path'],
    ...['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'grpc'],
    ...['allOf', 'anyone', 'authenticated', 'ipBlock', 'remoteIpBlock', 'requestPrincipal'],
    ...['serviceAccount', 'spiffe', 'trustDomain'],
  ],
  'meshwright/config': [
    'defineConfig',
    'istio',
    'envoy',
    'files',
    'spire',
    'dns',
    'addresses',
    'argoCd',
    'flux',
    'plain',
  ],
  'meshwright/cdk8s': ['MeshChart', 'withTarget'],
  'meshwright/jest': ['loadMesh', 'matchers'],
};

/** The other entry that has a name. */
export function entryOf(name: string, specifier: string): string | undefined {
  if (!Object.hasOwn(ENTRIES, specifier)) return undefined;
  return Object.keys(ENTRIES).find((entry) => ENTRIES[entry]!.includes(name));
}
