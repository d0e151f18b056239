import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { DiffReport } from '../diff/report.ts';
import { reportFrom } from './from-json.ts';

/** A report of ten thousand rows has two megabytes. */
const LARGEST = 16 * 1024 * 1024;

/** The report that a run uploaded. Whoever can open a pull request can write it, so it is held to its schema, and to a size. */
export async function readReport(file: string): Promise<DiffReport | Diagnostic | 'missing'> {
  const text = read(file);
  if (text === undefined) return 'missing';
  if (typeof text !== 'string') return refused(text.why);
  const parsed = parse(text);
  if ('why' in parsed) return refused(parsed.why);
  const { diffProblem } = await import('./diff-schema.ts');
  const why = diffProblem(parsed.value);
  return why === undefined ? reportFrom(parsed.value as Parameters<typeof reportFrom>[0]) : refused(why);
}

function read(file: string): string | { readonly why: string } | undefined {
  let open: number;
  try {
    open = openSync(file, 'r');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : { why: `it cannot be read (${code})` };
  }
  try {
    if (!fstatSync(open).isFile()) return { why: 'it is no file' };
    const bytes = Buffer.alloc(LARGEST + 1);
    const length = readSync(open, bytes);
    if (length > LARGEST) return { why: `it is larger than ${LARGEST / 1024 / 1024} MiB` };
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } catch {
    return { why: 'it is no UTF-8 text' };
  } finally {
    closeSync(open);
  }
}

function parse(text: string): { readonly value: unknown } | { readonly why: string } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { why: 'it is no JSON' };
  }
}

function refused(why: string): Diagnostic {
  return error('MW6070', `the report cannot be taken for one: ${why}`, {
    help: 'it is what `meshwright diff -o json` prints, of the same version',
  });
}
