import { inner, type Message, only, refuse, text } from './message.ts';

/** An `envoy.config.core.v3.CidrRange`; without a length it is everything. */
export function cidr(of: Message): string {
  only(of, 'address_prefix', 'prefix_len');
  const wrapped =
    typeof of.value['prefix_len'] === 'object' ? inner(of, 'prefix_len')?.value['value'] : of.value['prefix_len'];
  const length = wrapped ?? 0;
  return typeof length === 'number'
    ? `${text(of, 'address_prefix')}/${length}`
    : refuse(of, 'a length that is no number');
}
