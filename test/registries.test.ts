import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CHECKS } from '../src/checks/index.ts';
import { CATALOGUE, type CatalogueEntry } from '../src/diag/catalogue.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const entries = Object.entries<CatalogueEntry>(CATALOGUE);
const codes = entries.map(([code]) => code);
const inUse = entries.filter(([, { retired }]) => !retired).map(([code]) => code);

interface Text {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly text: string;
}

function textsIn(folder: string, pattern: RegExp): Text[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ file: relative(ROOT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** Codes as string literals: those in comments and help texts report nothing. */
function literals({ text }: Text): string[] {
  return [...text.matchAll(/(['"`])(MW\d{4})\1/g)].map((found) => found[2] ?? '');
}

const sources = textsIn('src', /\.ts$/).filter(({ file }) => file !== 'src/diag/catalogue.ts');
const producers = new Map(codes.map((code) => [code, sources.filter((source) => literals(source).includes(code))]));
const pages = textsIn('docs/codes', /\.md$/);
const tests = textsIn('test', /\.(ts|txt)$/).filter(({ file }) => file !== 'test/registries.test.ts');

/** The folder that answers for a file: `src/checks`, `src/backends/istio`, `src/compile` with `src/compile.ts`. */
function folderOf({ file }: Text): string {
  const [, first = '', second = ''] = file.replace(/\.ts$/, '').split('/');
  return first === 'backends' ? `${first}/${second}` : first;
}

describe('codes', () => {
  it('stand in order', () => {
    expect(codes).toEqual([...codes].sort());
  });

  it('have titles of their own, in lower case and without a full stop', () => {
    const titles = entries.map(([, { title }]) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(
      titles.filter((title) => /^[A-Z][a-z]|\.$|\n/.test(title) && !/^(HTTP|TLS|TCP|Istio|Kubernetes)\b/.test(title)),
    ).toEqual([]);
  });

  it('are claimed by one check each', () => {
    const claimed = CHECKS.flatMap((check) => check.codes);
    expect(claimed).toEqual([...new Set(claimed)]);
  });

  it('that a check claims are reported by no other file', () => {
    const claimed = CHECKS.flatMap((check) => check.codes);
    const elsewhere = claimed.map((code) => ({ code, files: producers.get(code)?.map(({ file }) => file) ?? [] }));
    expect(elsewhere.filter(({ files }) => files.length !== 1 || !files[0]?.startsWith('src/checks/'))).toEqual([]);
  });

  it('are reported by something', () => {
    expect(inUse.filter((code) => !sources.some(({ text }) => text.includes(code)))).toEqual([]);
  });

  it('of what a mesh says are reported by one part of the program each', () => {
    const parts = inUse.map((code) => ({ code, parts: [...new Set(producers.get(code)?.map(folderOf))] }));
    expect(parts.filter(({ code, parts }) => /^MW[2-8]/.test(code) && parts.length !== 1)).toEqual([]);
  });

  it('are all known where they are reported', () => {
    const unknown = sources.flatMap((source) => literals(source).filter((code) => !codes.includes(code)));
    expect(unknown).toEqual([]);
  });

  it('have a page each, and no page is without a code', () => {
    expect(pages.map(({ file }) => file).sort()).toEqual(codes.map((code) => `docs/codes/${code}.md`));
  });

  it('have the title of their page', () => {
    const heading = (code: string) => pages.find(({ file }) => file.endsWith(`/${code}.md`))?.text.split('\n')[0];
    // Missing pages are reported above.
    const other = entries.filter(([code, { title }]) => heading(code) && heading(code) !== `# ${code}: ${title}`);
    expect(other.map(([code, { title }]) => [title, heading(code)])).toEqual([]);
  });

  it('are in a test that sees them reported', () => {
    expect(inUse.filter((code) => !tests.some(({ text }) => text.includes(code)))).toEqual([]);
  });
});
