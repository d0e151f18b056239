import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { didYouMean } from '../../base/suggest.ts';
import type { FieldPlan, MessagePlan, Plan } from '../plan.ts';
import { type Check, inside, report, type Walk } from './problem.ts';
import { ruleCheck } from './rules.ts';
import { enumCheck, scalarCheck } from './scalar.ts';
import { WELL_KNOWN } from './well-known.ts';

/** Checks of messages by name, each made when it is first asked for. */
export function messageChecks(plan: Plan): (type: string) => Check | undefined {
  const made = new Map<string, Check>();
  const checkOf = (type: string): Check | undefined => {
    const known = made.get(type) ?? WELL_KNOWN[type];
    if (known) return known;
    const message = plan.messages[type];
    if (message === undefined) return undefined;
    // Messages hold themselves: the check is there before what it is made of.
    let check: Check | undefined;
    const lazy: Check = (value, walk) => {
      check ??= messageCheck(message, plan, checkOf);
      check(value, walk);
    };
    made.set(type, lazy);
    return lazy;
  };
  made.set('google.protobuf.Any', anyCheck(checkOf));
  return checkOf;
}

const TYPE_URL = 'type.googleapis.com/';

/** A message that says its type, and has the fields of that beside it. */
function anyCheck(checkOf: (type: string) => Check | undefined): Check {
  return (value, walk) => {
    const type = isJsonObject(value) ? value['@type'] : undefined;
    if (typeof type !== 'string' || !type.startsWith(TYPE_URL)) return report(walk, 'must say its `@type`');
    const check = checkOf(type.slice(TYPE_URL.length));
    if (check === undefined)
      return report(walk, `is of the type \`${type.slice(TYPE_URL.length)}\`, which is not known`);
    const { '@type': _, ...fields } = value as JsonObject;
    check(fields, walk);
  };
}

interface Field {
  readonly check: Check;
  readonly oneof: string | undefined;
  readonly forbidden: boolean;
}

function messageCheck(message: MessagePlan, plan: Plan, checkOf: (type: string) => Check | undefined): Check {
  const fields = new Map<string, Field>();
  const absent: [string, Check][] = [];
  for (const [name, field] of Object.entries(message.fields)) {
    fields.set(name, {
      check: fieldCheck(field, plan, checkOf),
      oneof: field.oneof,
      forbidden: field.forbidden === true,
    });
    const missing = absentCheck(field);
    if (missing) absent.push([name, missing]);
  }
  const names = [...fields.keys()];
  const required = message.required ?? [];
  return (value, walk) => {
    if (!isJsonObject(value)) return report(walk, 'must be an object');
    const groups = new Map<string, string>();
    for (const [name, one] of Object.entries(value)) {
      if (one === undefined || one === null) continue;
      const field = fields.get(name);
      if (field === undefined) reportUnknown(name, names, walk);
      else if (field.forbidden) report(walk, `cannot say \`${name}\`: this version of Envoy refuses it`);
      else inside(name, one, field.check, walk);
      if (field?.oneof === undefined) continue;
      const other = groups.get(field.oneof);
      if (other !== undefined) report(walk, `cannot say both \`${other}\` and \`${name}\``);
      groups.set(field.oneof, name);
    }
    for (const group of required) {
      if (!groups.has(group)) report(walk, `must say one of ${choices(group, message).join(', ')}`);
    }
    for (const [name, check] of absent) if (value[name] === undefined) inside(name, undefined, check, walk);
  };
}

function choices(group: string, { fields }: MessagePlan): readonly string[] {
  return Object.entries(fields).flatMap(([name, { oneof }]) => (oneof === group ? [name] : []));
}

function reportUnknown(name: string, names: readonly string[], walk: Walk): void {
  const help = didYouMean(name, names);
  report(walk, `cannot say \`${name}\`${help === undefined ? '' : `: ${help}`}`);
}

function fieldCheck(field: FieldPlan, plan: Plan, checkOf: (type: string) => Check | undefined): Check {
  const typed = typeCheck(field, plan, checkOf);
  const rules = field.rules && ruleCheck(field.rules);
  const whole = field.list ? listCheck(typed) : field.map ? mapCheck(typed) : typed;
  if (!rules) return whole;
  return (value, walk) => {
    const before = walk.problems.length;
    whole(value, walk);
    if (walk.problems.length === before) rules(value, walk);
  };
}

function typeCheck(field: FieldPlan, plan: Plan, checkOf: (type: string) => Check | undefined): Check {
  const { type } = field;
  if (type.startsWith('enum ')) return enumCheck(plan.enums[type.slice('enum '.length)]!, refusedBy(field));
  return type.includes('.') ? checkOf(type)! : scalarCheck(type);
}

/** Numbers of an enum that a field may not have. */
function refusedBy({ rules }: FieldPlan): readonly number[] {
  const refused = (rules?.['enum'] as JsonObject | undefined)?.['not_in'];
  return Array.isArray(refused) ? (refused as readonly number[]) : [];
}

function listCheck(check: Check): Check {
  return (value, walk) => {
    if (!Array.isArray(value)) return report(walk, 'must be a list');
    for (const [i, one] of value.entries()) inside(i, one, check, walk);
  };
}

function mapCheck(check: Check): Check {
  return (value, walk) => {
    if (!isJsonObject(value)) return report(walk, 'must be an object');
    for (const [key, one] of Object.entries(value)) inside(key, one, check, walk);
  };
}

/** What is not said has the value that protobuf gives it, and rules hold for that too; a member of a group that is not said has none. */
function absentCheck(field: FieldPlan): Check | undefined {
  const { type, list, map, oneof, rules } = field;
  if (rules === undefined || oneof !== undefined) return undefined;
  if (refusedBy(field).includes(0)) return (_, walk) => report(walk, 'is missing');
  const says = (kind: string) => (rules[kind] as JsonObject | undefined)?.['required'] === true;
  if (says('message') || says('duration') || says('any')) return (_, walk) => report(walk, 'is missing');
  const lists = rules['repeated'] ?? rules['map'];
  if (lists && (lists as JsonObject)['ignore_empty']) return undefined;
  if (list || map) return withDefault(ruleCheck(rules), []);
  if (type === 'string' || type === 'bytes') return withDefault(ruleCheck(rules), '');
  if (type.includes('.')) return undefined;
  return withDefault(ruleCheck(rules), type === 'bool' ? false : 0);
}

function withDefault(check: Check, value: unknown): Check {
  return (_, walk) => check(value, walk);
}
