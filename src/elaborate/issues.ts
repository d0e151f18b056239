import type * as z from 'zod/mini';
import { isJsonObject, type Json } from '../base/json.ts';
import { type Span, within } from '../base/span.ts';
import { didYouMean } from '../base/suggest.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What zod found wrong with a declaration, in the words of the person who wrote it. */
export function explainIssues(issues: readonly Issue[], args: Json, span: Span): readonly Diagnostic[] {
  return issues.flatMap((issue) => explain(issue, [], args, span));
}

function explain(issue: Issue, prefix: Path, args: Json, span: Span): readonly Diagnostic[] {
  const path = [...prefix, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownField(key, path, issue.message, span));
    case 'invalid_union':
      return explainUnion(issue, path, args, span);
    case 'invalid_key':
      return [badKey(issue, path, span)];
    case 'invalid_value':
      return [badValue(issue.values, path, args, span)];
    case 'too_small':
      return [tooSmall(issue, path, args, span)];
    case 'invalid_format':
    case 'custom':
    case 'too_big':
    case 'not_multiple_of':
      return [badForm(issue.message, path, args, span)];
    default:
      return isReference(valueAt(args, path.slice(0, -1)))
        ? badReference(path, args, span)
        : [badType(issue, path, args, span)];
  }
}

/** Of the alternatives, the one that comes nearest to what was written: the fewest faults, the deepest first. */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path, args: Json, span: Span): readonly Diagnostic[] {
  const written = valueAt(args, path);
  const fitting = issue.errors.filter(
    (branch) => !branch.some((fault) => fault.path.length === 0 && isWrongShape(fault, written)),
  );
  if (fitting.length === 0) return [badUnion(issue, path, args, span)];
  const best = [...fitting].sort((a, b) => faultiness(a) - faultiness(b))[0] ?? [];
  return best.flatMap((fault) => explain(fault as Issue, path, args, span));
}

function isWrongShape(fault: z.core.$ZodRawIssue | Issue, written: Json | undefined): boolean {
  if (fault.code === 'invalid_type') return true;
  // An alternative that shares no field with what was written was not meant.
  return (
    fault.code === 'unrecognized_keys' && isJsonObject(written) && fault.keys.length === Object.keys(written).length
  );
}

function faultiness(branch: readonly Issue[]): number {
  return branch.reduce((sum, fault) => sum + (fault.path.length === 0 ? 10 : 1), 0);
}

function badUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path, args: Json, span: Span): Diagnostic {
  const flat = issue.errors.flat() as Issue[];
  const words = flat.flatMap((fault) =>
    fault.code === 'invalid_value' ? fault.values.map((value) => `\`${String(value)}\``) : [],
  );
  const written = valueAt(args, path);
  if (written === undefined) return missing(path, span);
  if (isEmptyList(written)) return emptyList(path, span);
  const types = flat.flatMap((fault) => (fault.code === 'invalid_type' ? [fault.expected] : []));
  const help =
    words.length > 0 ? `say ${words.join(', ')}${types.includes('object') ? ' or an object' : ''}` : undefined;
  const listed = Array.isArray(written) && path.at(-2) === 'headers';
  const near = listed
    ? 'a header has one pattern: list a request, or write a rule, for each value'
    : typeof written === 'string'
      ? didYouMean(
          written,
          words.map((word) => word.slice(1, -1)),
        )
      : undefined;
  return error('MW1005', `${naming(path)} cannot be ${print(written)}`, {
    span: place(span, path),
    ...((near ?? help) && { help: near ?? help! }),
  });
}

function unknownField(key: string, path: Path, fields: string, span: Span): Diagnostic {
  const known = fields === '' ? [] : fields.split(', ');
  const help = didYouMean(key, known);
  const where = path.length > 1 ? ` of ${naming(path)}` : '';
  return error('MW1001', `there is no field \`${key}\`${where}`, {
    span: place(span, [...path, key]),
    ...(help && { help }),
    ...(!help && known.length > 0 && { label: `fields are ${known.join(', ')}` }),
  });
}

/** Marks the message of a value that should have been a reference. */
const REFERENCE_TO = 'a reference to a ';

