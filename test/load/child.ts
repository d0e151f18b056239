// Run as a process of its own by process.test.ts: evaluates a project, prints what is found as JSON.
import { writeSync } from 'node:fs';
import { type EvaluateOptions, evaluate } from '../../src/load/evaluate.ts';
import * as language from './language.ts';

const [root = '', seconds = '10'] = process.argv.slice(2);
const options: EvaluateOptions = {
  root,
  target: { name: 'dev', environment: 'dev', cluster: 'local', values: {} },
  modules: new Map([['meshwright', async () => language]]),
  deadline: { seconds: Number(seconds), onStall: (findings) => writeSync(1, `stalled ${JSON.stringify(findings)}`) },
  begin: language.begin,
  collect: language.collect,
};
const { result, diagnostics } = await evaluate('index.ts', options);
// What comes after an evaluation must work as before.
await new Promise((resolve) => process.nextTick(resolve));
await new Promise((resolve) => setTimeout(resolve, 1));
process.stdout.write(JSON.stringify(result ? result.declarations : diagnostics));
