import { type Identity, printIdentity } from '../model/ids.ts';
import { type DimensionName, RANK } from './dimensions.ts';
import { parseAddress } from './sets/addresses.ts';
import { BEARER } from './token-place.ts';

/** What is familiar where a request is shown: taken, in this order, where it will do. */
export interface Surroundings {
  readonly identities?: readonly Identity[];
  readonly hosts?: readonly string[];
  readonly paths?: readonly string[];
  readonly sourceIps?: readonly string[];
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

/** The values of a dimension that are tried first. A client is the peer unless it has to be somebody else. */
export function preferences(around: Surroundings) {
  const addresses = [...(around.sourceIps ?? []), '10.0.0.1', '203.0.113.1', '2001:db8::1'].map(parseAddress);
  const fixed: Partial<Record<DimensionName, readonly unknown[]>> = {
    port: [8080],
    principal: [...(around.identities ?? []).map(printIdentity), undefined, 'cluster.local/ns/x/sa/x'],
    'source-ip': addresses,
    'destination-ip': [parseAddress('10.0.0.2')],
    sni: [''],
    http: [true],
    method: METHODS,
    host: [...(around.hosts ?? []), 'example.com'],
    path: ['/', ...(around.paths ?? [])],
    token: [undefined, BEARER],
    'jwt-issuer': ['https://issuer.example.com'],
    'jwt-subject': [undefined],
    'jwt-presenter': [undefined],
  };
  return (name: DimensionName, point: ReadonlyMap<number, unknown>): readonly unknown[] =>
    name === 'remote-ip' ? [point.get(RANK['source-ip']), ...addresses] : (fixed[name] ?? []);
}
