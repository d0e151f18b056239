import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { accessDiff, type Meaning, meaningOf } from '../../src/analysis/diff/diff.ts';
import { readPolicies } from '../../src/compile/policies.ts';
import type { Config } from '../../src/config/config.ts';
import { diskTree } from '../../src/load/evaluate.ts';
import { lookup } from '../../src/model/lookup.ts';
import { words } from './words.ts';

const CORPUS = 'test/diff/corpus';
const FILES = ['base.ts', 'expected.txt', 'head.ts'];

const names = readdirSync(CORPUS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Pairs that ask which target it is are compared in several. */
function targetsOf(name: string): Config['targets'] {
  const texts = ['base.ts', 'head.ts'].map((file) => readFileSync(join(CORPUS, name, file), 'utf8'));
  const several = texts.some((text) => /\btarget\b/.test(text));
  const environments = several ? { dev: 'dev', 'prod-eu': 'prod', 'prod-us': 'prod' } : { prod: 'prod' };
  return Object.fromEntries(
    Object.entries(environments).map(([cluster, environment]) => [
      cluster,
      { environment, cluster, values: {}, backends: [] },
    ]),
  );
}

async function meaning(file: string, target: string, targets: Config['targets']): Promise<Meaning> {
  const config: Config = { policies: file, out: 'out', targets, deadline: 30 };
  const { result, diagnostics } = await readPolicies(target, { root: CORPUS, config, sources: diskTree(CORPUS) });
  if (!result.mesh) throw new Error(`${file}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  return meaningOf(lookup(result.mesh));
}

async function difference(name: string): Promise<string> {
  const targets = targetsOf(name);
  const pairs = await Promise.all(
    Object.keys(targets).map(async (target) => ({
      target,
      base: await meaning(`${name}/base.ts`, target, targets),
      head: await meaning(`${name}/head.ts`, target, targets),
    })),
  );
  return words(accessDiff(pairs));
}

describe('pairs of meshes', () => {
  it.each(names)('%s', async (name) => {
    const found = await difference(name);
    const file = join(CORPUS, name, 'expected.txt');
    if (process.env['UPDATE'] === '1') writeFileSync(file, found);
    expect(found).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
  });

  it('have no file that nothing reads', () => {
    for (const name of names) expect([name, readdirSync(join(CORPUS, name)).sort()]).toEqual([name, FILES]);
  });
});
