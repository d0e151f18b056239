import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { codeFrame } from '../../src/diag/render/frame.ts';
import { renderGithub } from '../../src/diag/render/github.ts';
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
