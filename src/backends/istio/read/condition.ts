import { atom } from '../../../access/formula.ts';
import type { When } from '../../../manifest/kinds/istio-security.ts';
import { BROKEN, type Field, field } from './field.ts';
import { port } from './operation.ts';
import { namespace, serviceAccount, trustDomain } from './principal.ts';
import { address, type Reading } from './source.ts';
import { stringMatch } from './value.ts';

/** One `when`; undefined for a key that Istio does not know: it drops the whole rule. */
export function whenField({ key, values, notValues }: When, reading: Reading): Field | undefined {
  const { configuration, tokens } = reading;
  const read = (http: boolean, formula: Parameters<typeof field>[1]) => field(http, formula, values, notValues);
  switch (key) {
    case 'destination.ip':
      return read(false, address('destination-ip'));
    case 'destination.port':
      return read(false, port);
    case 'connection.sni':
      return read(false, (value) => atom({ on: 'sni', match: stringMatch(value) }));
    case 'source.ip':
      return read(false, address('source-ip'));
    case 'remote.ip':
      return read(false, address('remote-ip'));
    case 'source.namespace':
      return read(false, namespace);
    case 'source.trustDomain':
      return read(false, (value) => trustDomain(value, configuration));
    case 'source.serviceAccount':
      return read(false, (value) => serviceAccount(value, reading.namespace));
    case 'source.principal':
      return read(false, reading.principal);
    case 'request.auth.principal':
      return read(true, tokens.principal);
    case 'request.auth.audiences':
      return read(true, tokens.audience);
    case 'request.auth.presenter':
      return read(true, tokens.presenter);
    default:
      return keyed({ key, values, notValues } as When, reading);
  }
}

/** Keys with a name in brackets. */
function keyed({ key, values, notValues }: When, { tokens }: Reading): Field | undefined {
  if (key.startsWith('experimental.envoy.filters.')) {
    // What other filters found: here, something that is so or not.
    return field(false, (value) => atom({ on: 'external', provider: `${key} ${value}` }), values, notValues);
  }
  if (key.startsWith('request.headers')) {
    const name = /^\[(.*)\]$/.exec(key.slice('request.headers'.length))?.[1]?.toLowerCase();
    if (name === undefined) return BROKEN;
    return field(true, (value) => atom({ on: 'header', name, match: stringMatch(value) }), values, notValues);
  }
  if (!key.startsWith('request.auth.claims')) return undefined;
  const path = claimPath(key.slice('request.auth.claims'.length));
  return path === undefined ? BROKEN : field(true, (value) => tokens.claim(path, value), values, notValues);
}

/** `[a][b]` is `b` of `a`; what is no such list is one name, if it is in brackets at all. */
function claimPath(text: string): readonly string[] | undefined {
  if (/^(?:\[[^[\]]*\])+$/.test(text)) return text.slice(1, -1).split('][');
  return /^\[(.*)\]$/.exec(text)?.slice(1);
}
