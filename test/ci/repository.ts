import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderWith, meshwright } from '../cli/meshwright.ts';

/** A project that `init` made, in a repository with a main branch. */
export interface Repository {
  readonly folder: string;
  readonly git: (...args: readonly string[]) => string;
  /** Changes files (a text, or what to make of the old one), compiles if asked to, and commits. */
  readonly commit: (changes: Changes, options?: { readonly compile?: boolean }) => string;
}

type Changes = Readonly<Record<string, string | ((old: string) => string)>>;

const WHO = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];

const fresh = new Map<string, Repository>();

/** Made once in a file of tests, and copied for each. */
export function repository(ci: string): Repository {
  const made = fresh.get(ci) ?? initialized(ci);
  fresh.set(ci, made);
  return copyOf(made);
}

function initialized(ci: string): Repository {
  const { folder, git, commit } = repositoryIn(folderWith());
  git('init', '-q', '-b', 'main');
  git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const ran = meshwright(['init', '--ci', ci], { cwd: folder });
  if (ran.code !== 0) throw new Error(ran.err);
  commit({});
  return { folder, git, commit };
}

export function copyOf({ folder }: Repository): Repository {
  const copy = folderWith();
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  return repositoryIn(copy);
}

function repositoryIn(folder: string): Repository {
  const git = (...args: readonly string[]) =>
    execFileSync('git', [...WHO, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const commit: Repository['commit'] = (changes, { compile = true } = {}) => {
    for (const [path, change] of Object.entries(changes)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, typeof change === 'string' ? change : change(readFileSync(file, 'utf8')));
    }
    if (compile && meshwright(['compile'], { cwd: folder }).code !== 0) throw new Error('does not compile');
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'A change');
    return git('rev-parse', 'HEAD');
  };
  return { folder, git, commit };
}
