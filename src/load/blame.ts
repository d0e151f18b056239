import type { Span } from '../base/span.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Frame } from '../dsl/span.ts';
import { messageOf } from './findings.ts';
import type { ModuleGraph } from './graph.ts';
import type { Sites } from './sites.ts';

/** What is needed to say which line of which policy an exception comes from. */
export interface Scene {
  readonly root: string;
  readonly sites: Sites;
  readonly graph: ModuleGraph;
  /** The module that was running, for what carries no place of its own. */
  readonly current: string | undefined;
}

/** An exception, told as something about the user's innermost line, also when it came from further inside. */
export function blame(thrown: unknown, scene: Scene): Diagnostic {
  const span = spanOfError(thrown, scene) ?? startOf(scene.current);
  const message = readable(messageOf(thrown), span?.file, scene.graph);
  const circle = circularUse(thrown, message, span, scene);
  if (circle) return circle;
  const details = { ...(span && { span }), ...(!isErrorLike(thrown) && { help: HELP_THROW }) };
  return error('MW0110', `the policy threw: ${message}`, details);
}

const HELP_THROW = 'throw an `Error`: it knows the line that it comes from';

function isErrorLike(thrown: unknown): thrown is { readonly stack: string } {
  return typeof (thrown as { stack?: unknown } | null | undefined)?.stack === 'string';
}

export function spanOfError(thrown: unknown, { root, sites }: Scene): Span | undefined {
  return isErrorLike(thrown) ? sites.spanOf(framesOf(thrown.stack, root)) : undefined;
}

export function startOf(file: string | undefined): Span | undefined {
  return file === undefined ? undefined : { file, line: 1, column: 1 };
}

/** The calls of a printed stack that are below the root. */
function framesOf(stack: string, root: string): Frame[] {
  return stack.split('\n').flatMap((text) => {
    const start = text.indexOf(`${root}/`);
    const place = start === -1 ? null : /^(.*?):(\d+):(\d+)\)?$/.exec(text.slice(start));
    return place ? [{ script: place[1] as string, line: Number(place[2]), column: Number(place[3]) }] : [];
  });
}

/** Puts the names that the user wrote for those that the transformer made. */
function readable(message: string, file: string | undefined, graph: ModuleGraph): string {
  const { file: module } = graph.get(file ?? '') ?? {};
  const nameOf = (binding: string): string | undefined => {
    const specifier = module?.imports.find((statement) => statement.binding === binding)?.specifier;
    return specifier && module && defaultName(module.text, specifier);
  };
  return message
    .replace(/\(0 , (__vite_ssr_import_\d+__\.[\w$]+)\)/g, '$1')
    .replace(/(__vite_ssr_import_\d+__)\.default\b/g, (_, binding: string) => nameOf(binding) ?? 'the default import')
    .replace(/__vite_ssr_import_\d+__\./g, '')
    .replace(/__vite_ssr_export_default__/g, 'default');
}

/** What a module calls the default export of another. */
function defaultName(text: string, specifier: string): string | undefined {
  const statements = text.matchAll(/import\s+([\w$]+)[^;'"]*?from\s*['"]([^'"\n]+)['"]/g);
  for (const [, name, from] of statements) if (from === specifier) return name;
  return undefined;
}

/** Whether the exception is about an export that a circle of imports leaves without a value. */
function circularUse(thrown: unknown, message: string, span: Span | undefined, scene: Scene): Diagnostic | undefined {
  const name = /^Cannot access '(.+)' before initialization$/.exec(message)?.[1];
  const [innermost] = isErrorLike(thrown) ? framesOf(thrown.stack, scene.root) : [];
  const owner = innermost && scene.sites.script(innermost.script)?.path;
  if (name === undefined || owner === undefined || span === undefined) return undefined;
  const user = [span, ...(span.calledFrom ?? [])].find(({ file }) => file !== owner);
  const circle = user && importPath(owner, user.file, scene.graph);
  if (!circle) return undefined;
  return error('MW0109', `circular import: \`${name}\` of \`${owner}\` is used before it has a value`, {
    span: atWord(span, name, scene.graph),
    note: `the circle is ${[...circle, owner].join(' -> ')}`,
    help: 'move what both modules need into a third one',
  });
}

/** The engine's place is that of the expression in which the name is used; the name itself says more. */
function atWord(span: Span, word: string, graph: ModuleGraph): Span {
  const file = graph.get(span.file)?.file;
  const line = file?.kind === 'script' ? (file.lines()[span.line - 1] ?? '') : '';
  const found = line
    .slice(span.column - 1)
    .search(new RegExp(`(?<![\\p{ID_Continue}$])${word.replaceAll('$', '\\$')}(?![\\p{ID_Continue}$])`, 'u'));
  return found === -1 ? span : { ...span, column: span.column + found };
}

/** The shortest way from one module to another along imports, both included. */
function importPath(from: string, to: string, graph: ModuleGraph): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const path of cameFrom.keys()) {
    if (path === to) return wayTo(path, cameFrom);
    for (const link of graph.get(path)?.links.values() ?? []) {
      if (link.kind === 'file' && !cameFrom.has(link.path)) cameFrom.set(link.path, path);
    }
  }
  return undefined;
}

function wayTo(path: string, cameFrom: ReadonlyMap<string, string | undefined>): string[] {
  const before = cameFrom.get(path);
  return before === undefined ? [path] : [...wayTo(before, cameFrom), path];
}
