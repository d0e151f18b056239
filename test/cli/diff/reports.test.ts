import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { CHANGE_KINDS, type ChangeKind } from '../../../src/analysis/diff/change.ts';
import type { DiffReport } from '../../../src/cli/diff/report.ts';
import { diffView } from '../../../src/cli/views/diff/index.ts';
import { allowed, change, denied, destination, FILE, LOOK, report, USUAL } from './reports.ts';

const at = { file: 'policies/approvals.ts', line: 3, column: 1 };
const approval = { fingerprint: '0f1e2d3c4b5a', reason: 'nobody calls it', owner: 'bookinfo', at };
const JUDGED: DiffReport = {
  ...USUAL,
  verdict: { failOn: ['widened'], failing: ['a1b2c3d4e5f6'], approved: [approval], stale: [] },
};

describe('SARIF', () => {
  const require = createRequire(import.meta.url);
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  const valid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  const sarif = async (of: DiffReport) => {
    const log = JSON.parse(await diffView(of, 'sarif', LOOK));
    expect(valid(log) || valid.errors).toBe(true);
    return log.runs[0].results;
  };

  it('has a result a row, with its place, its fingerprint, and approvals as suppressions', async () => {
    const [added, routing, approved] = await sarif(JUDGED);
    expect(added).toMatchObject({
      ruleId: 'MW6050',
      level: 'error',
      partialFingerprints: { 'meshwright/v1': 'a1b2c3d4e5f6' },
      locations: [{ physicalLocation: { artifactLocation: { uri: FILE }, region: { startLine: 4, endColumn: 51 } } }],
    });
    expect(routing).toMatchObject({ ruleId: 'MW6054', level: 'note', properties: { targets: ['prod-eu', 'prod-us'] } });
    expect(approved).toMatchObject({
      ruleId: 'MW6051',
      suppressions: [{ kind: 'inSource', justification: 'bookinfo: nobody calls it' }],
    });
  });

  it('is as severe as the risk where nothing else is asked for', async () => {
    const levels = (['none', 'low', 'medium', 'high'] as const).map(async (level) => {
      const [result] = await sarif(report({ access: [allowed({ risk: { level, reasons: [] } })] }));
      return result.level;
    });
    expect(await Promise.all(levels)).toEqual(['note', 'note', 'warning', 'error']);
  });

  it('has a code for each kind of change', async () => {
    const codes = {
      authorization: 'MW6065',
      mtls: 'MW6052',
      exposure: 'MW6053',
      routing: 'MW6054',
      traffic: 'MW6055',
      egress: 'MW6056',
      'data-plane': 'MW6057',
      workload: 'MW6058',
      tokens: 'MW6059',
      guardrail: 'MW6060',
      raw: 'MW6061',
      'dry-run': 'MW6062',
      'rate-limit': 'MW6066',
    } satisfies Record<ChangeKind, string>;
    const results = await sarif(report({ changes: CHANGE_KINDS.map((kind) => change({ kind, text: kind })) }));
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(CHANGE_KINDS.map((kind) => codes[kind]));
  });

  it('does not keep to itself what is not a row', async () => {
    const undecided = [{ destination: destination('reviews'), targets: ['dev'] }];
    const results = await sarif(report({ undecided }, { notes: ['the policies of `main` do not compile'] }));
    expect(results).toMatchObject([
      { ruleId: 'MW6063', level: 'warning' },
      { ruleId: 'MW6064', level: 'note' },
    ]);
    const verdict = { failOn: ['outside'], failing: [], undecided: true, approved: [], stale: [approval] } as const;
    expect(await sarif(report({ undecided }, { verdict }))).toMatchObject([
      { ruleId: 'MW6021', level: 'warning', locations: [{ physicalLocation: { region: { startLine: 3 } } }] },
      { ruleId: 'MW6063', level: 'error' },
    ]);
  });
});

