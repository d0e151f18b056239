import type { When } from '../../../manifest/kinds/istio-security.ts';
import type { Condition } from '../../../model/authorization.ts';
import { lowerClaim } from './caller.ts';
import { NOTHING, type Part } from './part.ts';
import type { Refuse } from './refusal.ts';
import { lowerHeader } from './request.ts';
import { pattern } from './value.ts';

export function lowerConditions(conditions: readonly Condition[], refuse: Refuse): Part {
  if (conditions.length === 0) return NOTHING;
  return {
    source: {},
    when: conditions.map((condition) => lowerCondition(condition, refuse)),
    http: conditions.some(({ kind }) => kind === 'header' || kind === 'claim'),
  };
}

function lowerCondition(condition: Condition, refuse: Refuse): When {
  switch (condition.kind) {
    case 'header':
      return lowerHeader(condition, refuse);
    case 'claim':
      return lowerClaim(condition, refuse);
    case 'sni': {
      const values = condition.values.map((value) => pattern(value, 'server name', refuse));
      return listed('connection.sni', values, condition.negated);
    }
    case 'destination-ip':
      return listed('destination.ip', condition.cidrs, condition.negated);
  }
}

function listed(key: string, values: readonly string[], negated: boolean): When {
  return negated ? { key, notValues: values } : { key, values };
}
