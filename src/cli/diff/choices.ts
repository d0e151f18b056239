/** What makes `diff` fail beside differences: `--fail-on`. Known without loading `diff`. */
export const FAIL_ON = ['widened', 'outside', 'risk:low', 'risk:medium', 'risk:high', 'any'] as const;
export type FailOn = (typeof FAIL_ON)[number];
