import { hash } from 'node:crypto';
import { invariant } from '../base/absurd.ts';
import { MODULE_BODY } from '../dsl/span.ts';
import { composed, type Origins, originOf, type Place, readMappings } from './source-map.ts';
import { placeAtByte } from './text.ts';
import { storeInUse } from './transform-store.ts';

/** A module of the project, made ready to run as a function: plain data. */
export interface Transformed {
  readonly code: string;
  /** Static imports, in the order in which they are evaluated. */
  readonly imports: readonly ImportStatement[];
  /** Whether it waits for something at its top level. */
  readonly async: boolean;
  /** Where places of `code` are in the TypeScript. */
  readonly origins: Origins;
}

export interface ImportStatement {
  readonly specifier: string;
  /** What the code calls the imported module. */
  readonly binding: string;
  /** The exports that the module uses as values; an import that is only a type is not among them. */
  readonly used: readonly string[];
}

export interface SyntaxProblem {
  readonly message: string;
  readonly at: Place;
  readonly label?: string;
  readonly help?: string;
  /** Well written, but nothing that policies can use. */
  readonly refused?: true;
}

export type TransformResult =
  | { readonly kind: 'transformed'; readonly module: Transformed; readonly key: string }
  | { readonly kind: 'refused'; readonly problems: readonly SyntaxProblem[] };

type Oxc = typeof import('oxc-transform');
type OxcError = ReturnType<Oxc['transformSync']>['errors'][number];

/** Makes a module ready to run; the transformer is native code, loaded only when there is a module that no store has. */
export async function transformModule(path: string, text: string): Promise<TransformResult> {
  const key = keyOf(path, text);
  const known = storeInUse()?.get(key);
  if (known) return { kind: 'transformed', module: known, key };
  loaded ??= await import('oxc-transform');
  const result = transform(loaded, path, text);
  if (result.kind === 'refused') return result;
  storeInUse()?.set(key, result.module);
  return { ...result, key };
}

let loaded: Oxc | undefined;

/** All that the transformer is told. */
function keyOf(path: string, text: string): string {
  return hash('sha256', `${languageOf(path)} ${text}`);
}

function languageOf(path: string): 'js' | 'ts' {
  return /\.m?js$/.test(path) ? 'js' : 'ts';
}

type Made =
  | { readonly kind: 'transformed'; readonly module: Transformed }
  | Extract<TransformResult, { kind: 'refused' }>;

function transform(oxc: Oxc, path: string, text: string): Made {
  const stripped = oxc.transformSync(path, text, {
    lang: languageOf(path),
    sourceType: 'module',
    sourcemap: true,
    target: 'node20',
    // Without this an import whose names are unused is dropped, and the policies it leads to would never run.
    typescript: { onlyRemoveTypeImports: true },
  });
  const refused = problems(stripped.errors, text, (at) => at);
  if (refused.length > 0) return { kind: 'refused', problems: refused };

  const runnable = oxc.moduleRunnerTransformSync(path.replace(/ts$/, 'js'), stripped.code, { sourcemap: true });
  const toTypeScript = readMappings(stripped.map?.mappings ?? '');
  const alsoRefused = problems(runnable.errors, stripped.code, (at) => originOf(toTypeScript, at) ?? at);
  if (alsoRefused.length > 0) return { kind: 'refused', problems: alsoRefused };

  const header = readHeader(runnable.code);
  invariant(
    runnable.deps.every((dep) => header.imports.some(({ specifier }) => specifier === dep)),
    `the imports of ${path} were not understood`,
  );
  return {
    kind: 'transformed',
    module: {
      code: wrap(runnable.code, header),
      imports: header.imports,
      async: isAsync(runnable.code, header),
      origins: composed(readMappings(runnable.map?.mappings ?? ''), toTypeScript),
    },
  };
}

