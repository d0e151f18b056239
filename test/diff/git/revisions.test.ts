import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, configFile, folderWith } from '../../cli/meshwright.ts';
import { commit, diff, found, GIT_ENV, git, ONE_MORE, PROJECT, policies, repositoryWith, WIDER } from './repository.ts';

beforeAll(buildOnce);

const LESS = ONE_MORE.replace('+', '-');

/** `main` with the project, `feature` with one request more, and a commit on `main` since they parted. */
function branched(): string {
  const folder = repositoryWith();
  git(folder, 'switch', '--quiet', '--create', 'feature');
  commit(folder, WIDER);
  git(folder, 'switch', '--quiet', 'main');
  commit(folder, policies("GET('/items/{*}')", "PUT('/items/{*}')"));
  git(folder, 'switch', '--quiet', 'feature');
  return folder;
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

describe('what is compared', () => {
  it('is the working tree, and where it parted from the main branch', () => {
    const folder = branched();
    const { rows, report } = found(folder);
    expect(rows).toEqual([ONE_MORE]);
    expect(report.base).toMatchObject({ kind: 'revision', name: 'the merge base with main', from: 'policies' });
    expect(report.base.commit).toBe(git(folder, 'merge-base', 'main', 'HEAD'));
    expect(report.head).toMatchObject({ kind: 'working-tree', name: 'the working tree' });
    addFiles(folder, { 'policies/index.ts': PROJECT['policies/index.ts'] ?? '' });
    expect(found(folder)).toMatchObject({ code: 0, rows: [] });
  });

  it('is what the names of Git mean', () => {
    const folder = branched();
    const put = '- web: PUT /items/{*} on api';
    const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
      [['main...feature'], [ONE_MORE]],
      [['main...'], [ONE_MORE]],
      [['main..feature'], [ONE_MORE, put]],
      [
        ['main', 'feature'],
        [ONE_MORE, put],
      ],
      [['main'], [ONE_MORE, put]],
      [['..main~1'], [LESS]],
      [['feature', 'main~1'], [LESS]],
      [['HEAD^'], [ONE_MORE]],
      [[':/a change', 'feature'], []],
      [['HEAD~1..'], [ONE_MORE]],
      [['refs/heads/feature', '.'], []],
      [['.', 'HEAD'], []],
      [[git(folder, 'rev-parse', '--short', 'HEAD^'), '@'], [ONE_MORE]],
    ];
    for (const [args, rows] of cases) expect([args, found(folder, args).rows]).toEqual([args, rows]);
  });

  it('is the branch that CI names, or that the remote calls its own', () => {
    const origin = branched();
    const clone = join(folderWith(), 'clone');
    git(origin, 'clone', '--quiet', '--branch', 'feature', origin, clone);
    git(clone, 'remote', 'set-head', 'origin', 'main');
    const base = (env: Readonly<Record<string, string>>) => found(clone, [], env).report.base.name;
    expect(base({})).toBe('the merge base with origin/main');
    expect(base({ GITHUB_BASE_REF: 'feature' })).toBe('the merge base with origin/feature');
    expect(base({ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'feature' })).toBe('the merge base with origin/feature');
    git(clone, 'remote', 'set-head', 'origin', 'feature');
    expect(base({})).toBe('the merge base with origin/feature');
  });

  it('is a revision where a folder has its name, and that is said', () => {
    const folder = branched();
    git(folder, 'tag', 'policies', 'main~1');
    const { rows, notes } = found(folder, ['policies']);
    expect(rows).toEqual([ONE_MORE]);
    expect(notes).toEqual(['`policies` is read as the revision; the folder of that name is written `./policies`']);
    expect(diff(folder, ['./policies']).err).toContain('MW6012');
  });

  it('may be another project', () => {
    const folder = branched();
    const other = folderWith(PROJECT);
    expect(found(folder, [other])).toMatchObject({
      rows: [ONE_MORE],
      report: { base: { kind: 'folder', from: 'policies' } },
    });
    expect(found(folder, [other, 'main']).rows).toEqual(['+ web: PUT /items/{*} on api']);
  });

  it('is everything where the base has no project yet, and that is said', () => {
    const folder = repositoryWith({ 'README.md': 'nothing here' });
    addFiles(folder, PROJECT);
    const { code, notes, rows } = found(folder);
    expect({ code, notes }).toEqual({
      code: 1,
      notes: ['the merge base with main has no `meshwright.config.ts`: it is taken for empty'],
    });
    expect(rows).not.toEqual([]);
  });

  it('is every target that either side has', () => {
    const target = (name: string) =>
      `${name}: { environment: '${name}', cluster: '${name}', backends: [istio({ version: '1.31' })] }`;
    const config = (...names: string[]) => ({
      'meshwright.config.ts': configFile(`  targets: { ${names.map(target).join(', ')} },`),
    });
    const folder = repositoryWith({ ...PROJECT, ...config('dev', 'stage') });
    addFiles(folder, config('prod', 'dev'));
    const { notes, report } = found(folder);
    expect(notes).toEqual([
      'target `prod` is new: the merge base with main does not have it',
      'target `stage` is gone: the working tree does not have it',
    ]);
    expect(report.targets ?? report.diff.targets).toEqual(['prod', 'dev', 'stage']);
    expect(found(folder, ['-t', 'dev'])).toMatchObject({ code: 0, notes: [] });
    expect(found(folder, ['-t', 'stage', '-t', 'dev']).rows.every((row) => row.startsWith('-'))).toBe(true);
  });
});

