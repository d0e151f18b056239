import { groupBy } from '../base/order.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { type Emitted, manifestName } from '../manifest/manifest.ts';
import { manifestPath, nameProblem, objectKey, type Scope } from '../manifest/names.ts';
import { printManifest } from '../manifest/print.ts';
import { INVENTORY, printInventory } from './inventory.ts';
import { KUSTOMIZATION, kustomization } from './kustomization.ts';
import { type OutputFile, outputFile } from './output-file.ts';

export type LayoutOptions = Scope;

/**
 * The files of one target: a manifest each, a kustomization, an inventory. Manifests are printed as they are; see
 * `withProvenance` for what they should have been through. After an error there are no files.
 */
export function layout(
  target: string,
  emitted: readonly Emitted[],
  options: LayoutOptions,
): Report<readonly OutputFile[]> {
  const diagnostics = [...targetProblems(target), ...nameProblems(emitted)];
  if (diagnostics.length === 0) diagnostics.push(...collisions(emitted, options));
  if (diagnostics.length > 0) return { result: [], diagnostics };
  return { result: filesOf(target, emitted, options), diagnostics };
}

function filesOf(target: string, emitted: readonly Emitted[], scope: Scope): OutputFile[] {
  const files = emitted.map((each) =>
    outputFile(`${target}/${manifestPath(each.manifest, scope)}`, printManifest(each.manifest), each),
  );
  files.push(outputFile(`${target}/${KUSTOMIZATION}`, kustomization(target, files)));
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
  return emitted.flatMap((each) => nameProblem(each) ?? []);
}

function collisions(emitted: readonly Emitted[], scope: Scope): Diagnostic[] {
  const objects = repeated(emitted, (each) => objectKey(each.manifest));
  if (objects.length > 0) return objects.map(sameObject);
  return repeated(emitted, (each) => manifestPath(each.manifest, scope)).map((group) => sameFile(group, scope));
}

type Repeated = readonly [Emitted, Emitted, ...Emitted[]];

function repeated(emitted: readonly Emitted[], key: (each: Emitted) => string): Repeated[] {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const each of emitted) {
    const k = key(each);
    (once.has(k) ? twice : once).add(k);
  }
  if (twice.size === 0) return [];
  const groups = groupBy(
    emitted.filter((each) => twice.has(key(each))),
    key,
  );
  return [...groups.values()] as unknown as Repeated[];
}

function sameObject([first, second]: Repeated): Diagnostic {
  return error('MW4012', `two declarations make \`${manifestName(second.manifest)}\``, {
    span: second.spans[0],
    related: [{ span: first.spans[0], note: 'the other one is here' }],
    help: 'give one of them another name, or declare it once',
  });
}

function sameFile([first, second]: Repeated, scope: Scope): Diagnostic {
  const names = `\`${manifestName(first.manifest)}\` and \`${manifestName(second.manifest)}\``;
  return error('MW4013', `${names} would both be written to \`${manifestPath(second.manifest, scope)}\``, {
    span: second.spans[0],
    related: [{ span: first.spans[0], note: 'the other one is here' }],
    help: 'give one of them another name, or say the namespace of the one that has none',
  });
}
