import type { Code } from '../../../diag/catalogue.ts';
import { error } from '../../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../../model/authorization.ts';
import type { Context } from '../context.ts';

/**
 * Says that a rule cannot be written for Istio. What is then returned in place of the value is never emitted: a mesh with
 * gaps is not lowered.
 */
export type Refuse = (
  code: Code,
  message: string,
  details?: { readonly note?: string; readonly help?: string },
) => void;

export function refusing({ span }: AuthorizationRule, gap: Context['gap']): Refuse {
  return (code, message, details) => gap(error(code, message, { span, ...details }));
}
