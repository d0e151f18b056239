import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from '@jest/globals';

const FOLDER = 'test/types/messages';

let said = '';
beforeAll(() => {
  said = typeCheck();
});

/** What the type checker says of mistakes is the first error message that a user reads: it has to name the thing. */
it('says what is wrong in words of the policy', () => {
  if (process.env.UPDATE === '1') writeFileSync(`${FOLDER}/messages.txt`, said);
  expect(said).toBe(readFileSync(`${FOLDER}/messages.txt`, 'utf8'));
});

it('refuses every statement of the fixture', () => {
  const statements = readFileSync(`${FOLDER}/wrong.ts`, 'utf8').split('\n\n').at(-1)?.trim().split('\n') ?? [];
  const refused = new Set(said.match(/^wrong\.ts\(\d+/gm));
  expect(statements.length).toBeGreaterThan(15);
  expect(refused.size).toBe(statements.length);
});

function typeCheck(): string {
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', FOLDER, '--pretty', 'false']);
    return '';
  } catch (failed) {
    return String((failed as { stdout: Buffer }).stdout).replaceAll(`${FOLDER}/`, '');
  }
}
