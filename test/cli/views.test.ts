import { describe, expect, it } from '@jest/globals';
import { exitCode, type Outcome } from '../../src/cli/outcome.ts';
import type { Globals } from '../../src/cli/verb.ts';
import { type Asked, type Format, reportView } from '../../src/cli/views/report.ts';
import { duration } from '../../src/cli/views/words.ts';
import type { CompiledTarget, FileChange } from '../../src/compile.ts';
import type { Code } from '../../src/diag/catalogue.ts';
import { codeFrame } from '../../src/diag/render/frame.ts';
import { plain } from '../../src/diag/render/paint.ts';
import { located } from '../diag/findings.ts';

const target = (name: string, more: Partial<CompiledTarget> = {}): CompiledTarget => ({
  ...{
    name,
    services: 4,
    gateways: 1,
    guardrails: 0,
    calls: 7,
    manifests: 31,
    proxies: 0,
    changes: [],
    raw: [],
    silenced: [],
  },
  ...more,
});

const outcome = (targets: readonly CompiledTarget[], more: Partial<Outcome> = {}): Outcome => ({
  findings: { located: [], sources: new Map() },
  silenced: [],
  compilation: { targets, others: [] },
  configured: true,
  seconds: 0.187,
  ...more,
});

const found = (code: Code, severity: 'error' | 'warning' = 'error'): Outcome['findings'] => {
  const one = located(undefined, 'something is odd', { severity });
  return { located: [{ ...one, diagnostic: { ...one.diagnostic, code } }], sources: new Map() };
};

const GLOBALS: Globals = { directory: '.', color: 'auto', quiet: false, verbose: false };
const LOOK = { paint: plain, frame: codeFrame };

function text(of: Outcome, { output = 'write', ...globals }: Partial<Globals & Pick<Asked, 'output'>> = {}): string {
  return reportView({ verb: 'compile', format: 'text', output, globals: { ...GLOBALS, ...globals } }, of, LOOK);
}

const changed = (path: string, change: FileChange['change'] = 'changed'): FileChange => ({ path, change });

describe('what a compile says', () => {
  it('is one line when targets are alike and nothing changed', () => {
    expect(text(outcome([target('dev'), target('prod')]))).toBe(
      '✓ 2 targets · 4 services · 1 gateway · 7 calls        31 manifests each, nothing changed        0.19 s\n',
    );
    expect(text(outcome([target('dev')]), { output: 'check' })).toContain(
      '1 target · 4 services · 1 gateway · 7 calls        31 manifests, up to date',
    );
    expect(text(outcome([target('dev')]), { output: 'none' })).toContain(' 31 manifests        0.19 s');
  });

  it('has a line for each target when they differ, or when asked', () => {
    const different = text(outcome([target('dev'), target('prod-eu', { services: 5, manifests: 38 })]));
    expect(different).toBe(
      `✓ 2 targets        69 manifests, nothing changed        0.19 s
  dev      4 services · 1 gateway · 7 calls    31 manifests, nothing changed
  prod-eu  5 services · 1 gateway · 7 calls    38 manifests, nothing changed
`,
    );
    const alike = outcome([target('dev', { gateways: 0 }), target('prod', { gateways: 0 })]);
    expect(text(alike, { verbose: true })).toContain('\n  dev   4 services · 7 calls    31 manifests');
    expect(text(outcome([target('dev')]), { verbose: true })).toBe(text(outcome([target('dev')])));
  });

  it('lists what changed, cut honestly unless everything is asked for', () => {
    const few = [changed('out/dev/b.yaml', 'removed'), changed('out/dev/a/long.yaml')];
    expect(text(outcome([target('dev', { changes: few })]))).toContain(
      '31 manifests, 1 changed, 1 removed        0.19 s\n  out/dev/a/long.yaml    changed\n  out/dev/b.yaml         removed\n',
    );
    const files = Array.from({ length: 25 }, (_, index) => changed(`out/dev/${index + 10}.yaml`, 'added'));
    const cut = text(outcome([target('dev', { changes: files })]));
    expect(cut.match(/ added$/gm)).toHaveLength(10);
    expect(cut).toContain('25 added');
    expect(cut).toContain('  and 15 more (-v lists all)\n');
    expect(text(outcome([target('dev', { changes: files })]), { verbose: true }).match(/ {4}added$/gm)).toHaveLength(
      25,
    );
    const eleven = text(outcome([target('dev', { changes: files.slice(0, 11) })]));
    expect(eleven.match(/ added$/gm)).toHaveLength(11);
  });

  it('names raw manifests once, and counts what is silenced', () => {
    const raw = [{ file: 'policies/legacy.ts', line: 12, column: 1 }];
    const both = outcome([target('dev', { raw }), target('prod', { raw })], {
      silenced: [{ located: located(undefined, 'over-broad', {}), reason: 'agreed with security' }],
    });
    expect(text(both)).toContain(
      '! 1 raw manifest or patch is outside the proof: policies/legacy.ts:12:1\n! 1 finding is silenced (-v lists them)\n',
    );
    expect(text(both, { verbose: true })).toContain(
      '! 1 finding is silenced:\n  MW0002 over-broad: agreed with security\n',
    );
  });

  it('says nothing under --quiet when all is well', () => {
    expect(text(outcome([target('dev', { changes: [changed('out/x')] })]), { quiet: true })).toBe('');
    expect(text(outcome([], { findings: found('MW0002', 'warning') }), { quiet: true })).toContain('something is odd');
  });

  it('ends with how much is wrong, and that nothing was written', () => {
    const { compilation: _, ...failed } = outcome([], { findings: found('MW0002') });
    expect(text(failed)).toBe('error MW0002: something is odd\n\n1 error. Nothing was written.\n');
    expect(text(failed, { output: 'none' })).toBe('error MW0002: something is odd\n\n1 error.\n');
  });

  it('shows warnings and then what was made', () => {
    expect(text(outcome([target('dev')], { findings: found('MW0002', 'warning') }))).toMatch(
      /^warning MW0002: something is odd\n\n1 warning\.\n\n✓ 1 target/,
    );
  });

  it('lists the stale files of a --check', () => {
    const stale = outcome([target('dev', { changes: [changed('out/dev/a.yaml')] })], { findings: found('MW0005') });
    expect(text(stale, { output: 'check' })).toBe(
      'error MW0005: something is odd\n\n  out/dev/a.yaml    changed\n\n1 error.\n',
    );
  });

  it('rounds time to what means something', () => {
    expect([0.004, 0.187, 1.24, 9.96, 35.2].map(duration)).toEqual(['0.00 s', '0.19 s', '1.2 s', '10.0 s', '35 s']);
  });
});

