import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { buildOnce, meshwright } from '../cli/meshwright.ts';

/** Questions about the policies of a folder. */
const FILES = [
  ['questions.txt', '.'],
  ['shop.txt', 'examples/shop'],
] as const;

beforeAll(buildOnce);

/** Words as a shell splits them, single quotes included. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** A question, everything that comes back, and the exit code. */
function asked(question: string, cwd: string): string {
  const { code, out, err } = meshwright(words(question.slice(2)), { cwd });
  return `${question}\n${err}${out}exit ${code}\n`;
}

it.each(FILES)(
  'questions of %s are answered as written',
  (file, folder) => {
    const path = join('test/questions', file);
    const expected = readFileSync(path, 'utf8');
    const questions = expected.split('\n').filter((line) => line.startsWith('$ '));
    const answers = questions.map((question) => asked(question, folder)).join('\n');
    if (process.env['UPDATE'] === '1') writeFileSync(path, answers);
    else expect(answers).toBe(expected);
  },
  60_000,
);
