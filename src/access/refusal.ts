/** Why there is no set: it would take more work than is reasonable, or a pattern is not RE2. */
export type Refusal =
  | { readonly kind: 'too-complex'; readonly at?: RuleIndex }
  | { readonly kind: 'bad-pattern'; readonly pattern: string; readonly why: string; readonly at?: RuleIndex };

/** Which rule of a destination: its policy by index, and its index in that. */
export interface RuleIndex {
  readonly policy: number;
  readonly rule: number;
}

export function isRefusal(value: unknown): value is Refusal {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  return kind === 'too-complex' || kind === 'bad-pattern';
}
