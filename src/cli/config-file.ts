import type { Span } from '../base/span.ts';
import { DEFAULTS } from '../config/config.ts';
import { siteOf } from '../config/site.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { evaluateModule, type Read } from '../load/evaluate-module.ts';
import type { Provided } from '../load/graph.ts';
import { toPlainJson } from '../load/plain.ts';
import type { SourceTree } from '../load/source-tree.ts';

export interface EvaluatedConfig {
  readonly value: unknown;
  /** The call of `defineConfig`. */
  readonly span: Span;
}

export type OnStall = (findings: readonly Diagnostic[]) => void;

/** The configuration sees the running meshwright, as policies do. */
const MODULES: Provided = new Map<string, () => Promise<object>>([
  ['meshwright/config', () => import('../config/index.ts')],
  ['meshwright', () => import('../index.ts')],
]);

/** Runs the configuration file with the loader that policies have, so that it may be TypeScript too. */
export function evaluateConfig(
  root: string,
  file: string,
  onStall?: OnStall,
  sources?: SourceTree,
): Promise<Report<EvaluatedConfig | undefined>> {
  const deadline = { seconds: DEFAULTS.deadline, ...(onStall && { onStall }) };
  const options = { root, modules: MODULES, deadline, ...(sources && { sources }) };
  return evaluateModule(file, options, readDefault(file));
}

function readDefault(file: string): Read<EvaluatedConfig> {
  return (exports, _files, readSite) => {
    const config = exports.default;
    const site = siteOf(config);
    const span = site ? readSite(site) : { file, line: 1, column: 1 };
    if (config === undefined) return refused(noDefault(file, span));
    const plain = toPlainJson(config);
    if ('value' in plain) return { result: { value: plain.value, span }, diagnostics: [] };
    return refused(notPlain(plain, span));
  };
}

function refused(diagnostic: Diagnostic): Report<undefined> {
  return { result: undefined, diagnostics: [diagnostic] };
}

function noDefault(file: string, span: Span): Diagnostic {
  return error('MW0002', `\`${file}\` has no default export`, {
    span,
    help: 'write `export default defineConfig({ targets: { … } })`',
  });
}

function notPlain({ path, what }: { path: readonly (string | number)[]; what: string }, span: Span): Diagnostic {
  return error('MW0002', `\`${path.join('.')}\` is ${what}: a configuration holds plain data only`, {
    span: { ...span, at: [0, ...path] },
  });
}
