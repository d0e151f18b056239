import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { buildOnce, folderWith } from '../cli/meshwright.ts';
import { binIn } from './bin.ts';
import { repository } from './repository.ts';

beforeAll(buildOnce);

it('reports a change in any CI, and fails only for what is wrong', () => {
  const { folder, git, commit } = repository('script');
  const bin = binIn(folderWith());
  const run = () => {
    spawnSync(join(bin, 'npm'), ['ci', '--ignore-scripts'], { cwd: folder });
    const env = { PATH: `${bin}:${process.env['PATH']}`, HOME: bin };
    return spawnSync('scripts/meshwright.sh', [], { cwd: folder, encoding: 'utf8', env });
  };
  git('checkout', '-q', '-b', 'more');
  const policy = (old: string) => `${old}web.calls(api, DELETE('/items/{*}'));\n`.replace('{ GET }', '{ DELETE, GET }');
  commit({ 'policies/demo.ts': policy });
  const { status, stdout } = run();
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('1 newly allowed') });
  expect(readdirSync(join(folder, 'meshwright-report')).sort()).toEqual(['diff.html', 'diff.json', 'diff.markdown']);
  expect(readFileSync(join(folder, 'meshwright-report/diff.markdown'), 'utf8')).toContain('DELETE /items/');
  expect(git('status', '--porcelain')).toBe('');
  commit({ 'policies/demo.ts': 'oops(' }, { compile: false });
  expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining('MW0101') });
});
