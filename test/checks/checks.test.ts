import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Check } from '../../src/checks/check.ts';
import { CHECKS, runChecks } from '../../src/checks/index.ts';
import { applySilences } from '../../src/checks/silence.ts';
import type { Diagnostic } from '../../src/diag/diagnostic.ts';
import { evaluated } from './evaluated.ts';
import { checkFiles, FIXTURES, filesBelow, fixtureFolders, printFindings } from './fixtures.ts';

/** What is found in a policy of a fixture, after the silences in it. */
async function findingsIn(folder: string, file: string): Promise<readonly Diagnostic[]> {
  const { mesh, diagnostics } = await evaluated(join(FIXTURES, folder), `./${file}`);
  expect(printFindings(diagnostics)).toBe('');
  if (mesh === undefined) throw new Error(`${folder}/${file} makes no mesh`);
  const text = (name: string) => readFileSync(join(FIXTURES, folder, name), 'utf8');
  return applySilences(runChecks(mesh), { complete: true, files: [file], text }).kept;
}

/** The check of a source file: the one value that it exports that lists codes. */
async function checkIn(file: string): Promise<Check | undefined> {
  const module: Record<string, unknown> = await import(`../../src/checks/${file}.ts`);
  const isCheck = (value: unknown): value is Check => typeof value === 'object' && value !== null && 'codes' in value;
  return Object.values(module).find(isCheck);
}

const checked = await Promise.all(checkFiles().map(async (file) => ({ file, check: await checkIn(file) })));
const checks = checked.flatMap(({ file, check }) => (check ? [{ file, check }] : []));

describe('every check', () => {
  it('is listed, once', () => {
    expect(new Set(CHECKS).size).toBe(CHECKS.length);
    expect(new Set(CHECKS)).toEqual(new Set(checks.map(({ check }) => check)));
  });

  it('has a fixture, and no fixture stands without a check', () => {
    expect(fixtureFolders()).toEqual(checks.map(({ file }) => file).sort());
  });

  it('has the same files in its fixture', () => {
    for (const folder of fixtureFolders()) {
      expect([folder, ...filesBelow(join(FIXTURES, folder))]).toEqual([folder, 'expected.txt', 'fine.ts', 'policy.ts']);
    }
  });
});

describe.each(checks)('$file', ({ file, check }) => {
  it('finds what is wrong', async () => {
    const findings = await findingsIn(file, 'policy.ts');
    const expected = join(FIXTURES, file, 'expected.txt');
    if (process.env['UPDATE'] === '1') writeFileSync(expected, printFindings(findings));
    expect(printFindings(findings)).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : 'expected.txt');
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(check.codes));
  });

  it('finds nothing in what is nearly the same', async () => {
    expect(printFindings(await findingsIn(file, 'fine.ts'))).toBe('');
  });
});
