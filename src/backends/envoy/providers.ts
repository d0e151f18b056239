import type { Span } from '../../base/span.ts';
import { didYouMean } from '../../base/suggest.ts';
import type { Provider } from '../../config/envoy.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Context } from './context.ts';

/** The provider that a policy names, where it is one of a kind that can do it; else that is reported. */
export function findProvider<K extends Provider['kind']>(
  name: string,
  kinds: readonly K[],
  span: Span,
  { placement, gap }: Pick<Context, 'placement' | 'gap'>,
): Extract<Provider, { kind: K }> | undefined {
  const found = placement.providers.get(name);
  if (found !== undefined && (kinds as readonly string[]).includes(found.kind))
    return found as Extract<Provider, { kind: K }>;
  const wanted = kinds.map((kind) => `\`${kind}\``).join(' or ');
  if (found === undefined) {
    gap(
      error('MW3402', `the provider \`${name}\` is not configured`, {
        span,
        help:
          didYouMean(name, [...placement.providers.keys()]) ??
          `add it to \`envoy.providers\`, as one of kind ${wanted}`,
      }),
    );
  } else {
    gap(
      error('MW3402', `the provider \`${name}\` is of kind \`${found.kind}\`, and this takes ${wanted}`, {
        span,
        help: 'name another, or change its kind in `envoy.providers`',
      }),
    );
  }
  return undefined;
}
