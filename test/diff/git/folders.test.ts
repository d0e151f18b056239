import { cpSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, configFile, meshwright } from '../../cli/meshwright.ts';
import { commit, diff, found, ONE_MORE, PROJECT, repositoryWith, WIDER } from './repository.ts';

beforeAll(buildOnce);

const TARGETS = ['dev', 'prod']
  .map((name) => `${name}: { environment: '${name}', cluster: '${name}', backends: [istio({ version: '1.31' })] }`)
  .join(', ');
const TWO = { ...PROJECT, 'meshwright.config.ts': configFile(`  targets: { ${TARGETS} },`) };

function compiled(files = PROJECT): string {
  const folder = repositoryWith(files);
  compile(folder);
  commit(folder);
  return folder;
}

function compile(folder: string): void {
  expect(meshwright(['compile', '-q'], { cwd: folder })).toMatchObject({ code: 0 });
}

describe('folders of manifests', () => {
  it('mean what the policies mean that they were made of', () => {
    const folder = compiled(TWO);
    for (const pair of [
      ['./out'],
      ['./out', 'HEAD'],
      ['HEAD', './out'],
      ['HEAD:out'],
      ['./out/dev'],
      ['HEAD:./out/prod'],
    ])
      expect([pair, found(folder, pair)]).toEqual([pair, expect.objectContaining({ code: 0, rows: [], notes: [] })]);
  });

  it('are compared with policies, with one another, and with those of a revision', () => {
    const folder = compiled();
    cpSync(join(folder, 'out'), join(folder, 'before'), { recursive: true });
    addFiles(folder, WIDER);
    expect(found(folder, ['./out']).rows).toEqual([ONE_MORE]);
    compile(folder);
    // Where neither side has policies, callers are who they say they are.
    const identity = '+ cluster.local/ns/apps/sa/web: POST /items on api';
    for (const pair of [
      ['before', 'out'],
      ['before/dev', './out/dev'],
      ['HEAD:out', './out'],
    ])
      expect([pair, found(folder, pair).rows]).toEqual([pair, [identity]]);
    const pairs = [
      ['HEAD:out/dev', '.'],
      ['HEAD', './out'],
    ];
    for (const pair of pairs) expect([pair, found(folder, pair).rows]).toEqual([pair, [ONE_MORE]]);
  });

  it('of a revision are what is compared where its policies do not compile', () => {
    const folder = compiled();
    commit(folder, { 'policies/index.ts': "import './nowhere.ts';\n" });
    addFiles(folder, WIDER);
    const { rows, notes, code } = found(folder);
    expect({ rows, notes, code }).toEqual({
      rows: [ONE_MORE],
      notes: [
        'the policies of the merge base with main do not compile (MW0103 policies/index.ts:1:8: there is no module `./nowhere.ts`): its out/ is compared instead',
      ],
      code: 1,
    });
  });

  it('of a revision are what is compared where its configuration is of another version', () => {
    const folder = compiled();
    for (const body of [
      "  gitopps: 'x', targets: {},",
      "  targets: { dev: { environment: 'dev', cluster: 'dev', backends: [istio({ version: '1.99' })] } },",
    ]) {
      commit(folder, { 'meshwright.config.ts': configFile(body) });
      addFiles(folder, { ...PROJECT, ...WIDER });
      const { rows, notes } = found(folder, ['HEAD']);
      expect({ rows, notes }).toEqual({
        rows: [ONE_MORE],
        notes: [expect.stringMatching(/^the policies of HEAD do not compile \(MW0002 meshwright\.config\.ts/)],
      });
    }
  });

  it('without an inventory are what somebody copied, and of the target that is named', () => {
    const folder = compiled(TWO);
    cpSync(join(folder, 'out/dev/apps'), join(folder, 'copy/apps'), { recursive: true });
    cpSync(join(folder, 'out/dev/mesh'), join(folder, 'copy/mesh'), { recursive: true });
    expect(diff(folder, ['./copy'])).toMatchObject({
      code: 2,
      out: '',
      err: `error MW6014: \`./copy\` does not say which target it is of
  help: the working tree has dev, prod: name one with --target
`,
    });
    expect(found(folder, ['./copy', '-t', 'prod'])).toMatchObject({ code: 0, rows: [] });
    expect(found(folder, ['./copy', './out/dev'])).toMatchObject({ code: 0, rows: [] });
    rmSync(join(folder, 'copy/apps/authorizationpolicy-api.yaml'));
    expect(found(folder, ['./out/dev', './copy']).rows).toHaveLength(1);
  });

  it('of two targets are compared, and that is said', () => {
    const folder = compiled(TWO);
    expect(found(folder, ['out/dev', 'out/prod'])).toMatchObject({
      code: 0,
      notes: ['two targets are compared: `dev` and `prod`'],
    });
    renameSync(join(folder, 'out/dev/inventory.json'), join(folder, 'out/dev/was.json'));
    expect(diff(folder, ['out/prod', 'HEAD', '-t', 'stage']).err).toContain('MW6014: HEAD has no target `stage`');
  });
});

describe('a manifest that is not as meshwright wrote it', () => {
  const POLICY = 'out/dev/apps/authorizationpolicy-api.yaml';
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghi'[i]}`).join()}]\n`)
    .join('')}`;

  it.each([
    [
      'with the marks of a conflict',
      (text: string) => `<<<<<<< HEAD\n${text}=======\n>>>>>>> b\n`,
      'holds the marks of a merge conflict',
    ],
    ['that is no YAML', () => 'a: [', 'it is not YAML'],
    ['that is binary', () => '\0\u0001ELF', 'it is binary'],
    ['with a key twice', (text: string) => `${text}kind: Other\n`, 'it is not YAML: Map keys must be unique'],
    ['that grows as it is read', () => bomb, 'it is not YAML of ours'],
    ['that is nested too deep', () => '['.repeat(200_000), 'it is not YAML'],
    ['that is no object', () => '- a\n', 'it holds no manifest'],
    [
      'of others',
      (text: string) => text.replace(/ {2}annotations:\n.*\n/, ''),
      'it has no annotation `meshwright.dev/policy`',
    ],
    [
      'that its schema refuses',
      (text: string) => text.replace(/rules:[\s\S]*$/, 'rules: 7\n'),
      'is not valid at `spec.rules`',
    ],
    ['that is a pointer', () => 'version https://git-lfs.github.com/spec/v1\n', 'it is a pointer of Git LFS'],
  ])('%s is an error', (_, change, why) => {
    const folder = compiled();
    const file = join(folder, POLICY);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    const { code, out, err } = diff(folder, ['./out', 'HEAD']);
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining(`error MW6013: \`dev/apps/authorizationpolicy-api.yaml\` cannot be read: `),
    });
    expect(err).toContain(why);
    expect(err).not.toContain('MW9001');
    commit(folder);
    expect(diff(folder, ['HEAD:out', 'main']).err).toContain(why);
  });

  it('that is a link out of the folder is an error', () => {
    const folder = compiled();
    rmSync(join(folder, POLICY));
    symlinkSync('/etc/hostname', join(folder, POLICY));
    expect(diff(folder, ['./out', 'HEAD']).err).toContain('MW6013');
    commit(folder);
    expect(diff(folder, ['HEAD:out', '.']).err).toContain('it is a link out of the folder');
  });

  it('that is gone makes nothing, and that shows', () => {
    const folder = compiled();
    rmSync(join(folder, POLICY));
    expect(found(folder, ['HEAD', './out']).rows).toEqual(['- web: GET /items/{*} on api']);
  });
});