describe('the exit code', () => {
  it.each([
    [outcome([target('dev')]), 0],
    [outcome([target('dev')], { findings: found('MW0002', 'warning') }), 0],
    [outcome([target('dev')], { findings: found('MW0005') }), 1],
    [outcome([], { findings: found('MW0002'), configured: false }), 2],
    [outcome([], { findings: found('MW9001') }), 70],
  ] as const)('of case %# does not depend on the format', (of, code) => {
    expect(exitCode(of)).toBe(code);
    for (const format of ['text', 'json', 'sarif', 'junit', 'github', 'gitlab'] satisfies Format[]) {
      expect(typeof reportView({ verb: 'check', format, output: 'none', globals: GLOBALS }, of, LOOK)).toBe('string');
    }
    expect(exitCode(of)).toBe(code);
  });
});

describe('-o json', () => {
  it('is a documented shape with a version', () => {
    const of = outcome(
      [target('dev', { changes: [changed('out/a')], raw: [{ file: 'a.ts', line: 1, column: 2, at: [0] }] })],
      {
        findings: found('MW0005'),
        silenced: [{ located: located(undefined, 'x', {}), reason: 'y' }],
      },
    );
    expect(
      JSON.parse(reportView({ verb: 'compile', format: 'json', output: 'check', globals: GLOBALS }, of, LOOK)),
    ).toEqual({
      version: 1,
      meshwright: expect.stringMatching(/^\d+\.\d+\.\d+/),
      verb: 'compile',
      ok: false,
      errors: 1,
      warnings: 0,
      findings: [{ code: 'MW0005', severity: 'error', title: expect.any(String), message: 'something is odd' }],
      silenced: [{ code: 'MW0002', severity: 'error', title: expect.any(String), message: 'x', reason: 'y' }],
      others: [],
      targets: [
        {
          ...{ name: 'dev', services: 4, gateways: 1, calls: 7, manifests: 31 },
          changes: [{ path: 'out/a', change: 'changed' }],
          raw: [{ file: 'a.ts', line: 1, column: 2 }],
        },
      ],
    });
  });
});