/** zod's own words are not used; the message carries the fields that there are, or what should be referred to. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const shape = (issue.inst as { _zod?: { def?: { shape?: Shape } } } | undefined)?._zod?.def?.shape;
  if (issue.code === 'unrecognized_keys') return Object.keys(shape ?? {}).join(', ');
  const kinds = shape?.['ref']?._zod.def.values;
  return kinds === undefined ? undefined : `${REFERENCE_TO}${kinds.join(' or a ')}`;
}

type Shape = Readonly<Record<string, { readonly _zod: { readonly def: { readonly values?: readonly unknown[] } } }>>;

function badKey(issue: z.core.$ZodIssueInvalidKey, path: Path, span: Span): Diagnostic {
  const what = issue.issues[0]?.message ?? 'a name that can stand here';
  const key = String(path.at(-1));
  return error('MW1003', `\`${key}\` is not ${what}`, { span: place(span, path) });
}

function badValue(values: readonly unknown[], path: Path, args: Json, span: Span): Diagnostic {
  const written = valueAt(args, path);
  if (written === undefined) return missing(path, span);
  const words = values.map(String);
  if (words.includes('anyone') && typeof written === 'string') return notA('caller', path, args, span);
  if (path.at(-1) === 'ref') return notA(words.join(' or a '), path.slice(0, -1), args, span);
  const upper =
    typeof written === 'string' && words.includes(written.toUpperCase())
      ? `did you mean \`${written.toUpperCase()}\`?`
      : undefined;
  const help = upper ?? (typeof written === 'string' ? didYouMean(written, words) : undefined);
  return error('MW1005', `${naming(path)} cannot be ${print(written)}`, {
    span: place(span, path),
    label: `say ${words.map((word) => `\`${word}\``).join(', ')}`,
    ...(help && { help }),
  });
}

/** A reference to one kind of thing where another kind stands. */
function notA(what: string, path: Path, args: Json, span: Span): Diagnostic {
  return error('MW1005', `${print(valueAt(args, path))} is no ${what}`, {
    span: place(span, path),
    help: `a ${what} is referred to by its value, as it was declared`,
  });
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, path: Path, args: Json, span: Span): Diagnostic {
  if (isEmptyList(valueAt(args, path))) return emptyList(path, span);
  if (issue.origin === 'array') return missing([...path, Number(issue.minimum) - 1], span);
  return badForm(issue.message, path, args, span);
}

function isEmptyList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

function emptyList(path: Path, span: Span): Diagnostic {
  return error('MW1002', `${naming(path)} is an empty list`, {
    span: place(span, path),
    note: 'to one reader an empty list means nobody, to another anybody',
    help:
      String(path.at(-1)) === 'from'
        ? 'leave the rule out, or say `from: anyone`'
        : 'leave the field out, or give it an element',
  });
}

function badForm(message: string, path: Path, args: Json, span: Span): Diagnostic {
  const code = path.length === 2 && path[1] === 0 ? 'MW1003' : 'MW1004';
  return error(code, `${print(valueAt(args, path))} is not ${message}`, { span: place(span, path) });
}

function badType(issue: Issue, path: Path, args: Json, span: Span): Diagnostic {
  const written = valueAt(args, path);
  if (written === undefined) return missing(path, span);
  if (issue.message.startsWith(REFERENCE_TO)) return notA(issue.message.slice(REFERENCE_TO.length), path, args, span);
  const expected = issue.code === 'invalid_type' ? issue.expected : 'something else';
  const words: Record<string, string> = { array: 'a list', record: 'an object', int: 'a whole number' };
  const what =
    issue.message && issue.message !== 'Invalid input'
      ? issue.message
      : (words[expected] ?? (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`));
  return error('MW1005', `${naming(path)} is ${what}, not ${print(written)}`, { span: place(span, path) });
}

/** Where what was written is a service, say: its fields are ours, and nobody wrote them. */
function badReference(path: Path, args: Json, span: Span): readonly Diagnostic[] {
  const whole = path.slice(0, -1);
  if (path.at(-1) !== 'ref') return [];
  const help =
    whole.at(-1) === 'to'
      ? 'give each version its share, `{ v1: 100 }`, or list services: `[{ service, weight: 100 }]`'
      : undefined;
  return [
    error('MW1005', `${naming(whole)} cannot be ${print(valueAt(args, whole))}`, {
      span: place(span, whole),
      ...(help && { help }),
    }),
  ];
}

function isReference(value: Json | undefined): boolean {
  return isJsonObject(value) && typeof value['ref'] === 'string' && typeof value['id'] === 'string';
}

function missing(path: Path, span: Span): Diagnostic {
  const help = String(path.at(-1)) === 'from' ? { help: 'say who: a caller, a list of callers, or `anyone`' } : {};
  return error('MW1005', `${naming(path)} is missing`, { span: place(span, path.slice(0, -1)), ...help });
}

/** Paths begin with `args`; what follows is the place in the user's call. */
function place(span: Span, path: Path): Span {
  return within(span, ...(path.slice(1) as (string | number)[]));
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** `` `timeout` ``, or, for an argument itself, `the first argument`. */
function naming(path: Path): string {
  const field = path
    .slice(2)
    .filter((part) => typeof part === 'string')
    .at(-1);
  if (field !== undefined) return `\`${String(field)}\``;
  const index = Number(path[1] ?? 0);
  return index in ORDINALS ? `the ${ORDINALS[index]} argument` : `argument ${index + 1}`;
}

/** `path` begins with `args`. */
function valueAt(args: Json, path: Path): Json | undefined {
  let value: Json | undefined = args;
  for (const part of path.slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, Json>)[part];
  }
  return value;
}

/** A value in the user's words; a reference by what it refers to. */
function print(value: Json | undefined): string {
  if (isJsonObject(value) && typeof value['ref'] === 'string') return `the ${value['ref']} \`${String(value['id'])}\``;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `\`${text && text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}