describe('a mesh in a folder of its repository', () => {
  it('is named from the top, as annotations need it', async () => {
    const of = { ...USUAL, head: { ...USUAL.head, prefix: 'mesh/' } };
    expect(await diffView(of, 'github', LOOK)).toContain(`::warning file=mesh/${FILE},line=4,`);
    expect(await diffView(of, 'junit', LOOK)).toContain(`mesh/${FILE}:4:1\n3 │ productpage`);
  });
});

describe('what is gone', () => {
  const place = async (of: DiffReport) => JSON.parse(await diffView(of, 'gitlab', LOOK))[0].location;

  it('is shown where it was, since only lines of the head can be pointed at', async () => {
    expect(await place(report({ access: [denied()] }))).toEqual({ path: FILE, lines: { begin: 3 } });
  });

  it('is shown at the head of a file that is gone or has nothing left in common', async () => {
    const texts = (head: string | undefined) => (side: 'base' | 'head') =>
      side === 'head' ? head : 'a();\nb();\nb();\nc();\n';
    const begin = async (head: string | undefined) =>
      (await place(report({ access: [denied()] }, { textOf: texts(head) }))).lines.begin;
    expect(await begin(undefined)).toBe(1);
    expect(await begin('x();\n')).toBe(1);
    // b() stands twice, and says nothing of where the line was.
    expect(await begin('\n\na();\nb();\n')).toBe(3);
  });

  it('is shown at the configuration when only a manifest is known', async () => {
    const causes = [{ side: 'base', change: 'removed', manifest: 'AuthorizationPolicy bookinfo/reviews' } as const];
    const [issue] = JSON.parse(await diffView(report({ access: [denied({ causes })] }), 'gitlab', LOOK));
    expect(issue.location.path).toBe('meshwright.config.ts');
    expect(issue.description).toContain('AuthorizationPolicy bookinfo/reviews');
  });
});

describe('JUnit', () => {
  it('has a suite a target and a case a row; what fails is what --fail-on is about', async () => {
    const xml = await diffView(JUDGED, 'junit', LOOK);
    expect(xml).toContain('<testsuites name="meshwright" tests="8" failures="3" errors="0">');
    expect(xml.match(/<testsuite name="[^"]*" tests="\d"/g)).toEqual([
      '<testsuite name="dev" tests="2"',
      '<testsuite name="prod-eu" tests="3"',
      '<testsuite name="prod-us" tests="3"',
    ]);
    expect(xml.match(/<failure type="MW6050"/g)).toHaveLength(3);
  });

  it('passes what nothing is to fail on, whatever its risk', async () => {
    const xml = await diffView(
      report({ access: [allowed({ risk: { level: 'high', reasons: ['outside'] } })] }),
      'junit',
      LOOK,
    );
    expect(xml).toContain('failures="0"');
    expect(xml).toContain('risk: high (reachable from outside the mesh)');
  });
});

describe('GitHub annotations', () => {
  it('stand on the line that did it', async () => {
    expect(await diffView(JUDGED, 'github', LOOK)).toContain(
      `::error file=${FILE},line=4,endLine=4,col=1,endColumn=50,title=MW6050::\`productpage\` may now make \`DELETE /reviews/{*}\` to \`reviews:9080\``,
    );
  });

  it('say when there is nothing', async () => {
    expect(await diffView(report({}), 'github', LOOK)).toBe('::notice title=meshwright::No access change.\n');
  });
});

describe('GitLab code quality', () => {
  it('follows a row by its fingerprint, and says who approved it', async () => {
    const issues = JSON.parse(await diffView(JUDGED, 'gitlab', LOOK));
    expect(issues).toMatchObject([
      { check_name: 'MW6051', severity: 'info', fingerprint: '0f1e2d3c4b5a' },
      { check_name: 'MW6050', severity: 'critical', fingerprint: 'a1b2c3d4e5f6' },
      { check_name: 'MW6054', severity: 'info', fingerprint: '112233445566' },
    ]);
    expect(issues[0].description).toContain('approved by bookinfo: nobody calls it');
  });
});
