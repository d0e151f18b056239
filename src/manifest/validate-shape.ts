import type { ShapeNode } from '../../schemas/kinds.mjs';
import type { Rule } from './cel.ts';
import { celRule } from './cel.ts';

/** A node of a shape with its neighbours at hand, and with what there is to do at it and below. */
export interface Node {
  readonly fields?: ReadonlyMap<string, Node>;
  readonly items?: Node;
  readonly values?: Node;
  readonly default?: unknown;
  readonly double: boolean;
  readonly keys?: readonly string[];
  readonly oneOf: readonly (readonly string[])[];
  readonly escaped?: Readonly<Record<string, string>>;
  readonly rules: readonly NodeRule[];
  /** Whether the rules ask of a mapping for nothing but the names in it. */
  readonly asksForNames: boolean;
  /** What rules said already, by what they look at. */
  readonly known: Map<string, readonly string[]>;
  /** Fields that have a default, or hold something that has one. */
  readonly defaulted: readonly Field[];
  /** Fields that have rules or list keys, or hold something that has. */
  readonly ruled: readonly Field[];
  readonly hasDefaults: boolean;
  readonly hasRules: boolean;
}

interface Field {
  readonly name: string;
  readonly node: Node;
}

export interface NodeRule {
  readonly text: string;
  readonly message: string;
  /** Parsed when first needed. */
  readonly holds: Rule;
}

/** Links a table of nodes. Each refers only to earlier ones, so one pass is enough; the last is the root. */
export function linkShape(table: readonly ShapeNode[]): Node {
  const nodes: Node[] = [];
  for (const shape of table) nodes.push(link(shape, nodes));
  return nodes[nodes.length - 1]!;
}

function link(shape: ShapeNode, nodes: readonly Node[]): Node {
  const fields = shape.fields && new Map(Object.entries(shape.fields).map(([name, index]) => [name, nodes[index]!]));
  const items = shape.items === undefined ? undefined : nodes[shape.items];
  const values = shape.values === undefined ? undefined : nodes[shape.values];
  const named = [...(fields ?? [])].map(([name, node]): Field => ({ name, node }));
  const defaulted = named.filter(({ node }) => node.default !== undefined || node.hasDefaults);
  const ruled = named.filter(({ node }) => node.hasRules);
  const rules = (shape.rules ?? []).map(nodeRule);
  const inner = [items, values];
  return {
    fields,
    items,
    values,
    default: shape.default,
    double: shape.double === true,
    keys: shape.keys,
    oneOf: shape.oneOf ?? [],
    escaped: shape.escaped,
    rules,
    asksForNames: rules.every(({ text }) => asksForNames(text)),
    known: rules.length > 0 ? new Map() : NOTHING,
    defaulted,
    ruled,
    hasDefaults: defaulted.length > 0 || inner.some((node) => node?.hasDefaults),
    hasRules: rules.length > 0 || shape.keys !== undefined || ruled.length > 0 || inner.some((node) => node?.hasRules),
  };
}

/** Of nodes that have no rules. */
const NOTHING = new Map<string, never>();

/** Whether a rule does no more with `self` than look for a field, or say something of each key. */
export function asksForNames(rule: string): boolean {
  return !/\bself\b/.test(rule.replaceAll(/\bhas\(self\.\w+\)|\bself\.all\((?=(?!self\b)\w+,)/g, ''));
}

function nodeRule({ rule, message }: { readonly rule: string; readonly message?: string }): NodeRule {
  let parsed: Rule | undefined;
  return {
    text: rule,
    message: message ?? `must satisfy \`${rule}\``,
    holds: (self) => {
      parsed ??= celRule(rule);
      return parsed(self);
    },
  };
}
