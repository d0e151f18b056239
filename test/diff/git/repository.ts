import { execFileSync } from 'node:child_process';
import { addFiles, cleanEnv, configFile, type Files, folderWith, meshwright, type Ran } from '../../cli/meshwright.ts';

/** Nothing of whoever runs the tests: neither settings nor a name. */
export const GIT_ENV = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
  GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
};

export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    env: cleanEnv(GIT_ENV),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

/** A repository with one commit of these files on `main`. */
export function repositoryWith(files: Files = PROJECT): string {
  const folder = folderWith(files);
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  commit(folder);
  return folder;
}

/** Writes files and commits all that is there; gives the hash. */
export function commit(folder: string, files: Files = {}, message = 'a change'): string {
  addFiles(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
  return git(folder, 'rev-parse', 'HEAD');
}

export function diff(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Ran {
  return meshwright(['diff', ...args], { cwd, env: { ...GIT_ENV, ...env } });
}

export interface Found {
  readonly code: number | null;
  readonly err: string;
  /** `+ web GET /x on api:8080`, a line each. */
  readonly rows: readonly string[];
  readonly notes: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: a report is read as whoever uses it would
  readonly report: any;
}

/** What a diff finds, from its JSON. */
export function found(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Found {
  return foundIn(diff(cwd, ['-o', 'json', ...args], env));
}

export function foundIn({ code, out, err }: Ran): Found {
  if (out === '') throw new Error(`no report, but: ${err}`);
  const report = JSON.parse(out);
  const access = report.access ?? report.diff.access;
  return { code, err, rows: access.map(rowText), notes: report.notes, report };
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function rowText({ effect, callers, requests, destinations }: any): string {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(', ');
  const sign = effect === 'allowed' ? '+' : '-';
  return `${sign} ${names(callers)}: ${requests.join(', ') || 'anything'} on ${names(destinations)}`;
}

const MESH = `import { mesh } from 'meshwright';

export const shop = mesh('shop');
export const apps = shop.namespace('apps', { dataPlane: 'sidecar' });
`;

/** Two services, and what the one may ask of the other. */
export function policies(...requests: readonly string[]): Files {
  const names = [...new Set(requests.map((one) => one.replace(/\W.*/, '')))].join(', ');
  return {
    'policies/mesh.ts': MESH,
    'policies/index.ts': `import { ${names} } from 'meshwright';
import { apps, shop } from './mesh.ts';

const web = apps.service('web', { ports: { http: 8080 } });
const api = apps.service('api', { ports: { http: 8080 } });

web.calls(api, ${requests.join(', ')});

export default shop;
`,
  };
}

export const PROJECT: Files = { 'meshwright.config.ts': configFile(), ...policies("GET('/items/{*}')") };

/** The same, and one request more. */
export const WIDER = policies("GET('/items/{*}')", "POST('/items')");

export const ONE_MORE = '+ web: POST /items on api';
