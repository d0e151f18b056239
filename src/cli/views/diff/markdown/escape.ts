import { visible } from '../../../../diag/render/visible.ts';

/** Longer text is cut: a comment is for reading, the whole of it is elsewhere. */
const LONGEST = 160;

/**
 * A user's text as a code span, which is where no reader of Markdown looks for anything: not GitHub for mentions, issues,
 * commits or mathematics, nor the parser for links, images and HTML.
 */
export function code(text: string): string {
  const shown = cut(visible(text));
  if (shown.trim() === '') return '`␠`';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const padding = /^[ `]|[ `]$/.test(shown) ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

function cut(text: string): string {
  const letters = Array.from(text);
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST - 1).join('')}…`;
}

/**
 * A table is split at pipes before anything else is looked at, so that pipes are escaped inside code too. A backslash before
 * one cannot be: parsers do not agree which of the two it escapes.
 */
export function cell(markdown: string): string {
  return markdown.replace(/(\\*)\|/g, (_, before: string) => (before === '' ? '\\|' : `${before}¦`));
}

/** Words of ours around words of a user's, which stand in backticks. Whatever is not plainly a word of ours is code. */
export function sentence(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 && isPlain(part) ? part : code(part)))
    .join('');
}

/** Nothing in it that any reader of Markdown could take for more: no punctuation but that of a sentence, no commit, no issue. */
function isPlain(text: string): boolean {
  return /^[A-Za-z0-9 ,;:()'.-]*$/.test(text) && !/\b[0-9a-f]{7,}\b|www\.|GH-|^\s*([-]|\d+[.)])|\s\s/i.test(text);
}

const LONGEST_ADDRESS = 500;

/** The address of a link: only http(s), not too long, and nothing left in it that ends a link, a cell or an attribute. */
export function href(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const plain = href
    .replace(/[^A-Za-z0-9:/?#@$&+,;=._~%-]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('&', '&amp;');
  return plain.length > LONGEST_ADDRESS ? undefined : plain;
}

export function link(text: string, address: string): string {
  return `[${text}](${address})`;
}
