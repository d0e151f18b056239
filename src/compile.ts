import type { Span } from './base/span.ts';
import type { Config } from './config/config.ts';
import type { Diagnostic } from './diag/diagnostic.ts';
import type { Report } from './diag/report.ts';

export interface CompileOptions {
  /** Absolute path of the folder that holds the configuration. */
  readonly root: string;
  readonly config: Config;
  /** Names of the targets to compile; all when absent. */
  readonly targets?: readonly string[];
  /** `write` changes out/; `check` compares with what is on disk; `none` validates only. */
  readonly output: 'write' | 'check' | 'none';
  /** Called as work goes on, for a progress line. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly phase: 'evaluate' | 'check' | 'lower' | 'validate' | 'write';
  readonly target: string;
}

/** What a compile made; files are relative to the root, with `/`. */
export interface Compilation {
  readonly targets: readonly CompiledTarget[];
}

export interface CompiledTarget {
  readonly name: string;
  readonly services: number;
  readonly gateways: number;
  readonly calls: number;
  readonly manifests: number;
  /** What differs from the disk: done when `output` is `write`, only found when it is `check`, empty when `none`. */
  readonly changes: readonly FileChange[];
  /** Where raw manifests and patches were declared: they are outside what meshwright understands. */
  readonly raw: readonly Span[];
  /** Findings that a comment in the policies silenced. */
  readonly silenced: readonly Silenced[];
}

export interface FileChange {
  readonly path: string;
  readonly change: 'added' | 'changed' | 'removed';
}

export interface Silenced {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
}

export async function compile(_options: CompileOptions): Promise<Report<Compilation | undefined>> {
  throw new Error('compile.ts is being written');
}
