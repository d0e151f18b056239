/** The sides of `|` of a regular expression that no bracket encloses, each without brackets of its own around it. */
export function sidesOf(regex: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const token of regex.match(/\\.|\[(?:\\.|[^\]\\])*\]|./gsu) ?? []) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    if (token === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  if (parts.length === 1) return parts;
  return parts.map((part) => (isWrapped(part) ? part.slice('(?:'.length, -1) : part));
}

function isWrapped(part: string): boolean {
  if (!part.startsWith('(?:') || !part.endsWith(')')) return false;
  let depth = 0;
  for (const [at, token] of [...part].entries()) {
    if (token === '(') depth++;
    else if (token === ')' && --depth === 0) return at === [...part].length - 1;
  }
  return false;
}
