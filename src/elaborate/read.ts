import * as z from 'zod/mini';
import { isJsonObject, type Json } from '../base/json.ts';
import { type Span, within } from '../base/span.ts';
import type { Diagnostic } from '../diag/diagnostic.ts';
import { error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { DECLARATIONS, type Declaration, type DeclarationKind } from '../dsl/declaration.ts';
import { describeIssue, explainIssues } from './issues.ts';
import { MISFIT, takeBy } from './take.ts';

/** Well-formed declarations by their text: another target, or another revision, declares most of them again. */
export type KnownDeclarations = Map<string, Declaration>;

/** Takes what evaluation yielded, trusting nothing of it, and gives the declarations that are well formed. */
export function readDeclarations(input: unknown, known?: KnownDeclarations): Report<readonly Declaration[]> {
  const diagnostics: Diagnostic[] = [];
  const declarations: Declaration[] = [];
  for (const one of Array.isArray(input) ? input : []) {
    const declaration = known ? readOnce(one, known, diagnostics) : readDeclaration(one, diagnostics);
    if (declaration) declarations.push(declaration);
  }
  return { result: declarations, diagnostics };
}

/** To print a declaration takes a tenth of what it takes to validate it. */
function readOnce(input: Json, known: KnownDeclarations, found: Diagnostic[]): Declaration | undefined {
  const text = JSON.stringify(input);
  const before = known.get(text);
  if (before) return before;
  const read = readDeclaration(input, found);
  if (read) known.set(text, read);
  return read;
}

function readDeclaration(input: Json, found: Diagnostic[]): Declaration | undefined {
  const kind = isJsonObject(input) ? input['kind'] : undefined;
  if (typeof kind === 'string' && Object.hasOwn(DECLARATIONS, kind)) {
    const schema = DECLARATIONS[kind as DeclarationKind];
    const taken = takeBy(schema)(input);
    if (taken !== MISFIT) return taken as Declaration;
    const parsed = z.safeParse(schema, input, { error: describeIssue });
    if (parsed.success) return parsed.data as Declaration;
    found.push(...faults(input, parsed.error.issues));
  } else found.push(malformed());
  return undefined;
}

function faults(input: Json, issues: readonly z.core.$ZodIssue[]): readonly Diagnostic[] {
  const span = spanOf(input);
  if (span === undefined) return [malformed()];
  const args = (input as { args?: Json }).args ?? [];
  const refused = refusals(args, span);
  return refused.length > 0 ? refused : explainIssues(issues, args, span);
}

function malformed(): Diagnostic {
  return error('MW1000', 'evaluating the policies yielded something that is no declaration');
}

function spanOf(input: Json): Span | undefined {
  const { file, line, column, calledFrom } = (
    isJsonObject(input) && isJsonObject(input['span']) ? input['span'] : {}
  ) as Partial<Span>;
  if (typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return undefined;
  return { file, line, column, ...(Array.isArray(calledFrom) && { calledFrom }) };
}

/** Values that are not data, marked where they stood when the declaration was made. */
function refusals(value: Json, span: Span): readonly Diagnostic[] {
  if (Array.isArray(value)) return value.flatMap((element, i) => refusals(element, within(span, i)));
  if (!isJsonObject(value)) return [];
  const what = value['$refused'];
  if (typeof what === 'string') return [refusal(what, span)];
  return Object.keys(value).flatMap((field) => refusals(value[field] ?? null, within(span, field)));
}

const UNDEFINED = 'was it declared before it was used here? In a circle of imports a value can still be missing';

function refusal(what: string, span: Span): Diagnostic {
  if (what === 'part of another mesh') {
    return error('MW1202', 'this belongs to another mesh', {
      span,
      help: 'refer only to what was declared with the same mesh',
    });
  }
  if (what === 'undefined' && span.at?.length === 1) {
    return error('MW1005', `argument ${Number(span.at[0]) + 1} is missing, or \`undefined\``, {
      span,
      help: UNDEFINED,
    });
  }
  return error('MW1006', `policies are plain data, and this is ${what === 'undefined' ? '`undefined`' : what}`, {
    span,
    help:
      what === 'undefined'
        ? UNDEFINED
        : 'pass strings, numbers, booleans, lists, plain objects, and values made with meshwright',
  });
}
