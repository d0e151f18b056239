import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { printManifest } from '../../src/manifest/print.ts';

const ROOT = process.cwd();
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'meshwright-cdk8s-'));
  cpSync('test/cdk8s/project', project, { recursive: true });
  mkdirSync(join(project, 'node_modules'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(ROOT, join(project, 'node_modules/meshwright'));
  for (const name of ['cdk8s', 'constructs'])
    symlinkSync(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function synthesised(): string[] {
  execFileSync(process.execPath, ['app.js'], { cwd: project, stdio: 'pipe' });
  const yaml = readFileSync(join(project, 'dist/shop.k8s.yaml'), 'utf8');
  return parseAllDocuments(yaml)
    .map((document) => printManifest(document.toJS() as Manifest))
    .sort();
}

function compiled(): string[] {
  execFileSync(process.execPath, [join(ROOT, 'dist/cli/main.js'), 'compile'], { cwd: project, stdio: 'pipe' });
  const folders = readdirSync(join(project, 'out/dev'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .flatMap(({ name }) => readdirSync(join(project, 'out/dev', name)).map((file) => join('out/dev', name, file)))
    .map((file) => readFileSync(join(project, file), 'utf8'))
    .sort();
}

describe('MeshChart', () => {
  it('synthesises, byte for byte, the manifests that compile writes, those of constructs included', () => {
    const files = compiled();
    expect(files.filter((file) => file.includes('kind: ConfigMap'))).toHaveLength(3);
    expect(synthesised()).toEqual(files);
  });

  it('refuses a mesh with errors, and names them', () => {
    appendFileSync(join(project, 'policies/index.js'), 'cart.route({ name: "bad", to: { v1: 50, v9: 50 } });\n');
    const { status, stderr } = spawnSync(process.execPath, ['app.js'], { cwd: project, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('MW1203: `cart` has no version `v9` (policies/index.js:');
  });
});
