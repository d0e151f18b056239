import { type AcceptedIssuer, ALL, and, atom, type Formula, NONE, not, or } from '../../../access/formula.ts';
import type { StringMatch } from '../../../model/match.ts';
import { cidr } from './cidr.ts';
import { claim } from './claim.ts';
import { header } from './header.ts';
import { choice, extensionOf, flag, inner, list, type Message, needed, only, refuse, text } from './message.ts';
import { urlPath } from './path.ts';
import { stringMatch } from './strings.ts';

/** What conditions are about: requests or bytes, and whose tokens were accepted before. */
export interface Chain {
  readonly http: boolean;
  readonly issuers: readonly AcceptedIssuer[];
}

/** An `envoy.config.rbac.v3.Principal`. */
export function principal(of: Message, chain: Chain): Formula {
  const kind = choice(of);
  const ids = () => list(only(needed(of, kind), 'ids'), 'ids').map((one) => principal(one, chain));
  switch (kind) {
    case 'any':
      return flag(of, 'any') ? ALL : refuse(of, '`any` has to be true');
    case 'and_ids':
      return and(...ids());
    case 'or_ids':
      return or(...ids());
    case 'not_id':
      return not(principal(needed(of, 'not_id'), chain));
    case 'direct_remote_ip':
      return atom({ on: 'source-ip', cidr: cidr(needed(of, kind)) });
    case 'remote_ip':
      return atom({ on: 'remote-ip', cidr: cidr(needed(of, kind)) });
    case 'authenticated':
      return named(needed(of, kind));
    case 'custom':
      return custom(needed(of, kind));
    default:
      return ofRequest(of, kind, chain);
  }
}

/** What only requests have: Envoy takes no headers for bytes, and no path or token is ever there. */
function ofRequest(of: Message, kind: string, { http, issuers }: Chain): Formula {
  switch (kind) {
    case 'header':
      return http ? header(needed(of, kind)) : refuse(of, 'bytes have no headers');
    case 'url_path':
      return http ? urlPath(needed(of, kind)) : NONE;
    case 'sourced_metadata': {
      const sourced = only(needed(of, kind), 'metadata_matcher', 'metadata_source');
      if ((sourced.value['metadata_source'] ?? 'DYNAMIC') !== 'DYNAMIC')
        return refuse(sourced, 'this is not what was said of a request');
      return claim(needed(sourced, 'metadata_matcher'), http ? issuers : []);
    }
    case 'metadata':
      return claim(needed(of, kind), http ? issuers : []);
    default:
      return refuse(of, `whom \`${kind}\` means is not known here`);
  }
}

const MTLS = 'envoy.extensions.rbac.principals.mtls_authenticated.v3.Config';

/** A certificate that was validated, and the URI in it. */
function custom(of: Message): Formula {
  const { type, config } = extensionOf(only(of, 'name', 'typed_config'));
  if (type !== MTLS) return refuse(of, `whom \`${type}\` means is not known here`);
  if (choice(config) === 'any_validated_client_certificate')
    return flag(config, 'any_validated_client_certificate') ? PRESENT : refuse(config, 'this matches nobody');
  const san = only(needed(config, 'san_matcher'), 'san_type', 'matcher');
  if (text(san, 'san_type') !== 'URI') return refuse(san, 'identities are URIs');
  const match = spiffe(needed(san, 'matcher'));
  return match.kind === 'prefix' && match.value === '' ? PRESENT : atom({ on: 'principal', match });
}

const PRESENT = atom({ on: 'principal', match: { kind: 'present' } });

/**
 * Envoy looks for this name among URIs, DNS names and the subject, and without a name takes TLS with no certificate at all: only what
 * has to begin as a SPIFFE identity does is one.
 */
function named(of: Message): Formula {
  only(of, 'principal_name');
  const name = inner(of, 'principal_name') ?? refuse(of, 'without a name, TLS without a certificate is let through');
  return atom({ on: 'principal', match: spiffe(name) });
}

const SCHEME = 'spiffe://';

function spiffe(of: Message): StringMatch {
  const match = stringMatch(of);
  if ((match.kind === 'exact' || match.kind === 'prefix') && match.value.startsWith(SCHEME))
    return { kind: match.kind, value: match.value.slice(SCHEME.length) };
  return refuse(of, 'this need not be a SPIFFE identity');
}
