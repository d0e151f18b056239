import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { isDiskError, whyRefused } from './disk.ts';

/** A folder of its own for what runs, among the temporary files. */
export function openScratch(name: string): Report<string | undefined> {
  const parent = tmpdir();
  try {
    return { result: mkdtempSync(join(parent, `${name}-`)), diagnostics: [] };
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    const problem = error('MW6206', `nothing can be written to \`${parent}\`: ${whyRefused(thrown)}`, {
      help: 'name another folder for temporary files with the environment variable TMPDIR',
    });
    return { result: undefined, diagnostics: [problem] };
  }
}

/** Deletes it; what was just ended may still write to it for a moment. */
export function removeScratch(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}
