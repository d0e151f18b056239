import type { RawSchema, SourceKind } from './raw.ts';
import type { Rule } from './shape.ts';
import { ruleList, skipReason } from './shape.ts';

export interface ListedRule extends Rule {
  /** Why it is not evaluated; absent when it is. */
  readonly skipped?: string;
}

/** Where each CEL rule of a kind stands: `spec.rules[].matches[]`, `spec.selector.matchLabels{}` (each value of a map). */
export type RuleTable = Readonly<Record<string, readonly ListedRule[]>>;

export function ruleTable(kind: SourceKind): RuleTable {
  const table: Record<string, ListedRule[]> = {};
  const visit = (raw: RawSchema, path: string): void => {
    const rules = ruleList(raw).map((rule) => {
      const skipped = skipReason(rule);
      return skipped === undefined ? rule : { ...rule, skipped };
    });
    if (rules.length > 0) table[path] = rules;
    for (const [name, inner] of Object.entries(raw.properties ?? {}))
      visit(inner, path === '' ? name : `${path}.${name}`);
    if (raw.items) visit(raw.items, `${path}[]`);
    if (typeof raw.additionalProperties === 'object') visit(raw.additionalProperties, `${path}{}`);
  };
  const { status: _, metadata: __, ...properties } = kind.schema.properties ?? {};
  visit({ ...kind.schema, properties }, '');
  return table;
}
