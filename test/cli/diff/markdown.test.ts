import { describe, expect, it } from '@jest/globals';
import type { DiffReport } from '../../../src/cli/diff/report.ts';
import { diffView } from '../../../src/cli/views/diff/index.ts';
import { allowed, caller, change, denied, destination, LOOK, report, USUAL } from './reports.ts';

const markdown = (of: DiffReport, look: Partial<typeof LOOK> = {}) => diffView(of, 'markdown', { ...LOOK, ...look });
const artifactUrl = 'https://github.com/acme/mesh/actions/runs/1';

describe('the comment on a pull request', () => {
  it('has the answer first and details folded', async () => {
    expect(
      await markdown(USUAL, { artifactUrl, sourceUrl: 'https://github.com/acme/mesh/blob' }),
    ).toBe(`<!-- meshwright:diff -->
### Access: 1 newly allowed, 1 newly denied · 1 other change (routing) · highest risk: medium (write methods)

|  | who | request | on | example | risk | line |
| --- | --- | --- | --- | --- | --- | --- |
| **+** | \`productpage\` | \`DELETE /reviews/{*}\` | \`reviews:9080\` | \`DELETE /reviews/1\` | medium: write methods | \`policies/bookinfo.ts:4\` |
| **−** | \`productpage\` | \`GET /details/{*}\` | \`details:9080\` | \`GET /details/1\` | none | [\`main:bookinfo.ts:4\`](https://github.com/acme/mesh/blob/4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f/policies/bookinfo.ts#L4) |

- **routing** changed: \`reviews\` \`canary: v3 10% → 50%\` · \`prod-eu\`, \`prod-us\` · \`policies/bookinfo.ts:6\`

**Unchanged:** exposure, mTLS, guardrails · compared: \`main (4f1c2d3e5a) → the working tree\` · 2 files of policies/, 12 of out/ · [the whole report](https://github.com/acme/mesh/actions/runs/1)

<details><summary>Graph of what changes</summary>

\`\`\`mermaid
flowchart LR
  n0["productpage"]
  n1["reviews"]
  n2["details"]
  n0 -->|"#43; DELETE /reviews/#123;#42;#125;"| n1
  n0 -.->|"#8722; GET /details/#123;#42;#125;"| n2
  linkStyle 0 stroke:#1a7f37,stroke-width:2px
  linkStyle 1 stroke:#cf222e,stroke-width:2px
\`\`\`

</details>
`);
  });

  it('is one line for a refactoring', async () => {
    expect(await markdown(report({}, { files: { policies: 40, out: 0 } }))).toBe(
      '<!-- meshwright:diff -->\n**No access change.** 40 files of policies/, 0 of out/.\n',
    );
  });

  it('shows targets only where they differ', async () => {
    expect(await markdown(USUAL)).not.toContain('| targets |');
    const one = await markdown(report({ access: [allowed({ targets: ['prod-eu'] }), denied()] }));
    expect(one).toContain('| targets |');
    expect(one).toContain('| `prod-eu` |');
    expect(one).toContain('| all |');
  });

  it('folds the rows after the first ten', async () => {
    const access = Array.from({ length: 30 }, (_, i) => denied({ requests: [`GET /${i}`] }));
    const printed = await markdown(report({ access }));
    expect(printed).toContain('<details><summary>20 more rows</summary>');
    expect(printed.match(/^\| \*\*−\*\*/gm)).toHaveLength(30);
  });

  it('says what could not be decided', async () => {
    const undecided = [{ destination: destination('reviews'), targets: ['dev'] }];
    const printed = await markdown(report({ undecided }));
    expect(printed).toContain('**Not decided:** what changes for `reviews:9080` could not be told in time.');
    expect(printed).not.toContain('No access change');
  });
});

describe('a comment that would be too long', () => {
  /** Four bytes and two UTF-16 code units each: whatever GitHub counts. */
  const long = (i: number) => `${i}${'😀'.repeat(400)}`;
  const names = Array.from({ length: 50 }, (_, i) => long(i));
  const more = {
    callers: names.map(caller),
    requests: names,
    conditions: names,
    destinations: names.map((name) => destination(name)),
    targets: names,
  };
  const many = <T>(one: (i: number) => T) => Array.from({ length: 2000 }, (_, i) => one(i));
  const approvals = many((i) => ({
    fingerprint: `f${i}`,
    reason: long(i),
    owner: long(i),
    at: { file: long(i), line: 1, column: 1 },
  }));
  const huge: DiffReport = {
    ...report(
      {
        access: [
          ...many((i) => allowed({ ...more, fingerprint: `a${i}` })),
          ...many((i) => denied({ ...more, fingerprint: `d${i}` })),
        ],
        changes: many((i) => change({ subject: long(i), text: long(i), targets: ['dev'], fingerprint: `c${i}` })),
        undecided: many((i) => ({ destination: destination(long(i)), targets: ['dev'] })),
      },
      {
        notes: many(long),
        verdict: { failOn: ['any'], failing: many((i) => `a${i}`), approved: approvals, stale: approvals },
      },
    ),
  };

  it('stays below what GitHub takes, in bytes and in characters, and counts what is left out', async () => {
    const printed = await markdown(huge, { artifactUrl });
    expect(Buffer.byteLength(printed)).toBeLessThan(62_000);
    expect(printed.length).toBeLessThan(65_536);
    const rows = printed.match(/^\| \*\*[+−]\*\*/gm)?.length ?? 0;
    const [, left, widened, narrowed] =
      /\*\*and (\d+) more\*\* \((\d+) newly allowed, (\d+) newly denied\).*\[the whole report\]/.exec(printed) ?? [];
    expect(rows + Number(left)).toBe(4000);
    expect(Number(widened) + Number(narrowed)).toBe(Number(left));
    expect(printed).toMatch(/\*\*and \d+ more changes\*\*: \[the whole report\]/);
    expect(printed).toMatch(/^- and \d+ more$/m);
  });

  it('draws a graph that GitHub draws', async () => {
    const access = many((i) => allowed({ callers: [caller(`web-${i}`)] }));
    const printed = await markdown(report({ access }));
    expect(printed.match(/-->\|/g)?.length).toBe(30);
    expect(printed).toContain('and 1970 more edges, not drawn');
    const callers = Array.from({ length: 1000 }, (_, i) => caller(`web-${i}`));
    expect(await markdown(report({ access: [allowed({ callers })] }))).toContain('n0["web-0, web-1 and 998 more"]');
  });
});
