import type { JsonObject } from '../../../base/json.ts';

/**
 * Conditions of Envoy's RBAC joined: permissions (of what is asked for) and principals (of who asks) have the same three ways. None of
 * an `or` holds never, none of an `and` always; Envoy takes no empty lists.
 */
export interface Logic {
  readonly and: (parts: readonly JsonObject[]) => JsonObject;
  readonly or: (parts: readonly JsonObject[]) => JsonObject;
  readonly not: (part: JsonObject) => JsonObject;
}

export const ANY: JsonObject = { any: true };

export const permissions: Logic = logic('rule');
export const principals: Logic = logic('id');

function logic(kind: 'rule' | 'id'): Logic {
  const never = { [`not_${kind}`]: ANY };
  const isAny = (part: JsonObject) => part['any'] === true;
  const joined = (how: 'and' | 'or', parts: readonly JsonObject[]) =>
    parts.length === 1 ? parts[0]! : { [`${how}_${kind}s`]: { [`${kind}s`]: parts } };
  return {
    and: (parts) => {
      const telling = parts.filter((part) => !isAny(part));
      return telling.length === 0 ? ANY : joined('and', telling);
    },
    or: (parts) => (parts.length === 0 ? never : parts.some(isAny) ? ANY : joined('or', parts)),
    not: (part) => ({ [`not_${kind}`]: part }),
  };
}
