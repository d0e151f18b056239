import { beforeAll, expect, it } from '@jest/globals';
import type { PageData } from '../../../../src/cli/views/diff/html/data.ts';
import { diff, found, repositoryWith, WIDER } from '../../../diff/git/repository.ts';
import { addFiles, buildOnce } from '../../meshwright.ts';

beforeAll(buildOnce);

it('is a page about the same rows as the JSON, and ends as it does', () => {
  const folder = repositoryWith();
  addFiles(folder, WIDER);
  const { report, code } = found(folder);
  const page = diff(folder, ['-o', 'html', '--link', 'https://git.example/acme/blob']);
  expect([page.code, code]).toEqual([1, 1]);
  const data: PageData = JSON.parse(/id="data">(.*)<\/script>/.exec(page.out)?.[1] ?? '');
  const access = report.access ?? report.diff.access;
  expect(access.length).toBeGreaterThan(0);
  expect(data.rows.map(({ id }) => id)).toEqual(access.map(({ fingerprint }: { fingerprint: string }) => fingerprint));
  expect(data.edges.some(({ state, rows }) => state === 'changed' && rows.includes(0))).toBe(true);
  const { mark, from, lines } = data.frames[data.rows[0]!.causes[0]!.frame!]!;
  expect(lines[mark - from]!.toString()).toContain("POST('/items')");
});
