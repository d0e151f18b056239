import type { Span } from '../../../base/span.ts';
import type { Code } from '../../../diag/catalogue.ts';
import { error } from '../../../diag/diagnostic.ts';
import type { Context } from '../context.ts';

/** Says that a route cannot be written for Istio. */
export type RefuseRoute = (code: Code, message: string, help?: string) => void;

export function refusingRoute(span: Span, gap: Context['gap']): RefuseRoute {
  return (code, message, help) => gap(error(code, message, { span, ...(help !== undefined && { help }) }));
}
