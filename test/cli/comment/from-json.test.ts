import { describe, expect, it } from '@jest/globals';
import { reportFrom } from '../../../src/cli/comment/from-json.ts';
import { authorKey } from '../../../src/cli/diff/report.ts';
import { diffView } from '../../../src/cli/views/diff/index.ts';
import { allowed, denied, destination, LOOK, report } from '../diff/reports.ts';

const [added, removed] = [allowed().causes[0]!, denied().causes[0]!];
const UNDECIDED = [{ destination: destination('reviews'), targets: ['dev'] }];
const commit = '4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f';

const MADE = report(
  { access: [allowed(), denied()], undecided: UNDECIDED },
  {
    base: { kind: 'revision', name: 'main', commit, prefix: 'mesh/', from: 'policies' },
    head: { kind: 'working-tree', name: 'the working tree', prefix: 'mesh/', from: 'policies' },
    // Both lines have the same number: one was written for the other.
    authors: new Map([
      [authorKey(added), { name: 'Ada', commit }],
      [authorKey(removed), { name: 'not committed yet', commit: '' }],
    ]),
    verdict: { failOn: ['any'], failing: ['a1b2c3d4e5f6', '0f1e2d3c4b5a'], undecided: true, approved: [], stale: [] },
  },
);

describe('a report that was printed as JSON', () => {
  it('is the same again, but for the text of files and the graph', async () => {
    const { textOf: _, graph: __, ...made } = MADE;
    expect(reportFrom(JSON.parse(await diffView(MADE, 'json', LOOK)))).toEqual({
      ...made,
      textOf: expect.any(Function),
    });
  });

  it('makes the same comment', async () => {
    const look = { ...LOOK, sourceUrl: 'https://github.com/acme/mesh/blob' };
    const comment = await diffView(reportFrom(JSON.parse(await diffView(MADE, 'json', LOOK))), 'markdown', look);
    expect(comment).toBe(await diffView(MADE, 'markdown', look));
    expect(comment).toContain(`/blob/${commit}/mesh/policies/bookinfo.ts#L4`);
    expect(comment).toContain('❌ **Not decided:**');
  });

  it.each(['../../../../evil/mesh/blob/main/x.ts', 'policies/./x.ts', '..'])('links nowhere for `%s`', async (file) => {
    const access = [denied({ causes: [{ ...removed, span: { file, line: 1, column: 1 } }] })];
    const of = report({ access }, { base: MADE.base });
    expect(await diffView(of, 'markdown', { ...LOOK, sourceUrl: 'https://github.com/acme/mesh/blob' })).not.toMatch(
      /github\.com/,
    );
  });
});
