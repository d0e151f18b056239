// What was compiled, as the judges get it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../lab/objects.ts';

const OUT = resolve(process.env.MESHWRIGHT_OUT ?? 'out');

/** The folders of the targets; `gitops` holds what syncs them. */
export const targets = (): string[] =>
  readdirSync(OUT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'gitops')
    .map(({ name }) => name);

export const targetFolder = (target: string): string => join(OUT, target);

export const manifestFiles = (target: string): string[] => manifestFilesIn(targetFolder(target));

export const manifestsOf = (target: string): KubeObject[] => manifestsIn(targetFolder(target));

/** The manifests in a folder, without what only kustomize reads. */
export const manifestFilesIn = (folder: string): string[] => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return files
    .filter((name) => name !== 'kustomization.yaml')
    .sort()
    .map((name) => join(folder, name));
};

export const manifestsIn = (folder: string): KubeObject[] =>
  manifestFilesIn(folder)
    .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')))
    .map((document) => document.toJS() as KubeObject);
