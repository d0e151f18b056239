import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { locateFindings } from '../../src/cli/locate.ts';
import { CATALOGUE } from '../../src/diag/catalogue.ts';
import { codeFrame } from '../../src/diag/render/frame.ts';
import { plain } from '../../src/diag/render/paint.ts';
import { renderText } from '../../src/diag/render/text.ts';
import { evaluated } from '../checks/evaluated.ts';

const FOLDER = 'test/elaborate/fixtures';
const policies = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));

/** What a user reads, code frames and all. */
async function report(file: string): Promise<{ readonly text: string; readonly codes: readonly string[] }> {
  const { diagnostics } = await evaluated(FOLDER, file);
  const text = renderText(await locateFindings(diagnostics, FOLDER), plain, codeFrame);
  return { text, codes: diagnostics.map(({ code }) => code) };
}

describe('what declarations can get wrong', () => {
  it.each(policies)('%s', async (file) => {
    const { text, codes } = await report(file);
    const expected = `${FOLDER}/${file.replace(/\.ts$/, '.txt')}`;
    if (process.env['UPDATE'] === '1') writeFileSync(expected, text);
    expect(codes).toContain(file.replace(/\.ts$/, ''));
    expect(text).toBe(readFileSync(expected, 'utf8'));
  });

  it('has a fixture for each code, and no orphan', () => {
    // MW1000 and MW1201 need declarations that the language cannot make; MW1206 needs manifests.
    const elsewhere = ['MW1000', 'MW1201', 'MW1206'];
    const codes = Object.keys(CATALOGUE).filter((code) => /^MW1[012]/.test(code) && !elsewhere.includes(code));
    expect(readdirSync(FOLDER).sort()).toEqual(codes.flatMap((code) => [`${code}.ts`, `${code}.txt`]).sort());
  });
});
