import { type Message, only, refuse, text } from '../message.ts';

/** Milliseconds of a `google.protobuf.Duration`. */
export function durationOf(of: Message, name: string): number {
  const found = /^(\d+(?:\.\d+)?)s$/.exec(text(of, name));
  return found ? Math.round(Number(found[1]) * 1_000) : refuse(of, `\`${name}\` is no duration`);
}

/** A number, or the message around one. */
export function integer(of: Message, name: string): number {
  const found = of.value[name];
  return typeof found === 'number' ? found : refuse(of, `\`${name}\` is no number`);
}

const DENOMINATORS: Readonly<Record<string, number>> = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 };

/** Per cent of an `envoy.type.v3.FractionalPercent`. */
export function percentOf(of: Message): number {
  only(of, 'numerator', 'denominator');
  const whole = DENOMINATORS[of.value['denominator'] === undefined ? 'HUNDRED' : text(of, 'denominator')];
  if (whole === undefined) return refuse(of, 'parts of what is not known here');
  return Math.min(100, (integer(of, 'numerator') * 100) / whole);
}
