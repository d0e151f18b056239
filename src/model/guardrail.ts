import type { NonEmpty } from '../base/nonempty.ts';
import type { Span } from '../base/span.ts';
import type { Caller } from './authorization.ts';
import type { ServiceKey } from './ids.ts';
import type { RequestMatch } from './match.ts';

/** What must hold of access: proven on every compile. */
export interface Guardrail {
  /** `never`: no such request is admitted. `always`: every such request is. */
  readonly kind: 'never' | 'always';
  readonly name: string;
  readonly from: 'anyone' | NonEmpty<Caller>;
  readonly to: NonEmpty<ServiceKey>;
  /** Whether it is also about what is reached through other services. */
  readonly acrossHops: boolean;
  readonly requests: 'any' | NonEmpty<RequestMatch>;
  readonly span: Span;
}
