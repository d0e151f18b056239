// The policies as a project of their own, compiled by the command as a user would.
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mustRun } from '../../lab/process.ts';

const CONFIG = `
import { defineConfig, istio } from 'meshwright/config';

export default defineConfig({
  policies: 'policies/index.ts',
  out: 'out',
  targets: { test: { environment: 'test', cluster: 'test', backends: [istio({ version: '1.31' })] } },
});
`;

export interface Project {
  readonly out: string;
  readonly remove: () => void;
}

/** Policies from a folder, some of their files replaced. */
export const compileProject = async (policies: string, files: Readonly<Record<string, string>>): Promise<Project> => {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-language-'));
  cpSync(policies, join(folder, 'policies'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'policies', name), text);
  writeFileSync(join(folder, 'meshwright.config.ts'), CONFIG);
  await mustRun(['node', resolve('dist/cli/main.js'), 'compile'], { cwd: folder });
  return { out: join(folder, 'out', 'test'), remove: () => rmSync(folder, { recursive: true, force: true }) };
};
