import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import type { DiffReport } from '../../../src/cli/diff/report.ts';
import { diffView } from '../../../src/cli/views/diff/index.ts';
import { coloured } from '../../../src/diag/render/paint.ts';
import { allowed, caller, change, denied, destination, FILE, LOOK, report, USUAL } from './reports.ts';

const text = (of: DiffReport, look: Partial<typeof LOOK> = {}) => diffView(of, 'text', { ...LOOK, ...look });

describe('the report for people', () => {
  it('says first what a reviewer has to know, then each row with the line that did it', async () => {
    expect(await text(USUAL)).toBe(
      `Access: 1 newly allowed, 1 newly denied · 1 other change (routing) · highest risk: medium (write methods)

newly allowed
  + productpage → DELETE /reviews/{*} → reviews:9080      medium risk: write methods
    for example DELETE /reviews/1
      ┌ policies/bookinfo.ts:4:1
    3 │ productpage.calls(reviews, GET('/reviews/{*}'));
    4 │ productpage.calls(reviews, DELETE('/reviews/{*}'));
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

newly denied
  - productpage → GET /details/{*} → details:9080
    for example GET /details/1
      ┌ main:policies/bookinfo.ts:4:1
    3 │ productpage.calls(reviews, GET('/reviews/{*}'));
    4 │ productpage.calls(details, GET('/details/{*}'));
      │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed

also changed
  ~ routing: reviews  canary: v3 10% → 50%      only in prod-eu, prod-us      policies/bookinfo.ts:6

unchanged: exposure, mTLS, guardrails · compared: main (4f1c2d3e5a) → the working tree · 2 files of policies/, 12 of out/
`,
    );
  });

  it('is one line for a refactoring, however many files it touches', async () => {
    const files = { policies: 40, out: 0 };
    expect(await text(report({}, { files }))).toBe('✓ No access change. 40 files of policies/, 0 of out/.\n');
    expect(await text(report({}))).toBe('✓ No access change.\n');
    const noted = report({}, { files, notes: ['the policies of `main` do not compile'] });
    expect(await text(noted)).toContain('\n! the policies of `main` do not compile\n');
  });

  it('does not call it no change when that is not known', async () => {
    const undecided = [{ destination: destination('reviews'), targets: ['dev'] }];
    expect(await text(report({ undecided }))).toMatch(
      /^Access: 0 newly allowed, 0 newly denied · 1 not decided · highest risk: none\n\nnot decided {2}rules too complex .*: reviews:9080 \(dev\)\n/,
    );
  });

  it('gives no reasons for a risk that there is not', async () => {
    const access = [denied({ risk: { level: 'none', reasons: ['outside'] } })];
    expect(await text(report({ access }))).toMatch(/^Access: 0 newly allowed, 1 newly denied · highest risk: none\n/);
  });

  it('says when access does not change and something else does', async () => {
    const changes = [
      change({
        kind: 'mtls',
        subject: 'reviews',
        text: 'strict → permissive',
        risk: { level: 'high', reasons: ['plaintext'] },
      }),
    ];
    const printed = await text(report({ changes }));
    expect(printed).toMatch(/^No access change · 1 other change \(mTLS\) · highest risk: high \(plaintext\)\n/);
    expect(printed).toContain('unchanged: exposure, guardrails ·');
  });

  it('puts the riskiest change first, and the others by kind', async () => {
    const of = (kind: 'guardrail' | 'mtls' | 'routing', level: 'none' | 'high') =>
      change({ kind, subject: `${kind}-${level}`, risk: { level, reasons: [] } });
    const changes = [of('routing', 'none'), of('mtls', 'none'), of('guardrail', 'high'), of('guardrail', 'none')];
    expect((await text(report({ changes }))).match(/\w+-(none|high)/g)).toEqual([
      ...['guardrail-high', 'mtls-none', 'routing-none', 'guardrail-none'],
    ]);
  });

  it('counts a thousand services as one row, and names a few', async () => {
    const callers = Array.from({ length: 1000 }, (_, i) => caller(`web-${i}`));
    const row = allowed({ callers, conditions: ['header end-user is jason'] });
    expect(await text(report({ access: [row] }))).toContain(
      '  + web-0, web-1 and 998 more → DELETE /reviews/{*} → reviews:9080  when header end-user is jason      medium risk',
    );
    expect(await text(report({ access: [row] }), { verbose: true })).toContain('web-998, web-999 → DELETE');
  });

  it('hides nothing without saying so', async () => {
    const access = Array.from({ length: 30 }, (_, i) => denied({ requests: [`GET /${i}`], fingerprint: `f${i}` }));
    const cut = await text(report({ access }));
    expect(cut.match(/^ {2}- /gm)).toHaveLength(10);
    expect(cut).toContain('  and 20 more newly denied (-v lists all)\n');
    const all = await text(report({ access }), { verbose: true });
    expect(all.match(/^ {2}- /gm)).toHaveLength(30);
    expect(all).toContain('fingerprint f29\n');
    // One declaration is shown with its source once.
    expect(all.match(/┌/g)).toHaveLength(1);
    expect((await text(report({ access: access.slice(0, 11) }))).match(/^ {2}- /gm)).toHaveLength(11);
  });

  it('says what is approved, what fails, and which approvals are stale', async () => {
    const at = { file: 'approvals.txt', line: 3, column: 1 };
    const approval = { fingerprint: '0f1e2d3c4b5a', reason: 'nobody calls it', owner: 'bookinfo', at };
    const printed = await text({
      ...USUAL,
      verdict: {
        failOn: ['widened', 'risk:high'],
        failing: ['a1b2c3d4e5f6'],
        approved: [approval],
        stale: [{ ...approval, fingerprint: 'gone', reason: 'old' }],
      },
    });
    expect(printed).toContain('    ✗ not approved: allow-change a1b2c3d4e5f6\n');
    expect(printed).toContain('    ✓ approved by bookinfo: nobody calls it (approvals.txt:3)\n');
    expect(printed).toContain('such as allow-change a1b2c3d4e5f6: why (@owner)\n');
    expect(printed).toContain('✗ 1 change that --fail-on widened --fail-on risk:high is about and nobody approved\n');
    expect(printed).toContain('! MW6021 nothing changes that gone approves: by bookinfo: old (approvals.txt:3)\n');
  });

  it('names files of the base as Git does', async () => {
    const { commit = '' } = USUAL.base;
    const named = (name: string) => text({ ...USUAL, base: { ...USUAL.base, name } });
    expect(await named('v1.2')).toContain('┌ v1.2:policies/bookinfo.ts:4:1');
    expect(await named('the merge base with main')).toContain('┌ 4f1c2d3e5a:policies/bookinfo.ts:4:1');
    expect(await named(commit)).toMatch(/┌ 4f1c2d3e5a:policies[\s\S]*compared: 4f1c2d3e5a → /);
  });

  it('names authors, several causes, and causes that are manifests', async () => {
    const [cause] = allowed().causes;
    const manifest = { side: 'head', change: 'changed', manifest: 'AuthorizationPolicy bookinfo/reviews' } as const;
    const access = [allowed({ causes: [cause!, manifest] }), denied({ causes: [{ ...manifest, side: 'base' }] })];
    const authors = new Map([[`${FILE}:4:1`, { name: 'Ada\u001b[31m', commit: '4f1c2d3e5a6b7c8d9e0f' }]]);
    const printed = await text(report({ access }, { authors }));
    expect(printed).toContain('    by Ada\\x1b[31m in 4f1c2d3e5a\n    and by AuthorizationPolicy bookinfo/reviews\n');
    expect(printed).toContain('for example GET /details/1\n    AuthorizationPolicy bookinfo/reviews\n');
  });

  it('fits into the terminal, colours or not', async () => {
    const conditions = ['a condition that is as long as nobody would wish it to be'.repeat(3)];
    const of = report({ access: [allowed({ conditions })], changes: [change({ text: 'word '.repeat(60) })] });
    for (const paint of [LOOK.paint, coloured]) {
      const lines = (await text(of, { paint, width: 80 })).split('\n').filter((line) => !/[┌│]/.test(line));
      expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    }
  });

  it('is the summary alone under --quiet', async () => {
    expect(await text(USUAL, { quiet: true })).toMatch(/^Access: .*\n$/);
  });
});
