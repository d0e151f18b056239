import { ALL, and, atom, type Formula, NONE, not } from '../../../access/formula.ts';
import { flag, type Message, needed, only, refuse, text } from './message.ts';
import { stringMatch } from './strings.ts';

/** An `envoy.config.route.v3.HeaderMatcher`: some line matches; inverted, there is a line, and none matches. */
export function header(of: Message): Formula {
  only(of, 'name', 'string_match', 'present_match', 'invert_match');
  const name = text(of, 'name').toLowerCase();
  const inverted = flag(of, 'invert_match');
  const present = presence(of, name);
  if (of.value['string_match'] === undefined) {
    const asked = (of.value['present_match'] === undefined || flag(of, 'present_match')) !== inverted;
    return asked ? present : not(present);
  }
  if (of.value['present_match'] !== undefined) return refuse(of, 'exactly one way to match is expected here');
  const held = matched(of, name);
  return inverted ? and(present, not(held)) : held;
}

/** Every request has a method and an authority. */
function presence(of: Message, name: string): Formula {
  if (name === ':method' || name === ':authority' || name === 'host') return ALL;
  if (name.startsWith(':')) return refuse(of, `what \`${name}\` is told by is not known here`);
  return atom({ on: 'header', name, match: { kind: 'present' } });
}

function matched(of: Message, name: string): Formula {
  const wanted = needed(of, 'string_match');
  if (name === ':authority' || name === 'host')
    return atom({ on: 'host', match: stringMatch(wanted, { anyCase: true }) });
  if (name === ':method') return atom({ on: 'method', match: stringMatch(wanted) });
  const match = stringMatch(wanted);
  return match.kind === 'exact' && match.value.trim() !== match.value ? NONE : atom({ on: 'header', name, match });
}
