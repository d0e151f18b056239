import type * as z from 'zod/mini';
import type { ArgumentPath, Span } from '../base/span.ts';
import { within } from '../base/span.ts';
import { didYouMean, suggest } from '../base/suggest.ts';
import type { Code } from '../diag/catalogue.ts';
import { type Diagnostic, type DiagnosticDetails, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import type { Config } from './config.ts';
import { configSchema, keysAt } from './schema.ts';

/**
 * Checks what a configuration file exported and fills in the defaults. `span` is the call of `defineConfig`, so that each
 * finding points at the very key.
 */
export function validateConfig(value: unknown, span: Span): Report<Config | undefined> {
  const parsed = configSchema.safeParse(value);
  const lost = hiddenTargets(value, span);
  if (parsed.success && lost.length === 0) return { result: parsed.data, diagnostics: [] };
  const issues = parsed.success ? [] : withoutEchoes(parsed.error.issues, value);
  return { result: undefined, diagnostics: [...lost, ...issues.flatMap((issue) => diagnose(issue, value, span))] };
}

/** A misspelt key is missing under its right name too: that is one mistake, not two. */
function withoutEchoes(issues: readonly Issue[], value: unknown): readonly Issue[] {
  const meant = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) =>
            pathKey([...issue.path, suggest(key, keysAt(issue.path, read(value, issue.path))) ?? '']),
          )
        : [],
    ),
  );
  return issues.filter((issue) => issue.code === 'unrecognized_keys' || !meant.has(pathKey(issue.path)));
}

function pathKey(path: Issue['path']): string {
  return JSON.stringify(path.map(String));
}

/** An own key `__proto__` is passed over by zod's records: a target that would be lost without a word. */
function hiddenTargets(value: unknown, span: Span): Diagnostic[] {
  const targets = read(value, ['targets']);
  const hidden = typeof targets === 'object' && targets !== null && Object.hasOwn(targets, '__proto__');
  return hidden ? [at('MW0002', 'a target cannot be called `__proto__`', span, ['targets', '__proto__'])] : [];
}

type Issue = z.core.$ZodIssue;

function diagnose(issue: Issue, value: unknown, span: Span): Diagnostic[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, issue.path, value, span));
  if (issue.code === 'invalid_key') return [badTargetName(issue, span)];
  if (issue.path.length === 0) return [at('MW0002', 'the configuration must be what `defineConfig` returns', span, [])];
  if (isUnknownMaker(issue)) return [wrong(issue.message, issue.path.slice(0, -1), span)];
  if (read(value, issue.path) === undefined) return [missing(issue.path, span)];
  const code = issue.message.startsWith('must be a path inside') ? 'MW0003' : 'MW0002';
  // The one union is that of plain data.
  const why = issue.code === 'invalid_union' ? 'must be plain data' : issue.message;
  return [wrong(why, issue.path, span, code)];
}

/** Nothing that one of the functions gave which make such a value: they say which it is of. */
function isUnknownMaker(issue: Issue): boolean {
  return issue.code === 'invalid_union' && TELLING.has(issue.path.at(-1) ?? '');
}

const TELLING: ReadonlySet<PropertyKey> = new Set(['sync', 'backend', 'kind']);

function wrong(why: string, path: Issue['path'], span: Span, code: Code = 'MW0002'): Diagnostic {
  return at(code, `\`${shownPath(path)}\` ${why}`, span, path);
}

function unknownKey(key: string, parent: Issue['path'], value: unknown, span: Span): Diagnostic {
  const known = keysAt(parent, read(value, parent));
  const help = didYouMean(key, known) ?? (known.length > 0 ? `it can say ${known.join(', ')}` : undefined);
  const where = parent.length === 0 ? 'the configuration' : `\`${shownPath(parent)}\``;
  return at('MW0002', `${where} cannot say \`${key}\``, span, [...parent, key], { ...(help && { help }) });
}

function missing(path: Issue['path'], span: Span): Diagnostic {
  const where = path.length === 1 ? 'the configuration' : `\`${shownPath(path.slice(0, -1))}\``;
  return at('MW0002', `${where} does not say its \`${String(path.at(-1))}\``, span, path.slice(0, -1));
}

function badTargetName(issue: Extract<Issue, { code: 'invalid_key' }>, span: Span): Diagnostic {
  const why = issue.issues[0]?.message ?? 'is not a name';
  return at('MW0002', `the target name \`${String(issue.path.at(-1))}\` ${why}`, span, issue.path);
}

function at(code: Code, message: string, span: Span, path: Issue['path'], details: DiagnosticDetails = {}): Diagnostic {
  return error(code, message, { span: within(span, 0, ...(path as ArgumentPath)), ...details });
}

/** `targets.dev.backends[0].options`, as it would be written. */
function shownPath(path: Issue['path']): string {
  return path
    .map((step) =>
      typeof step === 'number'
        ? `[${step}]`
        : /^[\w$]+$/.test(String(step))
          ? `.${String(step)}`
          : `['${String(step)}']`,
    )
    .join('')
    .replace(/^\./, '');
}

function read(value: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>(
    (inside, step) =>
      typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
}
