import { absurd } from '../../../base/absurd.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { RateLimitKey } from '../../../model/rate-limit.ts';
import { extension } from '../any.ts';

/** What a key is called in descriptors. */
export function keyName(key: RateLimitKey): string {
  switch (key.kind) {
    case 'caller':
      return 'caller';
    case 'remote-address':
      return 'remote_address';
    case 'header':
      return key.name;
    default:
      return absurd(key);
  }
}

/** What tells requests apart. A descriptor that lacks an entry is none at all, so what a request does not have is an empty value. */
export function keyAction(key: RateLimitKey): JsonObject {
  switch (key.kind) {
    case 'caller':
      return expression('caller', "connection.mtls ? connection.uri_san_peer_certificate : ''");
    case 'remote-address':
      return { remote_address: {} };
    case 'header': {
      const name = JSON.stringify(key.name);
      return expression(key.name, `${name} in request.headers ? request.headers[${name}] : ''`);
    }
    default:
      return absurd(key);
  }
}

function expression(key: string, text: string): JsonObject {
  const message = 'envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor';
  return { extension: extension('envoy.rate_limit_descriptors.expr', message, { descriptor_key: key, text }) };
}
