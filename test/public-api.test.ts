import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../src/diag/catalogue.ts';
import { ENTRIES } from '../src/load/entries.ts';

const SOURCES = ['src/index.ts', 'src/config/index.ts', 'src/cdk8s/index.ts', 'src/jest/index.ts'];

/** Names that a module exports from others, each with the file that declares it. */
function reexports(entry: string): { readonly name: string; readonly file: string }[] {
  const text = readFileSync(entry, 'utf8');
  return [...text.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)';/g)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.replace('type ', '').trim())
      .filter(Boolean)
      .map((name) => ({ name, file: join(dirname(entry), from) })),
  );
}

function ownExports(entry: string): { readonly name: string; readonly file: string }[] {
  const text = readFileSync(entry, 'utf8');
  return [...text.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm)].map(
    ([, name = '']) => ({ name, file: entry }),
  );
}

function isValue({ name, file }: { readonly name: string; readonly file: string }): boolean {
  return new RegExp(`^export (?:async )?(?:function|const|class) ${name}\\b`, 'm').test(readFileSync(file, 'utf8'));
}

/** What stands right above a declaration. */
function docOf(name: string, file: string): string | undefined {
  const text = readFileSync(file, 'utf8');
  const declared = new RegExp(
    `(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)?\\n?export (?:async )?(?:function|const|class|interface|type) ${name}\\b`,
  );
  const found = declared.exec(text);
  if (!found) throw new Error(`${file} does not declare ${name}`);
  return found[1];
}

it('names codes that there are', () => {
  const files = new Set(SOURCES.flatMap((entry) => [entry, ...reexports(entry).map(({ file }) => file)]));
  const named = [...files].flatMap((file) => readFileSync(file, 'utf8').match(/\bMW\d{4}\b/g) ?? []);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((code) => !Object.hasOwn(CATALOGUE, code))).toEqual([]);
});

it('tells where each value is to be imported from', () => {
  const values = SOURCES.map((entry) => [...reexports(entry), ...ownExports(entry)].filter(isValue));
  expect(Object.values(ENTRIES).map((names) => [...names].sort())).toEqual(
    values.map((all) => all.map(({ name }) => name).sort()),
  );
});

describe.each(SOURCES)('%s', (entry) => {
  const all = [...reexports(entry), ...ownExports(entry)];

  it('exports something', () => expect(all.length).toBeGreaterThan(2));

  it('says of every export what it is', () => {
    expect(
      all.filter(({ name, file }) => docOf(name, file) === undefined).map(({ name, file }) => `${file} ${name}`),
    ).toEqual([]);
  });

  it('shows every function and value of the language in an example', () => {
    const values = all.filter(isValue);
    expect(values.filter(({ name, file }) => !docOf(name, file)?.includes('@example')).map(({ name }) => name)).toEqual(
      [],
    );
  });
});
