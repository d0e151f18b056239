import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, configFile, folderWith, meshwright } from '../../cli/meshwright.ts';
import { commit, diff, found, GIT_ENV, git, ONE_MORE, PROJECT, policies, repositoryWith, WIDER } from './repository.ts';

beforeAll(buildOnce);

/** That nothing was compared, and why. */
function refused(folder: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { code, out, err } = diff(folder, args, env);
  expect(out).toBe('');
  return { code, err: err.replaceAll(folder, '<here>') };
}

const ERROR = { web: "import { nothing } from './nowhere.ts';\n" };

describe('diff says what is wrong', () => {
  it('without Git', () => {
    const folder = repositoryWith();
    expect(refused(folder, [], { PATH: folder })).toEqual({
      code: 2,
      err: expect.stringMatching(/^error MW6001: `git` cannot be run\n {2}help: install Git, or compare folders/),
    });
  });

  it('of a repository that cannot be read', () => {
    const folder = repositoryWith();
    addFiles(folder, { '.git/config': '[core\n' });
    expect(refused(folder)).toEqual({
      code: 2,
      err: expect.stringContaining('error MW6002: the Git repository cannot be read: bad config line 1'),
    });
  });

  it('of a revision that does not exist', () => {
    const folder = repositoryWith();
    git(folder, 'branch', 'feature/checkout');
    expect(refused(folder, ['mian'])).toEqual({
      code: 2,
      err: 'error MW6003: there is no revision `mian`\n  help: did you mean `main`?\n',
    });
    expect(refused(folder, ['main', 'feature/checkuot']).err).toContain('did you mean `feature/checkout`?');
    expect(refused(folder, ['main...nowhere']).err).toContain('MW6003: there is no revision `nowhere`');
    expect(refused(folder, ['--', '--output=x']).err).toContain('MW6003: there is no revision `--output=x`');
    expect(refused(folder, [':/nowhere']).err).toContain('MW6003: there is no revision `:/nowhere`');
    expect(refused(folder, ['HEAD:./../x']).err).toContain('MW6011: there is no folder `HEAD:./../x`');
    expect(refused(folder, ['nowhere:out']).err).toContain('MW6003: there is no revision `nowhere`');
    expect(refused(folder, [], { GITHUB_BASE_REF: 'release' }).err).toContain('no revision `origin/release`');
  });

  it('of a repository without a commit', () => {
    const folder = folderWith(PROJECT);
    git(folder, 'init', '--quiet');
    for (const args of [[], ['main'], ['HEAD']])
      expect(refused(folder, args)).toEqual({
        code: 2,
        err: expect.stringContaining('error MW6004: the repository has no commit yet'),
      });
  });

  it('of a shallow clone that lacks the commit where it parted', () => {
    const origin = repositoryWith();
    const old = git(origin, 'rev-parse', 'HEAD');
    commit(origin, WIDER);
    git(origin, 'switch', '--quiet', '--create', 'feature', old);
    commit(origin, policies("GET('/x')"));
    const clone = join(folderWith(), 'clone');
    git(origin, 'clone', '--quiet', '--no-single-branch', '--depth', '1', `file://${origin}`, clone);
    git(clone, 'remote', 'set-head', 'origin', 'main');
    expect(refused(clone)).toEqual({
      code: 2,
      err: expect.stringMatching(
        /^error MW6005: this clone is shallow: where `origin\/main` and `HEAD` parted is not in it\n {2}help: .*--unshallow.*fetch-depth: 0/,
      ),
    });
    expect(refused(clone, ['HEAD~1']).err).toContain('fetch-depth: 0');
    git(clone, 'fetch', '--quiet', '--unshallow');
    expect(found(clone)).toMatchObject({ code: 1, report: expect.anything() });
  });

  it('of histories that never met', () => {
    const folder = repositoryWith();
    git(folder, 'switch', '--quiet', '--orphan', 'import');
    commit(folder, { ...PROJECT, ...WIDER });
    expect(refused(folder)).toEqual({
      code: 2,
      err: 'error MW6006: `main` and `HEAD` have no commit in common\n  help: compare them as they are: `meshwright diff main HEAD`\n',
    });
    expect(found(folder, ['main', 'import']).rows).toEqual([ONE_MORE]);
  });

  it('of a repository without a main branch', () => {
    const folder = repositoryWith();
    git(folder, 'branch', '--move', 'work');
    expect(refused(folder)).toEqual({
      code: 2,
      err: expect.stringContaining('error MW6007: which branch is the main one cannot be told'),
    });
  });

  it('of a folder in no repository', () => {
    const folder = folderWith(PROJECT);
    for (const args of [[], ['main'], ['main...HEAD']])
      expect(refused(folder, args)).toEqual({
        code: 2,
        err: expect.stringMatching(/^error MW6008: `<here>` is in no Git repository/),
      });
    expect(refused(folder, ['mian', 'x']).err).toContain('`mian` is no folder either');
  });

  it('of a bare repository, which has no working tree', () => {
    const folder = repositoryWith();
    git(folder, 'switch', '--quiet', '--create', 'feature');
    commit(folder, WIDER);
    const bare = join(folderWith(), 'bare.git');
    git(folder, 'clone', '--quiet', '--bare', folder, bare);
    for (const args of [[], ['main']])
      expect(refused(bare, args)).toEqual({ code: 2, err: expect.stringContaining('error MW6009: a bare repository') });
    expect(found(bare, ['main...feature']).rows).toEqual([ONE_MORE]);
  });

  it('of a base that neither compiles nor has an output', () => {
    const folder = repositoryWith({ ...PROJECT, 'policies/index.ts': ERROR.web });
    addFiles(folder, WIDER);
    expect(refused(folder)).toEqual({
      code: 2,
      err: `error MW6010: the policies of the merge base with main do not compile, and there is no \`out\` to compare instead
  note: MW0103 policies/index.ts:1:25: there is no module \`./nowhere.ts\`
  help: commit what \`meshwright compile\` writes, or name a base that compiles
`,
    });
    commit(folder, { 'policies/index.ts': ERROR.web, 'out/README.md': 'nothing' });
    addFiles(folder, WIDER);
    expect(refused(folder).err).toContain('nothing can be read in its `out`');
  });

  it('of folders that are none', () => {
    const folder = repositoryWith({ ...PROJECT, file: '' });
    expect(refused(folder, ['./before', './after'])).toEqual({
      code: 2,
      err: 'error MW6011: there is no folder `./before`\n',
    });
    expect(refused(folder, ['./file']).err).toContain('MW6011: `./file` is no folder');
    expect(refused(folder, ['main:out']).err).toContain('MW6011: there is no folder `main:out`');
  });

  it('of folders without manifests', () => {
    expect(refused(repositoryWith(), ['./policies'])).toEqual({
      code: 2,
      err: expect.stringMatching(/^error MW6012: `\.\/policies` holds no manifests that meshwright wrote\n {2}help: /),
    });
  });

  it('of errors in the policies of the head, as compile does', () => {
    const folder = repositoryWith();
    addFiles(folder, { 'policies/index.ts': "import { shop } from './mehs.ts';\nexport default shop;\n" });
    const said = `error MW0103: there is no module \`./mehs.ts\`
  ┌ policies/index.ts:1:22
1 │ import { shop } from './mehs.ts';
  │                      ^^^^^^^^^^^
  help: did you mean \`./mesh.ts\`?
`;
    expect(refused(folder)).toEqual({ code: 1, err: said });
    commit(folder);
    addFiles(folder, WIDER);
    // The line of the commit, which is not on disk.
    expect(refused(folder, ['HEAD~1', 'HEAD'])).toEqual({ code: 1, err: said });
    expect(diff(folder, ['HEAD~1', 'HEAD', '-o', 'github']).out).toContain('::error ');
  });

  it('of a configuration that is wrong, with the code for that', () => {
    const folder = repositoryWith();
    addFiles(folder, { 'meshwright.config.ts': configFile('  tragets: {},') });
    expect(refused(folder)).toEqual({ code: 2, err: expect.stringContaining('MW0002') });
  });

  it('of targets that nobody has', () => {
    expect(refused(repositoryWith(), ['-t', 'devv'])).toEqual({
      code: 2,
      err: 'error: there is no target `devv`\n  help: did you mean `dev`?\n',
    });
  });

  it('of an unreadable folder', () => {
    const folder = repositoryWith();
    meshwright(['compile', '-q'], { cwd: folder });
    if (process.getuid?.() === 0) return;
    chmodSync(join(folder, 'out/dev/apps'), 0);
    expect(refused(folder, ['./out', 'HEAD'])).toEqual({ code: 2, err: expect.stringContaining('permission denied') });
    chmodSync(join(folder, 'out/dev/apps'), 0o755);
  });
});

