import type { Plan } from '../../src/xds/plan.ts';

export declare const plans: { readonly [version: string]: () => Promise<{ readonly plan: Plan }> };
