import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Span } from '../../src/base/span.ts';
import { type EvaluateOptions, evaluate } from '../../src/load/evaluate.ts';
import * as language from './language.ts';

const folders: string[] = [];

/** A project in a temporary folder. */
export function project(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'meshwright-load-')));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) write(join(root, path), text);
  return root;
}

export function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

export function removeProjects(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function options(root: string, changes: Partial<EvaluateOptions> = {}): EvaluateOptions {
  return {
    root,
    target: { name: 'dev', environment: 'dev', cluster: 'local', values: {} },
    modules: new Map([['meshwright', async () => language]]),
    deadline: { seconds: 10 },
    begin: language.begin,
    collect: language.collect,
    ...changes,
  };
}

export interface Said {
  readonly said: unknown;
  readonly span: Span;
}

/** Evaluates a project and gives what was declared; fails on any finding. */
export async function declared(
  files: Readonly<Record<string, string>>,
  changes: Partial<EvaluateOptions> = {},
): Promise<readonly Said[]> {
  const { result, diagnostics } = await evaluate('index.ts', options(project(files), changes));
  if (!result)
    throw new Error(
      diagnostics.map(({ code, message, span }) => `${code} ${message} ${JSON.stringify(span)}`).join('\n'),
    );
  return result.declarations as unknown as readonly Said[];
}

/** Evaluates a project that must fail, and gives what was found. */
export async function findings(files: Readonly<Record<string, string>>, changes: Partial<EvaluateOptions> = {}) {
  const { result, diagnostics } = await evaluate('index.ts', options(project(files), changes));
  if (result) throw new Error('nothing was found');
  return diagnostics;
}
