import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from '@jest/globals';
import { buildOnce, meshwright } from '../cli/meshwright.ts';

const FILE = 'test/questions/questions.txt';

beforeAll(buildOnce);

/** Words as a shell splits them, single quotes included. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** A question about the Bookinfo policies, everything that comes back, and the exit code. */
function asked(question: string): string {
  const { code, out, err } = meshwright(words(question.slice(2)));
  return `${question}\n${err}${out}exit ${code}\n`;
}

it('questions are answered as written', () => {
  const expected = readFileSync(FILE, 'utf8');
  const questions = expected.split('\n').filter((line) => line.startsWith('$ '));
  const answers = questions.map(asked).join('\n');
  if (process.env['UPDATE'] === '1') writeFileSync(FILE, answers);
  else expect(answers).toBe(expected);
}, 60_000);
