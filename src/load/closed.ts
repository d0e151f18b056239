import type { ModuleGraph } from './graph.ts';
import { host } from './host.ts';

/**
 * Whether what policies declare depends on their text and their target alone, so that what they declared once they declare again.
 *
 * Told by their names, without running or parsing them, and in doubt it is not so: a word that could bring something in from elsewhere
 * counts wherever it stands, in a text too; so does any access whose name is not written down, by which such a word could be hidden.
 */
export function isClosed(graph: ModuleGraph): boolean {
  const names = named();
  for (const { file, links } of graph.values()) {
    for (const [specifier, link] of links) {
      const own = link.kind === 'external' ? specifier === 'meshwright' : /^\.\.?\//.test(specifier);
      if (!own) return false;
    }
    if (file.kind === 'script' && mayLookElsewhere(file.text, names)) return false;
  }
  return true;
}

/** Globals that are the same wherever and whenever they are asked. Not `RegExp`, which knows what was matched last. */
const PURE: ReadonlySet<string> = new Set([
  ...['Object', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'JSON', 'Math'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Infinity', 'NaN', 'undefined'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['parseFloat', 'parseInt', 'isFinite', 'isNaN', 'structuredClone'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'],
]);

/** Ways to the rest of the process, to what others share, to chance, and to the words of a place. */
const WAYS = [
  ...['constructor', 'prototype', '__proto__', '__defineGetter__', '__defineSetter__', 'callee', 'caller'],
  ...['getPrototypeOf', 'setPrototypeOf', 'defineProperty', 'defineProperties', 'assign'],
  ...['getOwnPropertyDescriptor', 'getOwnPropertyDescriptors'],
  ...['prepareStackTrace', 'captureStackTrace', 'stackTraceLimit', 'stack'],
  ...['random', 'localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
  ...['toLocaleLowerCase', 'toLocaleUpperCase', 'require', 'module', 'exports', '__filename', '__dirname'],
];

/** `import(…)`, `import.meta`, and letters of a name that are written otherwise. */
const OTHER = /\bimport\s*[.(]|\\u/;

/** `a.b = …`: what is shared could be given something that a later policy finds. */
const ASSIGNED =
  /\.\s*#?[\w$]+\s*(?:=(?![=>])|(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)=(?!=)|\+\+|--)|(?:\+\+|--)\s*[\w$]+\s*[.[?]/;

/** `a[…]` other than with a number or a text. Brackets are few: what is before one is looked at last. */
const COMPUTED = /\[(?!\]|\d+\]|'[^'\\\n]*'\]|"[^"\\\n]*"\])(?<=([\w$]+|[)\]}'"`!/]|\?\.)\s*\[)/g;

/** A list after one of these is no access. */
const BEFORE_LISTS: ReadonlySet<string> = new Set([
  ...[
    'const',
    'let',
    'var',
    'of',
    'in',
    'return',
    'case',
    'yield',
    'await',
    'default',
    'typeof',
    'extends',
    'readonly',
  ],
]);

/** `{ […]: a }`, which may take something out as well. */
const COMPUTED_KEY = /[{,]\s*\[[^\]]*\]\s*:/;

function isComputed(code: string): boolean {
  for (const { index, 1: before = '' } of code.matchAll(COMPUTED)) {
    if (!BEFORE_LISTS.has(before) || code.lastIndexOf('.', index) === code.lastIndexOf(before, index) - 1) return true;
  }
  return COMPUTED_KEY.test(code);
}

/** Comments on lines of their own, where nothing makes it doubtful that they are comments. */
const COMMENTS = /^[ \t]*(?:\/\/(?!.*\*\/).*|\/\*[\s\S]*?\*\/)/gm;
const DOUBTFUL = /`|\\\r?\n/;

export function mayLookElsewhere(text: string, names = named()): boolean {
  const code = DOUBTFUL.test(text) ? text : text.replace(COMMENTS, '');
  return names.test(code) || OTHER.test(code) || ASSIGNED.test(code) || isComputed(code);
}

/** The globals of this process as they are now, since a package or a configuration may have added some, and the ways: as whole words. */
function named(): RegExp {
  const globals = Object.getOwnPropertyNames(host.globalThis);
  if (known?.globals !== globals.length) {
    const named = globals.filter((name) => !PURE.has(name) && /^[\w$]+$/.test(name));
    const words = [...named, ...WAYS].map((word) => word.replaceAll('$', '\\$'));
    known = { globals: globals.length, words: new RegExp(`(?<![\\w$])(?:${words.join('|')})(?![\\w$])`) };
  }
  return known.words;
}

let known: { readonly globals: number; readonly words: RegExp } | undefined;
