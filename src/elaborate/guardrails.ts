import { isNonEmpty } from '../base/nonempty.ts';
import { type Span, within } from '../base/span.ts';
import type { DeclarationOf } from '../dsl/declaration.ts';
import type { Guardrail } from '../model/guardrail.ts';
import type { ServiceKey } from '../model/ids.ts';
import type { Context } from './context.ts';
import { callers, indexed, listOf, requestMatches } from './rules.ts';

/** `mesh.never(…)` and `mesh.always(…)`. */
export function elaborateGuardrail(
  { kind, span, args: [name, syntax] }: DeclarationOf<'never'> | DeclarationOf<'always'>,
  context: Context,
): Guardrail | undefined {
  const at = within(span, 1);
  const acrossHops = 'reaches' in syntax;
  const field = acrossHops ? 'reaches' : 'to';
  const reached = acrossHops ? syntax.reaches : syntax.to;
  const place = indexed(at, field, reached);
  const to = [...new Set(listOf<Reached>(reached).flatMap((one, i) => servicesOf(one, place(i), context)))];
  const from = callers(syntax.from, within(at, 'from'), context);
  const asked = syntax.requests === undefined ? [] : listOf(syntax.requests);
  const requests = requestMatches(asked, undefined, indexed(at, 'requests', syntax.requests), context);
  if (!isNonEmpty(to) || from === undefined || requests === undefined) return undefined;
  return { kind, name, from, to, acrossHops, requests, span };
}

interface Reached {
  readonly ref: 'service' | 'namespace';
  readonly id: string;
}

/** The service itself, or every service of a namespace. A namespace without services is nothing to guard, and an error. */
function servicesOf({ ref, id }: Reached, at: Span, context: Context): readonly ServiceKey[] {
  if (ref === 'service') {
    const service = context.resolve(context.services, 'service', id, at);
    return service ? [service.key] : [];
  }
  if (context.resolve(context.namespaces, 'namespace', id, at) === undefined) return [];
  const keys = [...context.services.values()].filter(({ namespace }) => namespace === id).map(({ key }) => key);
  if (keys.length === 0)
    context.error('MW1208', `namespace \`${id}\` has no services: the guardrail would hold of nothing`, { span: at });
  return keys;
}