function problems(errors: readonly OxcError[], text: string, origin: (at: Place) => Place): SyntaxProblem[] {
  return errors
    .filter(({ severity }) => severity === 'Error')
    .map(({ message, labels, helpMessage }) => {
      const [label] = labels;
      return {
        message: lowerFirst(message.replace(/^TS\(\d+\): /, '').replace(/\.$/, '')),
        at: origin(placeAtByte(text, label?.start ?? 0)),
        ...(label?.message && { label: lowerFirst(label.message) }),
        ...(helpMessage && { help: lowerFirst(helpMessage.replace(/\s+/g, ' ')) }),
      };
    });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

interface Header {
  readonly imports: readonly ImportStatement[];
  /** Where the last of the export getters and imports ends. */
  readonly end: number;
}

const STRING = /"(?:[^"\\\n]|\\.)*"/.source;
/** What stands before the body: comments, directives, export getters, imports. Groups: binding, specifier, names. */
const HEADER_PART = new RegExp(
  [
    /\s+/.source,
    /\/\/[^\n]*/.source,
    /\/\*[\s\S]*?\*\//.source,
    /#![^\n]*/.source,
    `${STRING};`,
    `(?<getter>Object\\.defineProperty\\(__vite_ssr_exports__, ${STRING}, \\{\\n[\\s\\S]*?\\n\\}\\);)`,
    /(?<star>__vite_ssr_exportAll__\(\w+\);)/.source,
    `(?<import>(?:const (?<binding>\\w+) = )?await __vite_ssr_import__\\((?<specifier>${STRING})(?:, \\{ importedNames: (?<names>\\[(?:${STRING}|[^\\]"])*\\]) \\})?\\);)`,
  ].join('|'),
  'y',
);

function readHeader(code: string): Header {
  const imports: ImportStatement[] = [];
  let end = 0;
  HEADER_PART.lastIndex = 0;
  for (let part = HEADER_PART.exec(code); part; part = HEADER_PART.exec(code)) {
    const { getter, star, binding, specifier, names } = part.groups as Record<string, string | undefined>;
    if (getter ?? star ?? specifier) end = HEADER_PART.lastIndex;
    if (specifier === undefined) continue;
    imports.push(importStatement(code, specifier, binding ?? '', names ?? '[]'));
  }
  return { imports, end };
}

function importStatement(code: string, specifier: string, binding: string, names: string): ImportStatement {
  const used = (JSON.parse(names) as string[]).filter((name) => isUsed(code, binding, name));
  return { specifier: JSON.parse(specifier) as string, binding, used };
}

/** Whether the module reads an imported name: `binding.name`, and not as the beginning of a longer one. */
function isUsed(code: string, binding: string, name: string): boolean {
  const access = `${binding}.${name}`;
  for (let at = code.indexOf(access); at !== -1; at = code.indexOf(access, at + 1)) {
    const next = code.slice(at + access.length, at + access.length + 2);
    if (!/^[\p{ID_Continue}$\u200c\u200d]/u.test(next)) return true;
  }
  return code.includes(`${binding}[${JSON.stringify(name)}]`);
}

function isAsync(code: string, { end }: Header): boolean {
  return /\bawait\b/.test(code.slice(end));
}

/**
 * A generator: its first step defines the exports and binds the imports, its second runs the body. So modules that import
 * each other are linked before any of them runs, as ECMAScript has it. No line or column of the body moves. It has a name that
 * none of its functions can have by their text, so that a stack tells where it ends, and that binds nothing. In parentheses it is
 * compiled at once, not looked through first.
 */
function wrap(code: string, header: Header): string {
  const head = code
    .slice(0, header.end)
    .replace(/^#!/, '//')
    .replaceAll('await __vite_ssr_import__(', '      __vite_ssr_import__(');
  const body = header.end === 0 ? code.replace(/^#!/, '//') : code.slice(header.end);
  const star = isAsync(code, header) ? 'async function*' : 'function*';
  const linked = header.end === 0 ? ['yield;', ''] : ['', 'yield;'];
  return `(function(${PARAMETERS.join(',')}){"use strict";return({"${MODULE_BODY}":(${star}(){${linked[0]}\n${head}${linked[1]}${body}\n})}["${MODULE_BODY}"])})`;
}

/** What a module is given, by the names that the transformer uses. `console` keeps what policies print out of stdout. */
const PARAMETERS = [
  '__vite_ssr_exports__',
  '__vite_ssr_import__',
  '__vite_ssr_exportAll__',
  '__vite_ssr_dynamic_import__',
  '__vite_ssr_import_meta__',
  'console',
] as const;
