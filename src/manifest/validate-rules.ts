import type { Json } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import { celValue } from './cel-value.ts';
import type { ManifestPath, ManifestProblem } from './validate-problem.ts';
import type { Node } from './validate-shape.ts';

/** What CEL rules and list keys refuse. The value is known to fit the schema, and has its defaults. */
export function checkRules(value: Json, node: Node, path: ManifestPath, problems: ManifestProblem[]): void {
  if (!node.hasRules || value === null) return;
  if (Array.isArray(value)) checkList(value as readonly Json[], node, path, problems);
  else if (isJsonObject(value)) {
    for (const [name, field] of node.ruled) {
      const inner = value[name];
      if (inner !== undefined) checkRules(inner, field, [...path, name], problems);
    }
    if (node.values?.hasRules) checkValues(value, node.values, path, problems);
  }
  if (node.rules.length > 0) evaluate(value, node, path, problems);
}

function checkList(list: readonly Json[], node: Node, path: ManifestPath, problems: ManifestProblem[]): void {
  const { items, keys } = node;
  if (items?.hasRules) list.forEach((element, i) => void checkRules(element, items, [...path, i], problems));
  if (keys !== undefined && list.length > 1) checkKeys(list, keys, path, problems);
}

function checkValues(
  map: Readonly<Record<string, Json | undefined>>,
  values: Node,
  path: ManifestPath,
  problems: ManifestProblem[],
): void {
  for (const key of Object.keys(map)) {
    const inner = map[key];
    if (inner !== undefined) checkRules(inner, values, [...path, key], problems);
  }
}

function checkKeys(
  list: readonly Json[],
  keys: readonly string[],
  path: ManifestPath,
  problems: ManifestProblem[],
): void {
  const first = new Map<string, number>();
  list.forEach((element, i) => {
    if (!isJsonObject(element)) return;
    const id = JSON.stringify(keys.map((key) => element[key]));
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, i);
    else problems.push({ path: [...path, i], message: `has the same ${words(keys)} as element ${earlier}` });
  });
}

function words(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(' and ');
}

function evaluate(value: Json, node: Node, path: ManifestPath, problems: ManifestProblem[]): void {
  const self = celValue(value, node);
  for (const rule of node.rules) if (!rule.holds(self)) problems.push({ path, message: rule.message });
}
