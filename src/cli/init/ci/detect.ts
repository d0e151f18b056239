import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { UsageError } from '../../usage.ts';
import type { CiFiles } from './files.ts';
import { githubFiles } from './github.ts';
import { gitlabFiles } from './gitlab.ts';
import { scriptFiles } from './script.ts';

const CIS = ['github', 'gitlab', 'script', 'none'] as const;
export type Ci = (typeof CIS)[number];

/** The repository that a folder is in, or the folder itself: a CI reads its files only there. */
export function repositoryOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** What neither a shell nor YAML nor a workflow's expressions take for anything but a name. */
const PLAIN = /^[\p{L}\p{N}._/-]*$/u;

/** The CI that a repository has, or that its host brings; GitHub's when nothing tells. */
export function ciOf(repository: string): Ci {
  if (existsSync(join(repository, '.gitlab-ci.yml'))) return 'gitlab';
  if (existsSync(join(repository, '.github'))) return 'github';
  const host = remoteHost(repository);
  if (host === undefined || /(^|\.)github\./.test(host)) return 'github';
  return /(^|[.-])gitlab[.-]/.test(host) ? 'gitlab' : 'script';
}

export function ciFiles(ci: Ci, folder: string, repository: string): CiFiles {
  const inside = relative(repository, folder).split(sep).join('/');
  if (!PLAIN.test(inside))
    throw new UsageError(
      `the folder \`${inside}\` cannot be named in what a CI runs: shells and workflows read signs in it as their own`,
      'give it a name of letters, digits, `.`, `_` and `-`, or write that part by hand: --ci none',
    );
  switch (ci) {
    case 'github':
      return githubFiles(inside);
    case 'gitlab':
      return gitlabFiles(inside, existsSync(join(repository, '.gitlab-ci.yml')));
    case 'script':
      return scriptFiles(inside);
    case 'none':
      return {};
  }
}

/** `https://gitlab.example.com/x`, `git@gitlab.example.com:x` */
function remoteHost(repository: string): string | undefined {
  const git = spawnSync('git', ['config', '--local', '--get', 'remote.origin.url'], {
    cwd: repository,
    encoding: 'utf8',
  });
  if (git.status !== 0) return undefined;
  const url = git.stdout.trim();
  return /^[a-z+]+:\/\/(?:[^@/]*@)?([^:/]+)/i.exec(url)?.[1] ?? /^(?:[^@/]*@)?([^:/]+):/.exec(url)?.[1];
}
