import { Script } from 'node:vm';
import { originOf, type Place } from './source-map.ts';
import { explainSyntax } from './syntax.ts';
import { splitLines } from './text.ts';
import { type ImportStatement, type SyntaxProblem, type Transformed, transformModule } from './transform.ts';
import { storeInUse } from './transform-store.ts';

/** A module of the project, read and compiled; each evaluation makes its own instance of it. */
export type ModuleFile = ScriptFile | JsonFile;

export interface ScriptFile {
  readonly kind: 'script';
  readonly path: string;
  readonly text: string;
  readonly imports: readonly ImportStatement[];
  readonly async: boolean;
  readonly origin: (at: Place) => Place | undefined;
  readonly script: Script;
  /** The lines of the text. */
  readonly lines: () => readonly string[];
}

export interface JsonFile {
  readonly kind: 'json';
  readonly path: string;
  readonly text: string;
  readonly imports: readonly [];
  readonly value: unknown;
}

export type FileResult =
  | { readonly kind: 'file'; readonly file: ModuleFile }
  | { readonly kind: 'refused'; readonly problems: readonly SyntaxProblem[] }
  | { readonly kind: 'not-json'; readonly why: string };

/** Compiled files by script name. Evaluating the policies for several targets compiles each once. */
const compiled = new Map<string, { readonly text: string; readonly result: FileResult }>();

/** Compiles one file. `name` is what the engine calls the script: its absolute path. */
export async function compileFile(path: string, text: string, name: string): Promise<FileResult> {
  const known = compiled.get(name);
  if (known?.text === text) return known.result;
  const result = path.endsWith('.json') ? parseJson(path, text) : await compileScript(path, text, name);
  compiled.set(name, { text, result });
  return result;
}

function parseJson(path: string, text: string): FileResult {
  try {
    return { kind: 'file', file: { kind: 'json', path, text, imports: [], value: JSON.parse(text) } };
  } catch (problem) {
    return { kind: 'not-json', why: (problem as Error).message };
  }
}

async function compileScript(path: string, text: string, name: string): Promise<FileResult> {
  if (mayBeRefused(text)) {
    const problems = await explainSyntax(path, text);
    if (problems.length > 0) return { kind: 'refused', problems };
  }
  const result = await transformModule(path, text);
  if (result.kind === 'refused') return result;
  try {
    return {
      kind: 'file',
      file: { kind: 'script', path, text, lines: linesOf(text), ...scriptOf(result.module, name, result.key) },
    };
  } catch (problem) {
    return { kind: 'refused', problems: await refusedByEngine(path, text, problem) };
  }
}

/** TypeScript that the transformer passes on and that means nothing in a module: cheap to suspect, then looked at closely. */
function mayBeRefused(text: string): boolean {
  return /^[\t ]*(?:export[\t ]+)?import[\t ]+(?:type[\t ]+)?[\w$]+\s*=\s*require\b|^[\t ]*export\s*=[^=]|\busing\s+[\w$]+\s*=/m.test(
    text,
  );
}

function scriptOf({ code, imports, async, origins }: Transformed, name: string, key: string) {
  const origin = (at: Place) => originOf(origins, at);
  return { imports, async, origin, script: compiledScript(code, name, key) };
}

/** Compiled by the engine, or given back to it as it compiled it in an earlier run. */
function compiledScript(code: string, name: string, key: string): Script {
  const store = storeInUse();
  const cachedData = store?.compiled(key, name);
  const script = new Script(code, { filename: name, lineOffset: -1, ...(cachedData && { cachedData }) });
  if (script.cachedDataRejected !== false) store?.setCompiled(key, name, () => script.createCachedData());
  return script;
}

function linesOf(text: string): () => readonly string[] {
  let lines: readonly string[] | undefined;
  return () => (lines ??= splitLines(text));
}

async function refusedByEngine(path: string, text: string, problem: unknown): Promise<readonly SyntaxProblem[]> {
  const explained = await explainSyntax(path, text);
  if (explained.length > 0) return explained;
  return [{ message: (problem as Error).message, at: { line: 1, column: 0 } }];
}
