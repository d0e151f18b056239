import { posix } from 'node:path';
import { didYouMean } from '../base/suggest.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import { entryOf } from './entries.ts';
import { importPlace } from './import-place.ts';
import type { FileResult, ModuleFile } from './module-file.ts';
import type { Resolved } from './resolve.ts';
import type { SourceTree } from './source-tree.ts';
import type { SyntaxProblem } from './transform.ts';

/** An entry that does not lead to a module. */
export function noEntry(entry: string, resolved: Resolved, tree: SourceTree): Diagnostic {
  switch (resolved.kind) {
    case 'outside':
      return error('MW0104', `\`${entry}\` leads out of the project`, { note: `it is ${resolved.to}` });
    case 'unreadable':
      return error('MW0105', `\`${entry}\` cannot be read: ${resolved.why}`);
    default:
      return error('MW0004', `\`${entry}\` does not exist`, {
        help: nearName(entry, tree) ?? 'write the policies there, or say in the configuration where they are',
      });
  }
}

/** The nearest name beside a path that leads nowhere. */
function nearName(path: string, tree: SourceTree, written = path): string | undefined {
  const base = posix.basename(written);
  const names = tree.list(posix.dirname(path)).filter((name) => /\.(m?[jt]s|json)$/.test(name) || !name.includes('.'));
  const near = didYouMean(posix.basename(path), names);
  const start = written.slice(0, written.length - base.length);
  return near?.replace('`', `\`${start}`);
}

export function refusedFile(path: string, result: Exclude<FileResult, { kind: 'file' }>): Diagnostic[] {
  if (result.kind === 'not-json') {
    return [
      error('MW0106', `\`${path}\` is not JSON: ${firstLine(result.why)}`, {
        span: { file: path, line: 1, column: 1 },
      }),
    ];
  }
  return result.problems.map((problem) => syntaxError(path, problem));
}

function syntaxError(file: string, { message, at, label, help, refused }: SyntaxProblem): Diagnostic {
  return error(refused ? 'MW0102' : 'MW0101', refused ? message : `syntax error: ${message}`, {
    span: { file, line: at.line, column: at.column + 1 },
    ...(label !== undefined && { label }),
    ...(help !== undefined && { help }),
  });
}

type Unresolved = Extract<Resolved, { kind: 'missing' | 'outside' | 'unreadable' }>;

export async function unresolvedImport(
  specifier: string,
  importer: ModuleFile,
  resolved: Unresolved,
  tree: SourceTree,
): Promise<Diagnostic> {
  const span = await importPlace(importer, specifier);
  switch (resolved.kind) {
    case 'outside':
      return error('MW0104', `\`${specifier}\` leads out of the project`, {
        span,
        note: `it is ${resolved.to}`,
        help: 'move the module into the project, or make it a package',
      });
    case 'unreadable':
      return error('MW0105', `\`${resolved.path}\` cannot be read: ${resolved.why}`, { span });
    case 'missing': {
      const help = nearName(resolved.path, tree, specifier);
      return error('MW0103', `there is no module \`${specifier}\``, { span, ...(help !== undefined && { help }) });
    }
  }
}

/** A package that Node does not find, or that failed when it was imported. */
export async function failedPackage(specifier: string, importer: ModuleFile, failure: unknown): Promise<Diagnostic> {
  const span = await importPlace(importer, specifier);
  if (isNotFound(failure)) {
    return error('MW0103', `there is no package \`${specifier}\``, {
      span,
      help: 'install it in the project with `npm install`',
    });
  }
  return error('MW0108', `the package \`${specifier}\` failed when it was imported: ${messageOf(failure)}`, { span });
}

function isNotFound(failure: unknown): boolean {
  const { code, message } = failure as { code?: unknown; message?: unknown };
  return code === 'ERR_MODULE_NOT_FOUND' && String(message).startsWith('Cannot find package');
}

export function badTsconfig(why: string): Diagnostic {
  return error('MW0119', `\`tsconfig.json\` cannot be read: ${why}`, { help: 'its `paths` say where imports lead' });
}

/** An imported name that the module does not have. */
export async function missingExport(
  name: string,
  specifier: string,
  importer: ModuleFile,
  exported: readonly string[],
): Promise<Diagnostic> {
  const span = await importPlace(importer, specifier, name);
  const message = name === 'default' ? 'has no default export' : `exports no \`${name}\``;
  const help = name === 'default' ? undefined : (elsewhere(name, specifier) ?? didYouMean(name, exported));
  return error('MW0107', `\`${specifier}\` ${message}`, { span, ...(help !== undefined && { help }) });
}

function elsewhere(name: string, specifier: string): string | undefined {
  const entry = entryOf(name, specifier);
  return entry && `import it from \`${entry}\``;
}

/** The message of whatever was thrown, on one line. */
export function messageOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string') {
    const { name } = thrown as { name?: unknown };
    const message = firstLine(thrown.message);
    if (message === '') return String(name ?? 'an error without a message');
    return message;
  }
  return typeof thrown === 'string' ? firstLine(thrown) : shown(thrown);
}

function shown(thrown: unknown): string {
  try {
    return typeof thrown === 'object' && thrown !== null ? (JSON.stringify(thrown) ?? 'an object') : String(thrown);
  } catch {
    return 'a value that cannot be shown';
  }
}

function firstLine(text: string): string {
  return (
    text
      .split(/\r?\n/)
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}
