import type { Code } from '../../../diag/catalogue.ts';
import { error, warning } from '../../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../../model/authorization.ts';
import type { Context } from '../context.ts';

/**
 * Says that a rule cannot be written for Istio. What is then returned in place of the value is never emitted: a mesh with
 * gaps is not lowered. A warning is for what is emitted all the same.
 */
export type Refuse = (code: Code, message: string, details?: RefusalDetails) => void;

interface RefusalDetails {
  readonly severity?: 'warning';
  readonly note?: string;
  readonly help?: string;
}

export function refusing({ span }: AuthorizationRule, gap: Context['gap']): Refuse {
  return (code, message, { severity, ...details } = {}) =>
    gap((severity === 'warning' ? warning : error)(code, message, { span, ...details }));
}
