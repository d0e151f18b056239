// A project in Git with a commit for each way of writing the mesh, what each compiles to, and that as one YAML stream.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileCommand } from './contenders.ts';
import { writeLines, writeProject } from './policies.ts';
import type { Edit } from './rewrites.ts';

export interface Revision {
  /** A branch of the project. */
  readonly branch: string;
  /** What is compiled of it. */
  readonly out: string;
  /** The manifests in it, one after the other. */
  readonly stream: string;
}

export interface Revisions {
  readonly project: string;
  readonly base: Revision;
  /** Commits an edit of the base. */
  readonly revise: (branch: string, edit: Edit) => Revision;
}

/** `folder` is that of the project; what is compiled goes beside it. */
export function startRevisions(folder: string, services: number, cli: string): Revisions {
  const project = join(folder, 'project');
  writeProject(project, services);
  writeFileSync(join(project, '.gitignore'), 'out/\n');
  git(project, 'init', '--quiet', '--initial-branch', 'base');
  const keep = (branch: string): Revision => {
    git(project, 'add', '--all');
    git(project, 'commit', '--quiet', '--message', branch);
    const { program, args } = compileCommand(cli, project);
    execFileSync(program, args, { cwd: project });
    const out = join(folder, `out-${branch}`);
    cpSync(join(project, 'out'), out, { recursive: true });
    const stream = join(folder, `${branch}.yaml`);
    writeFileSync(stream, manifestsIn(out).join('---\n'));
    return { branch, out, stream };
  };
  const base = keep('base');
  const revise = (branch: string, edit: Edit) => {
    git(project, 'checkout', '--quiet', '-b', branch, 'base');
    apply(edit, project);
    return keep(branch);
  };
  return { project, base, revise };
}

function apply(edit: Edit, project: string): void {
  for (const [file, lines] of edit) {
    if (!lines) rmSync(join(project, file));
    else {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeLines(project, file, lines);
    }
  }
}

const NOBODY = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'];

function git(project: string, ...args: readonly string[]): void {
  execFileSync('git', [...NOBODY, ...args], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
}

function manifestsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('kustomization.yaml'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

/** The documents of the stream in another order, the same each time. */
export function reorder({ out }: Revision, file: string): string {
  const orderOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const texts = manifestsIn(out).map((text) => [orderOf(text), text] as const);
  writeFileSync(
    file,
    texts
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => text)
      .join('---\n'),
  );
  return file;
}
