import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { codeFrame } from '../../src/diag/render/frame.ts';
import { renderGithub } from '../../src/diag/render/github.ts';
import { renderGitlab } from '../../src/diag/render/gitlab.ts';
import { jsonFindings } from '../../src/diag/render/json.ts';
import { renderJunit } from '../../src/diag/render/junit.ts';
import { renderSarif } from '../../src/diag/render/sarif.ts';
import { FILE, findings, located, rangeOf } from './findings.ts';

const SOURCE = 'mesh(bad);\nmesh(odd);\n';
const HOSTILE = 'x%\r\n::set-output name=a::b, <b a="1">&]]>\u001b[0m\u0000';
const BAD = located(rangeOf(SOURCE, 'bad'), HOSTILE, {
  label: HOSTILE,
  note: HOSTILE,
  help: HOSTILE,
  targets: ['dev'],
  related: [{ range: rangeOf(SOURCE, 'odd'), note: HOSTILE }],
});
const ODD = located(rangeOf(SOURCE, 'odd'), 'odd', { severity: 'warning' });
const NOWHERE = located(undefined, 'nowhere');
const ALL = findings(SOURCE, NOWHERE, ODD, BAD);

describe('GitHub annotations', () => {
  const lines = renderGithub(ALL).split('\n');

  it('puts one command a finding, on its line and columns', () => {
    expect(lines[1]).toBe(`::warning file=${FILE},line=2,endLine=2,col=6,endColumn=8,title=MW0002::odd`);
    expect(lines[2]).toBe('::error title=MW0002::nowhere');
    expect(lines).toHaveLength(4);
  });

  it('lets no text become a command or a property of its own', () => {
    expect(lines[0]).toMatch(/^::error file=[^:,]+,line=1,endLine=1,col=6,endColumn=8,title=[^:,\r\n]*::[^\r\n]*$/);
    expect(lines.filter((line) => line.startsWith('::set-output'))).toEqual([]);
    const escapedFile = located({ ...rangeOf(SOURCE, 'bad'), file: 'a,line=9::b.ts' }, 'x');
    expect(renderGithub(findings('', escapedFile))).toMatch(/^::error file=a%2Cline=9%3A%3Ab.ts,line=1,/);
  });

  it('says in the last one that GitHub shows how many more there are', () => {
    const errors = Array.from({ length: 12 }, (_, i) => located(undefined, `odd ${i + 10}`));
    const notes = Array.from({ length: 10 }, (_, i) => located(undefined, `note ${i}`, { severity: 'note' }));
    const printed = renderGithub(findings('', ...errors, ...notes))
      .split('\n')
      .filter(Boolean);
    const printedErrors = printed.filter((line) => line.startsWith('::error '));
    expect(printedErrors).toHaveLength(13);
    expect(printedErrors[9]).toMatch(/^::error title=meshwright::3 more: /);
    expect(printed.filter((line) => line.startsWith('::notice '))).toHaveLength(10);
  });
});

describe('JUnit', () => {
  it('counts errors as failures and warnings as passed cases', () => {
    const xml = renderJunit(ALL, codeFrame);
    expect(xml).toContain('<testsuites name="meshwright" tests="3" failures="2" errors="0">');
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml.match(/<system-out>/g)).toHaveLength(1);
    expect(xml).toContain(`file="${FILE}" line="1"`);
  });

  it('is XML whatever the text', () => {
    const xml = renderJunit(ALL, codeFrame);
    const text = xml.replace(/<\?xml [^<>]*\?>|<\/?[a-z-]+( [a-z]+="[^"<>]*")*\/?>/g, '');
    expect(text).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
  });

  it('has one passed case when nothing was found', () => {
    expect(renderJunit(findings(''), codeFrame)).toContain('tests="1" failures="0"');
  });
});

