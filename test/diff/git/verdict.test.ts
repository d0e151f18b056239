import { describe, expect, it } from '@jest/globals';
import type { AccessDiff, AccessRow, Change, Risk } from '../../../src/analysis/diff/change.ts';
import { FAIL_ON } from '../../../src/cli/diff/choices.ts';
import { isFailure, verdictOf } from '../../../src/cli/diff/verdict.ts';

const NONE: AccessDiff = { targets: ['dev'], access: [], changes: [], undecided: [] };
const DESTINATION = { key: 'service shop/api', name: 'api', port: 8080 };

function risk(level: Risk['level'], ...reasons: Risk['reasons']): Risk {
  return { level, reasons };
}

function row(effect: AccessRow['effect'], given: Risk): AccessRow {
  return {
    ...{ effect, risk: given, callers: [], requests: [], conditions: [], destinations: [DESTINATION], causes: [] },
    ...{ example: { request: {} as never, text: '' }, targets: ['dev'], fingerprint: 'a'.repeat(12) },
  };
}

function change(kind: Change['kind'], what: Change['what'], given = risk('none')): Change {
  return {
    kind,
    what,
    subject: '',
    key: '',
    text: '',
    causes: [],
    risk: given,
    targets: ['dev'],
    fingerprint: 'a'.repeat(12),
  };
}

/** What of `--fail-on` a diff fails for. */
function fails(diff: Partial<AccessDiff>): readonly string[] {
  return FAIL_ON.filter((kind) => isFailure({ ...NONE, ...diff }, verdictOf({ ...NONE, ...diff }, [kind], [])));
}

describe('--fail-on', () => {
  it.each<[string, Partial<AccessDiff>, readonly string[]]>([
    ['nothing', {}, []],
    ['what is newly allowed', { access: [row('allowed', risk('none'))] }, ['widened', 'any']],
    ['what is newly denied', { access: [row('denied', risk('none'))] }, ['any']],
    [
      'what is open to the world',
      { access: [row('allowed', risk('medium', 'outside'))] },
      ['widened', 'outside', 'risk:low', 'risk:medium', 'any'],
    ],
    ['what is closed to the world', { access: [row('denied', risk('none', 'outside'))] }, ['any']],
    [
      'a listener for the world',
      { changes: [change('exposure', 'added', risk('high', 'outside'))] },
      ['outside', 'risk:low', 'risk:medium', 'risk:high', 'any'],
    ],
    ['a route', { changes: [change('routing', 'changed')] }, ['any']],
    ['a raw manifest', { changes: [change('raw', 'added')] }, ['widened', 'any']],
    ['a way out of the mesh', { changes: [change('egress', 'added')] }, ['widened', 'any']],
    ['a way out that goes', { changes: [change('egress', 'removed')] }, ['any']],
    ['a raw manifest that goes', { changes: [change('raw', 'removed')] }, ['any']],
    ['other keys of an issuer', { changes: [change('tokens', 'changed')] }, ['widened', 'any']],
    ['a guardrail that goes', { changes: [change('guardrail', 'removed')] }, ['widened', 'any']],
    ['a guardrail that comes', { changes: [change('guardrail', 'added')] }, ['any']],
    // It may be anything.
    ['what could not be compared', { undecided: [{ destination: DESTINATION, targets: ['dev'] }] }, [...FAIL_ON]],
  ])('is right about %s', (_, diff, kinds) => {
    expect(fails(diff)).toEqual(kinds);
  });

  it('passes what is approved, and only that', () => {
    const diff = { ...NONE, access: [row('allowed', risk('high'))] };
    const approval = { fingerprint: 'a'.repeat(12), reason: 'why', owner: '@a', at: { file: 'f', line: 1, column: 1 } };
    const other = { ...approval, fingerprint: 'b'.repeat(12) };
    expect(isFailure(diff, verdictOf(diff, ['any'], [approval]))).toBe(false);
    expect(verdictOf(diff, ['any'], [approval, other])).toMatchObject({ approved: [approval], stale: [other] });
    expect(isFailure(diff, verdictOf(diff, ['any'], [other]))).toBe(true);
    // Without it, a difference is a difference.
    expect(isFailure(diff, verdictOf(diff, [], [approval]))).toBe(true);
  });
});
