import { ALL, and, type Formula, not, or } from '../../../access/formula.ts';
import type { Effect } from '../../../model/authorization.ts';

/** One field of a rule and its `not…`: values are or-ed; a value that Istio cannot use is undefined. */
export interface Field {
  /** Whether only requests have it, and bytes on a TCP port do not. */
  readonly http: boolean;
  readonly values: readonly (Formula | undefined)[];
  readonly notValues: readonly (Formula | undefined)[];
}

const NO_VALUES: Field['values'] = [];

export function field(
  http: boolean,
  formula: (value: string) => Formula | undefined,
  values: readonly string[] | undefined,
  notValues: readonly string[] | undefined,
): Field {
  return { http, values: values?.map(formula) ?? NO_VALUES, notValues: notValues?.map(formula) ?? NO_VALUES };
}

/** A field that Istio makes nothing of because of one of its values. */
export const BROKEN: Field = { http: false, values: [undefined], notValues: [] };

/**
 * All fields at once, as a proxy gets them; undefined when Istio drops the rule. What it cannot write for a port it leaves
 * out, value by value; but a rule that allows goes as a whole then, or it would allow more.
 */
export function conjunction(fields: readonly Field[], effect: Effect, onBytes: boolean): Formula | undefined {
  const held: Formula[] = [];
  for (const one of fields) {
    if (effect === 'allow' && isLost(one, onBytes)) return undefined;
    if (!(one.http && onBytes)) held.push(fieldFormula(one));
  }
  return and(...held);
}

function isLost({ http, values, notValues }: Field, onBytes: boolean): boolean {
  if (http && onBytes && values.length + notValues.length > 0) return true;
  return values.includes(undefined) || notValues.includes(undefined);
}

function fieldFormula({ values, notValues }: Field): Formula {
  const some = usable(values);
  const none = usable(notValues);
  return and(some.length > 0 ? or(...some) : ALL, none.length > 0 ? not(or(...none)) : ALL);
}

function usable(values: Field['values']): readonly Formula[] {
  return values.includes(undefined) ? values.filter((value) => value !== undefined) : (values as readonly Formula[]);
}