describe('where Git stands somewhere unusual, diff works', () => {
  it('with a detached HEAD, and from a worktree', () => {
    const folder = repositoryWith();
    git(folder, 'switch', '--quiet', '--detach');
    commit(folder, WIDER);
    expect(found(folder)).toMatchObject({ code: 1, rows: [ONE_MORE] });
    const worktree = join(folderWith(), 'tree');
    git(folder, 'worktree', 'add', '--quiet', worktree, 'main');
    addFiles(worktree, WIDER);
    expect(found(worktree)).toMatchObject({ code: 1, rows: [ONE_MORE] });
    expect(found(worktree, ['HEAD', 'main'])).toMatchObject({ code: 0, rows: [] });
  });

  it('in a hook, whose variables speak of another folder', () => {
    const folder = repositoryWith();
    addFiles(folder, WIDER);
    const elsewhere = { GIT_DIR: '/nowhere/.git', GIT_WORK_TREE: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' };
    expect(found(folder, [], elsewhere).rows).toEqual([ONE_MORE]);
  });

  it('in the middle of a merge', () => {
    const folder = repositoryWith();
    git(folder, 'switch', '--quiet', '--create', 'a');
    commit(folder, WIDER);
    git(folder, 'switch', '--quiet', '--create', 'b', 'main');
    commit(folder, policies("GET('/other')"));
    expect(() => git(folder, 'merge', '--quiet', 'a')).toThrow();
    const { code, err } = diff(folder);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('policies/index.ts') });
    rmSync(join(folder, 'policies/index.ts'));
    expect(meshwright(['diff'], { cwd: folder, env: GIT_ENV }).code).toBe(2);
  });
});