describe('policies of a revision', () => {
  it('are read where the project is: in a folder of the repository', () => {
    const inside = (files: Readonly<Record<string, string>>) => inFolder('teams/mesh', files);
    const folder = repositoryWith({ ...inside(PROJECT), 'policies/index.ts': 'not this one' });
    addFiles(folder, inside(WIDER));
    const project = join(folder, 'teams/mesh');
    for (const args of [[], ['main'], ['HEAD', '.']]) expect(found(project, args).rows).toEqual([ONE_MORE]);
    expect(found(join(project, 'policies')).rows).toEqual([ONE_MORE]);
    expect(found(folder, ['-C', 'teams/mesh']).rows).toEqual([ONE_MORE]);
    expect(found(project, ['HEAD', 'HEAD'])).toMatchObject({ code: 0, rows: [] });
  });

  it('are found where the project was before it moved', () => {
    const folder = repositoryWith();
    git(folder, 'switch', '--quiet', '--create', 'feature');
    mkdirSync(join(folder, 'mesh'));
    git(folder, 'mv', 'policies', 'meshwright.config.ts', 'mesh');
    commit(folder);
    const project = join(folder, 'mesh');
    expect(found(project)).toMatchObject({ code: 0, notes: ['in the merge base with main the project is in `./`'] });
    addFiles(project, { 'policies/index.ts': (PROJECT['policies/index.ts'] ?? '').replace(/^web\.calls.*$/m, '') });
    const { rows, report } = found(project, ['--blame']);
    expect(rows).toEqual(['- web: GET /items/{*} on api']);
    expect(JSON.stringify(report)).toContain('"name":"Ann"');
    expect(diff(folder).err).toContain('MW0001');
  });

  it('may import what the working tree has lost, and see nothing of what it has gained', () => {
    const folder = repositoryWith();
    rmSync(join(folder, 'policies/mesh.ts'));
    addFiles(folder, {
      'policies/index.ts': (WIDER['policies/index.ts'] ?? '').replace('./mesh.ts', './shop.ts'),
      'policies/shop.ts': PROJECT['policies/mesh.ts'] ?? '',
    });
    expect(found(folder).rows).toEqual([ONE_MORE]);
    commit(folder, { 'policies/index.ts': (PROJECT['policies/index.ts'] ?? '').replace('./mesh.ts', './mesh.ts') });
    addFiles(folder, { 'policies/mesh.ts': PROJECT['policies/mesh.ts'] ?? '' });
    // It does not compile as it was committed, though it would as it lies there.
    expect(diff(folder, ['HEAD']).err).toContain('MW6010');
  });

  it('have the configuration and the tsconfig.json of that revision, and the packages of today', () => {
    const files = {
      ...PROJECT,
      'node_modules/paths/index.js': "export const items = '/items/{*}';\n",
      'node_modules/paths/package.json': '{ "name": "paths", "type": "module", "exports": "./index.js" }',
      'tsconfig.json': '{ "extends": "../base.json" }',
      'policies/index.ts': (PROJECT['policies/index.ts'] ?? '')
        .replace("'./mesh.ts'", "'@mesh'")
        .replace("GET('/items/{*}')", 'GET(items)')
        .replace('import', "import { items } from 'paths';\nimport"),
    };
    const folder = repositoryWith({
      '.gitignore': 'node_modules\n',
      'base.json': '{ "compilerOptions": { "paths": { "@mesh": ["./mesh/policies/mesh.ts"] } } }',
      ...inFolder('mesh', files),
    });
    const project = join(folder, 'mesh');
    expect(found(project, ['HEAD', '.']).rows).toEqual([]);
    rmSync(join(folder, 'base.json'));
    rmSync(join(project, 'tsconfig.json'));
    addFiles(project, {
      ...WIDER,
      'meshwright.config.ts': configFile(`  deadline: 20,\n${configFile().split('\n')[3]}`),
    });
    expect(found(project).rows).toEqual([ONE_MORE]);
  });

  it('may be links, which are followed inside of the project only', () => {
    const folder = repositoryWith({ ...PROJECT, 'shared/mesh.ts': PROJECT['policies/mesh.ts'] ?? '' });
    rmSync(join(folder, 'policies/mesh.ts'));
    symlinkSync('../shared/mesh.ts', join(folder, 'policies/mesh.ts'));
    symlinkSync('shared', join(folder, 'again'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync('/etc', join(folder, 'etc'));
    commit(folder);
    addFiles(folder, { 'policies/index.ts': WIDER['policies/index.ts'] ?? '' });
    expect(found(folder, ['HEAD']).rows).toEqual([ONE_MORE]);
    const importing = (path: string) => {
      commit(folder, { 'policies/index.ts': (PROJECT['policies/index.ts'] ?? '').replace('./mesh.ts', path) });
      return diff(folder, ['main', 'HEAD']).err;
    };
    expect(importing('../again/mesh.ts')).toBe('');
    expect(importing('../loop/mesh.ts')).toContain('its symbolic links go in a circle');
    expect(importing('../etc/mesh.ts')).toContain('leads out of the project');
    expect(importing('../../mesh.ts')).toContain('leads out of the project');
  });

  it('may not be in a submodule, a pointer, or anything but text', () => {
    const library = repositoryWith({ 'mesh.ts': PROJECT['policies/mesh.ts'] ?? '' });
    const folder = repositoryWith();
    const base = git(folder, 'rev-parse', 'HEAD');
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'library');
    mkdirSync(join(folder, 'odd'));
    writeFileSync(join(folder, 'odd/latin1.ts'), Buffer.from("export const shop = 'caf\xe9';", 'latin1'));
    addFiles(folder, { 'odd/pointer.ts': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n' });
    commit(folder);
    const importing = (path: string) => {
      commit(folder, { 'policies/index.ts': (PROJECT['policies/index.ts'] ?? '').replace('./mesh.ts', path) });
      return diff(folder, [base, 'HEAD']);
    };
    expect(importing('../library/mesh.ts')).toMatchObject({
      code: 1,
      err: expect.stringContaining('MW0105: `library/mesh.ts` cannot be read: it is in the submodule `library`'),
    });
    expect(importing('../odd/latin1.ts').err).toContain('it is not UTF-8');
    expect(importing('../odd/pointer.ts').err).toContain('it is a pointer of Git LFS');
    expect(diff(folder, [base, '.']).err).toContain('it is a pointer of Git LFS');
  });
});

describe('--blame', () => {
  it('names who last wrote the line, on either side, and says where nobody has yet', () => {
    const folder = repositoryWith();
    git(folder, 'switch', '--quiet', '--create', 'feature');
    addFiles(folder, WIDER);
    const authors = (args: readonly string[]) => {
      const { report } = found(folder, args);
      return (report.access ?? [])[0].causes.map((cause: { author: unknown }) => cause.author);
    };
    expect(authors(['--blame'])).toEqual([{ name: 'not committed yet' }]);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--author', 'Bea <bea@example.com>', '--message', 'x');
    const commitOf = git(folder, 'rev-parse', 'HEAD');
    for (const args of [['--blame'], ['main...', '--blame']])
      expect([args, authors(args)]).toEqual([args, [{ name: 'Bea', commit: commitOf }]]);
    expect(authors([])).toEqual([undefined]);
    const { out } = diff(folder, ['--blame']);
    expect(out).toContain(`by Bea in ${commitOf.slice(0, 7)}`);
  });
});

describe('links', () => {
  const linked = (folder: string, args: readonly string[], env = {}) =>
    /\]\((.*?)\)/.exec(diff(folder, ['-o', 'markdown', ...args], env).out)?.[1];

  it('lead to the line in its commit, where it is known where that can be read', () => {
    const folder = repositoryWith(inFolder('teams/mesh', PROJECT));
    const project = join(folder, 'teams/mesh');
    addFiles(project, WIDER);
    const actions = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/shop' };
    // Nobody can read what is not committed.
    expect(linked(project, ['HEAD'], actions)).toBeUndefined();
    const head = commit(folder);
    const line = `${head}/teams/mesh/policies/index.ts#L7`;
    expect(linked(project, ['HEAD~1'], actions)).toBe(`https://github.com/acme/shop/blob/${line}`);
    expect(linked(project, ['HEAD~1', 'HEAD'], { CI_PROJECT_URL: 'https://gitlab.com/acme/shop' })).toBe(
      `https://gitlab.com/acme/shop/-/blob/${line}`,
    );
    expect(linked(project, ['HEAD~1', '--link', 'https://git.example.com/x'])).toBe(
      `https://git.example.com/x/${line}`,
    );
    expect(linked(project, ['HEAD~1'])).toBeUndefined();
    expect(diff(project, ['HEAD~1', '--link', 'javascript:alert(1)'])).toMatchObject({ code: 2, out: '' });
  });
});

it('tells of nothing where nothing changed but the text', () => {
  const folder = repositoryWith();
  addFiles(folder, { 'policies/index.ts': `// A comment.\n\n${PROJECT['policies/index.ts']}` });
  const { code, out, err } = diff(folder, [], GIT_ENV);
  expect({ code, out, err }).toEqual({ code: 0, out: expect.stringContaining('No access change'), err: '' });
});
