import type { Json, JsonObject } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import { celValue } from './cel-value.ts';
import type { ManifestProblem } from './validate-problem.ts';
import type { Node } from './validate-shape.ts';

/** A walk over one manifest. The path is pushed and popped in place: ten thousands of manifests have no problem to keep it for. */
interface Walk {
  readonly path: (string | number)[];
  readonly problems: ManifestProblem[];
}

/** What CEL rules and list keys refuse. The value is known to fit the schema, and has its defaults. */
export function checkRules(value: Json, root: Node): readonly ManifestProblem[] {
  const path: Walk['path'] = [];
  const problems: ManifestProblem[] = [];
  check(value, root, { path, problems });
  return problems;
}

function check(value: Json, node: Node, walk: Walk): void {
  if (value === null) return;
  if (Array.isArray(value)) checkList(value as readonly Json[], node, walk);
  else if (isJsonObject(value)) checkObject(value, node, walk);
  if (node.rules.length > 0) evaluate(value, node, walk);
}

function checkObject(value: JsonObject, { ruled, values }: Node, walk: Walk): void {
  for (let i = 0; i < ruled.length; i++) {
    const { name, node } = ruled[i]!;
    checkInner(value[name], name, node, walk);
  }
  if (values?.hasRules) for (const key of Object.keys(value)) checkInner(value[key], key, values, walk);
}

function checkList(list: readonly Json[], { items, keys }: Node, walk: Walk): void {
  if (items?.hasRules) for (let i = 0; i < list.length; i++) checkInner(list[i], i, items, walk);
  if (keys !== undefined && list.length > 1) checkKeys(list, keys, walk);
}

function checkInner(value: Json | undefined, step: string | number, node: Node, walk: Walk): void {
  if (value === undefined) return;
  walk.path.push(step);
  check(value, node, walk);
  walk.path.pop();
}

function checkKeys(list: readonly Json[], keys: readonly string[], { path, problems }: Walk): void {
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

function evaluate(value: Json, node: Node, { path, problems }: Walk): void {
  const messages = refusals(value, node);
  for (let i = 0; i < messages.length; i++) problems.push({ path: [...path], message: messages[i]! });
}

/** What is remembered of a node: enough for what recurs, and little where nothing does. */
const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 200;

/** The messages of the rules that do not hold. Of thousands of manifests most look the same to a rule: it is asked once. */
function refusals(value: Json, node: Node): readonly string[] {
  const looks = looksLike(value, node);
  const known = looks === undefined ? undefined : node.known.get(looks);
  if (known !== undefined) return known;
  const self = celValue(value, node);
  const refused = node.rules.filter((rule) => !rule.holds(self)).map(({ message }) => message);
  if (looks !== undefined && looks.length <= LONGEST_KNOWN && node.known.size < MOST_KNOWN)
    node.known.set(looks, refused);
  return refused;
}

/** All that the rules of a node can tell a value by, where that is a short text. */
function looksLike(value: Json, { asksForNames }: Node): string | undefined {
  if (typeof value === 'string') return value;
  return asksForNames && isJsonObject(value) ? namesOf(value) : undefined;
}

/** With their lengths, so that no two lists of names are written alike. */
function namesOf(value: JsonObject): string | undefined {
  let names = '';
  const keys = Object.keys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    // Whether a field is there that is null, a rule is asked.
    if (value[key] === null) return undefined;
    if (value[key] !== undefined) names += `${key.length} ${key}`;
  }
  return names;
}
