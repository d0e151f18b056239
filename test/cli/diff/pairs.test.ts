import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { accessDiff, type Meaning, meaningOf } from '../../../src/analysis/diff/diff.ts';
import type { DiffReport } from '../../../src/cli/diff/report.ts';
import { diffView } from '../../../src/cli/views/diff/index.ts';
import { readPolicies } from '../../../src/compile/policies.ts';
import type { Config } from '../../../src/config/config.ts';
import { plain } from '../../../src/diag/render/paint.ts';
import { diskTree } from '../../../src/load/source-tree.ts';
import { lookup } from '../../../src/model/lookup.ts';

/** Whole outputs for whole policies: what a reviewer sees. `UPDATE=1` writes them anew. */
const PAIRS = 'test/cli/diff/pairs';
const OUTPUTS = {
  text: 'text.txt',
  markdown: 'comment.md',
  json: 'report.json',
  sarif: 'findings.sarif',
  junit: 'tests.xml',
  github: 'annotations.txt',
  gitlab: 'quality.json',
} as const;

const LOOK = {
  ...{ paint: plain, verbose: false, quiet: false, width: 120 },
  artifactUrl: 'https://github.com/acme/mesh/actions/runs/1',
  sourceUrl: 'https://github.com/acme/mesh/blob',
};

const TARGETS: Config['targets'] = Object.fromEntries(
  Object.entries({ dev: 'dev', 'prod-eu': 'prod', 'prod-us': 'prod' }).map(([cluster, environment]) => [
    cluster,
    { environment, cluster, values: {}, backends: [] },
  ]),
);

async function meaning(root: string, target: string): Promise<Meaning> {
  const config: Config = { policies: 'policies/index.ts', out: 'out', targets: TARGETS, deadline: 30 };
  const { result, diagnostics } = await readPolicies(target, { root, config, sources: diskTree(root) });
  if (!result.mesh) throw new Error(`${root}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  return meaningOf(lookup(result.mesh));
}

async function reportOf(folder: string): Promise<DiffReport> {
  const sides = { base: join(folder, 'base'), head: join(folder, 'head') };
  const pairs = Object.keys(TARGETS).map(async (target) => ({
    target,
    base: await meaning(sides.base, target),
    head: await meaning(sides.head, target),
  }));
  const diff = accessDiff(await Promise.all(pairs));
  return {
    diff,
    base: { kind: 'revision', name: 'main', commit: '4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f', from: 'policies' },
    head: { kind: 'revision', name: 'HEAD', commit: '0a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d', from: 'policies' },
    files: { policies: 2, out: diff.access.length },
    notes: [],
    verdict: { failOn: [], failing: [], approved: [], stale: [] },
    textOf: (side, file) => {
      const read = diskTree(sides[side]).read(file);
      return read.kind === 'file' ? read.text : undefined;
    },
  };
}

describe.each(readdirSync(PAIRS))('%s', (name) => {
  const folder = join(PAIRS, name);
  it.each(Object.entries(OUTPUTS))('as %s', async (format, file) => {
    const printed = await diffView(await reportOf(folder), format as keyof typeof OUTPUTS, LOOK);
    const path = join(folder, file);
    if (process.env['UPDATE'] === '1') writeFileSync(path, printed);
    expect(printed).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  });

  it('has no output that nothing makes', () => {
    expect(readdirSync(folder).sort()).toEqual([...Object.values(OUTPUTS), 'base', 'head'].sort());
  });
});
