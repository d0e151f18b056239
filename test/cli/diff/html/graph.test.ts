import { beforeAll, expect, it } from '@jest/globals';
import type { PageData } from '../../../../src/cli/views/diff/html/data.ts';
import { buildOnce, meshwright } from '../../meshwright.ts';

beforeAll(buildOnce);

it('is a page about the policies, with the lines that allow each call', () => {
  const { code, out, err } = meshwright(['graph', '-o', 'html']);
  expect([code, err]).toEqual([0, '']);
  const data: PageData = JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(out)?.[1] ?? '');
  expect(data.kind).toBe('graph');
  expect(data.nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(['outside', 'productpage', 'ratings']));
  const row = data.rows.find(({ requests }) => requests.includes('GET /ratings/{*}'))!;
  const [cause] = row.causes;
  expect(cause).toMatchObject({ what: 'allowed by', place: expect.stringMatching(/^policies\/bookinfo\.ts:\d+$/) });
  const { from, mark, lines } = data.frames[cause!.frame!]!;
  expect(lines[mark - from]).toEqual(['', "reviews.calls(ratings, GET('/ratings/{*}'))", ';']);
  expect(data.edges.some(({ rows }) => rows.includes(data.rows.indexOf(row)))).toBe(true);
});

it('asks what the other formats ask', () => {
  const { out } = meshwright(['graph', '--from', 'outside', '--reaches', 'ratings', '-o', 'html']);
  const data: PageData = JSON.parse(/id="data">(.*)<\/script>/.exec(out)?.[1] ?? '');
  expect(data.nodes.map(({ name }) => name)).not.toContain('details');
});
