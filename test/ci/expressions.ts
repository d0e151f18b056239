import { data, Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';

/** What expressions can name, as plain data. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Whether the steps before have failed, which `success()` and the like ask. */
export interface Progress {
  readonly failed: boolean;
}

/** Evaluates an expression of a workflow as GitHub does. */
export function evaluate(text: string, contexts: Contexts, progress: Progress): data.ExpressionData {
  const status = {
    success: !progress.failed,
    failure: progress.failed,
    always: true,
    cancelled: false,
  };
  const functions = Object.entries(status).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const all = new Map<string, (typeof wellKnownFunctions)[string]>([
    ...Object.entries(wellKnownFunctions),
    ...functions.map((one) => [one.name, one] as const),
  ]);
  const parsed = new Parser(new Lexer(text).lex().tokens, Object.keys(contexts), functions).parse();
  return new Evaluator(parsed, toData(contexts) as data.Dictionary, all).evaluate();
}

/** Text with `${{ … }}` in it. */
export function expand(text: string, contexts: Contexts, progress: Progress = { failed: false }): string {
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, inside: string) =>
    evaluate(inside.trim(), contexts, progress).coerceString(),
  );
}

/** A condition of a step; without one of the status functions it also asks that nothing has failed. */
export function holds(condition: string | undefined, contexts: Contexts, progress: Progress): boolean {
  const text = condition?.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1') ?? 'success()';
  const asks = /\b(success|failure|always|cancelled)\(\)/.test(text);
  const value = evaluate(asks ? text : `success() && (${text})`, contexts, progress);
  return value.kind === data.Kind.Boolean ? value.value : value.coerceString() !== '';
}

function toData(value: unknown): data.ExpressionData {
  if (value === null || value === undefined) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(toData));
  return new data.Dictionary(...Object.entries(value).map(([key, inner]) => ({ key, value: toData(inner) })));
}
