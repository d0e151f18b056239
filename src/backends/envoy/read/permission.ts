import { ALL, and, atom, type Formula, NONE, not, or } from '../../../access/formula.ts';
import { cidr } from './cidr.ts';
import { claim } from './claim.ts';
import { header } from './header.ts';
import { choice, flag, list, type Message, needed, only, refuse } from './message.ts';
import { uriTemplate, urlPath } from './path.ts';
import type { Chain } from './principal.ts';
import { stringMatch } from './strings.ts';

/** An `envoy.config.rbac.v3.Permission`. */
export function permission(of: Message, chain: Chain): Formula {
  const kind = choice(of);
  const rules = () => list(only(needed(of, kind), 'rules'), 'rules').map((one) => permission(one, chain));
  switch (kind) {
    case 'any':
      return flag(of, 'any') ? ALL : refuse(of, '`any` has to be true');
    case 'and_rules':
      return and(...rules());
    case 'or_rules':
      return or(...rules());
    case 'not_rule':
      return not(permission(needed(of, kind), chain));
    case 'destination_ip':
      return atom({ on: 'destination-ip', cidr: cidr(needed(of, kind)) });
    case 'requested_server_name':
      return atom({ on: 'sni', match: stringMatch(needed(of, kind)) });
    default:
      return ofRequest(of, kind, chain);
  }
}

function ofRequest(of: Message, kind: string, { http, issuers }: Chain): Formula {
  switch (kind) {
    case 'header':
      return http ? header(needed(of, kind)) : refuse(of, 'bytes have no headers');
    case 'url_path':
      return http ? urlPath(needed(of, kind)) : NONE;
    case 'uri_template':
      return http ? uriTemplate(needed(of, kind)) : NONE;
    case 'metadata':
      return claim(needed(of, kind), http ? issuers : []);
    default:
      // `destination_port` too: it is where the proxy listens, which need not be where the application does.
      return refuse(of, `what \`${kind}\` asks for is not known here`);
  }
}
