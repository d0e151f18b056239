import { compareStrings } from '../base/order.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type Emitted, manifestName } from '../manifest/manifest.ts';
import { manifestPath, nameProblem, objectKey, type Scope } from '../manifest/names.ts';
import { printManifest } from '../manifest/print.ts';
import type { ProxyConfig } from '../xds/proxy-config.ts';
import { INVENTORY, printInventory } from './inventory.ts';
import { KUSTOMIZATION, kustomization } from './kustomization.ts';
import { type OutputFile, outputFile } from './output-file.ts';
import { type Origin, PROVENANCE, provenance } from './provenance.ts';
import { proxyFiles, proxyProblems } from './proxy-files.ts';

export interface LayoutOptions extends Scope {
  /** Of what the files were made, where that is to be stated. */
  readonly origin?: Origin | undefined;
  /** What stand-alone proxies run on. */
  readonly configs?: readonly ProxyConfig[];
}

/**
 * The files of one target: a manifest each, a kustomization, a statement of provenance, an inventory. Manifests are printed as they are; see
 * `withProvenance` for what they should have been through. After an error there are no files.
 */
export function layout(
  target: string,
  emitted: readonly Emitted[],
  options: LayoutOptions,
): Report<readonly OutputFile[]> {
  const diagnostics = [...targetProblems(target), ...nameProblems(emitted), ...proxyProblems(options.configs ?? [])];
  if (diagnostics.length > 0) return { result: [], diagnostics };
  const placed = place(target, emitted, options);
  diagnostics.push(...collisions(target, placed));
  return { result: diagnostics.length > 0 ? [] : filesOf(target, placed, options), diagnostics };
}

interface Placed {
  /** Relative to the output folder. */
  readonly path: string;
  readonly emitted: Emitted;
}

/** In order of path, as everything that lists them has them. */
function place(target: string, emitted: readonly Emitted[], scope: Scope): Placed[] {
  const placed = emitted.map(
    (each): Placed => ({ path: `${target}/${manifestPath(each.manifest, scope)}`, emitted: each }),
  );
  return placed.sort((a, b) => compareStrings(a.path, b.path));
}

/** The files of manifests that are some of a target's. */
export function manifestFiles(
  target: string,
  emitted: readonly Emitted[],
  scope: Scope,
): Report<readonly OutputFile[]> {
  const placed = place(target, emitted, scope);
  const diagnostics = [...nameProblems(emitted), ...collisions(target, placed)];
  return { result: diagnostics.length > 0 ? [] : printed(placed), diagnostics };
}

function printed(placed: readonly Placed[]): OutputFile[] {
  return placed.map(({ path, emitted }) => outputFile(path, printManifest(emitted.manifest), emitted));
}

function filesOf(target: string, placed: readonly Placed[], { origin, configs = [] }: LayoutOptions): OutputFile[] {
  const files = printed(placed);
  // Where there is nothing for a cluster, there is nothing to apply to it.
  if (placed.length > 0 || configs.length === 0)
    files.push(outputFile(`${target}/${KUSTOMIZATION}`, kustomization(target, files)));
  files.push(...proxyFiles(target, configs));
  if (origin) files.push(outputFile(`${target}/${PROVENANCE}`, provenance(target, files, origin)));
  files.push(outputFile(`${target}/${INVENTORY}`, printInventory(target, files)));
  return files;
}

/** A folder of the output that holds no target: what makes a cluster sync them. */
const RESERVED: ReadonlySet<string> = new Set(['gitops']);

function targetProblems(target: string): Diagnostic[] {
  if (/^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/i.test(target) && !RESERVED.has(target.toLowerCase())) return [];
  const help = 'use letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit; `gitops` is taken';
  return [error('MW0211', `the target ${JSON.stringify(target)} cannot be a folder of the output`, { help })];
}

function nameProblems(emitted: readonly Emitted[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const each of emitted) {
    const problem = nameProblem(each);
    if (problem) found.push(problem);
  }
  return found;
}

/** Manifests for one file. Those of one object always are, since its path is made of what names it. */
function collisions(target: string, placed: readonly Placed[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (let i = 1; i < placed.length; i++) {
    const first = placed[i - 1]!;
    const second = placed[i]!;
    if (first.path !== second.path) continue;
    const sameObject = objectKey(first.emitted.manifest) === objectKey(second.emitted.manifest);
    found.push(
      sameObject ? twiceOneObject(first, second) : twiceOneFile(first, second, first.path.slice(target.length + 1)),
    );
  }
  return found;
}

function twiceOneObject({ emitted: first }: Placed, { emitted: second }: Placed): Diagnostic {
  return error('MW4012', `two declarations make \`${manifestName(second.manifest)}\``, {
    span: second.spans[0],
    related: [{ span: first.spans[0], note: 'the other one is here' }],
    help: 'give one of them another name, or declare it once',
  });
}

function twiceOneFile({ emitted: first }: Placed, { emitted: second }: Placed, path: string): Diagnostic {
  const names = `\`${manifestName(first.manifest)}\` and \`${manifestName(second.manifest)}\``;
  return error('MW4013', `${names} would both be written to \`${path}\``, {
    span: second.spans[0],
    related: [{ span: first.spans[0], note: 'the other one is here' }],
    help: 'give one of them another name, or say the namespace of the one that has none',
  });
}