describe('GitLab code quality', () => {
  interface Issue {
    readonly fingerprint: string;
  }
  const issues = (of = ALL): Issue[] => JSON.parse(renderGitlab(of));

  it('has what GitLab reads of an issue, also of one without a place', () => {
    const [, odd, nowhere] = issues();
    expect(odd).toEqual({
      description: 'odd',
      check_name: 'MW0002',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'minor',
      location: { path: FILE, lines: { begin: 2 } },
    });
    expect(nowhere).toMatchObject({
      severity: 'critical',
      location: { path: 'meshwright.config.ts', lines: { begin: 1 } },
    });
  });

  it('has a fingerprint of its own for each, which the lines above do not change', () => {
    const at = (source: string) => located(rangeOf(source, 'odd'), 'odd');
    const twice = issues(findings(SOURCE, at(SOURCE), at(SOURCE)));
    expect(new Set(twice.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    const [first] = issues(findings(SOURCE, at(SOURCE)));
    const [moved] = issues(findings(`\n\n${SOURCE}`, at(`\n\n${SOURCE}`)));
    expect(moved?.fingerprint).toBe(first?.fingerprint);
  });
});

describe('SARIF', () => {
  const require = createRequire(import.meta.url);
  // The schema names draft-04; nothing in it reads differently in the draft that ajv has.
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  const valid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  const suppressed = [{ located: ODD, reason: 'kept for the old client' }];
  const log = JSON.parse(renderSarif(ALL, suppressed, '1.2.3'));

  it('is valid against the official schema, which refuses a broken one', () => {
    expect(valid(log) || valid.errors).toBe(true);
    expect(valid(JSON.parse(renderSarif(findings(''), [], '1.2.3')))).toBe(true);
    log.runs[0].results[0].level = 'fatal';
    expect(valid(log)).toBe(false);
  });

  it('has rules, regions, related places and suppressions', () => {
    const [bad, odd, nowhere, silenced] = log.runs[0].results;
    expect(log.runs[0].tool.driver.rules).toHaveLength(1);
    expect(bad.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: FILE, uriBaseId: '%SRCROOT%' },
      region: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 9 },
    });
    expect(bad.relatedLocations[0].physicalLocation.region.startLine).toBe(2);
    expect(odd.level).toBe('warning');
    expect(nowhere.locations).toBeUndefined();
    expect(silenced.suppressions).toEqual([{ kind: 'inSource', justification: 'kept for the old client' }]);
  });

  it('follows by fingerprint what has one', () => {
    const one = located(undefined, 'x', { severity: 'note', fingerprint: 'abc' });
    const elsewhere = { located: one, reason: 'y', kind: 'external' as const };
    const followed = JSON.parse(renderSarif(findings('', one), [elsewhere], '1'));
    expect(valid(followed) || valid.errors).toBe(true);
    expect(followed.runs[0].results).toMatchObject([
      { level: 'note', partialFingerprints: { 'meshwright/v1': 'abc' } },
      { suppressions: [{ kind: 'external' }] },
    ]);
  });

  it('escapes file names into URIs', () => {
    const odd = located({ ...rangeOf(SOURCE, 'bad'), file: 'pol icies/ü#1.ts' }, 'x');
    const [result] = JSON.parse(renderSarif(findings('', odd), [], '1')).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('pol%20icies/%C3%BC%231.ts');
  });
});

describe('JSON', () => {
  it('has a stable shape, in order, without nulls', () => {
    const found = jsonFindings(ALL);
    expect(found.map(({ message }) => message)).toEqual([HOSTILE, 'odd', 'nowhere']);
    expect(found[1]).toEqual({
      code: 'MW0002',
      severity: 'warning',
      title: expect.any(String),
      message: 'odd',
      location: { file: FILE, line: 2, column: 6, endLine: 2, endColumn: 9 },
    });
    expect(Object.keys(found[0] ?? {})).toEqual([
      ...['code', 'severity', 'title', 'message', 'location', 'label', 'note', 'help', 'related', 'targets'],
    ]);
  });
});
