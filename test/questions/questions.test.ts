import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { command } from '../cli/in-process.ts';
import { buildOnce, meshwright, type Ran } from '../cli/meshwright.ts';

/** Questions about the policies of a folder. */
const FILES = [
  ['questions.txt', '.'],
  ['shop.txt', 'examples/shop'],
  ['by-hand.txt', 'test/questions/by-hand'],
] as const;

beforeAll(buildOnce);

/** Words as a shell splits them, single quotes included. */
function words(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** A question, everything that comes back, and the exit code. */
function shown(question: string, { code, out, err }: Ran): string {
  return `${question}\n${err}${out}exit ${code}\n`;
}

it.each(FILES)('questions of %s are answered as written', async (file, cwd) => {
  const path = join('test/questions', file);
  const expected = readFileSync(path, 'utf8');
  const answers: string[] = [];
  for (const question of expected.split('\n').filter((line) => line.startsWith('$ ')))
    answers.push(shown(question, await command(words(question.slice(2)), { cwd })));
  if (process.env['UPDATE'] === '1') writeFileSync(path, answers.join('\n'));
  else expect(answers.join('\n')).toBe(expected);
  const [first = ''] = answers;
  const [question = ''] = first.split('\n');
  expect(shown(question, meshwright(words(question.slice(2)), { cwd }))).toBe(first);
});
