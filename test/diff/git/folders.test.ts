import { cpSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { command } from '../../cli/in-process.ts';
import { addFiles, buildOnce, configFile } from '../../cli/meshwright.ts';
import { diff, found } from './in-process.ts';
import { commit, found as foundByProcess, ONE_MORE, PROJECT, repositoryWith, WIDER } from './repository.ts';

beforeAll(buildOnce);

const TARGETS = ['dev', 'prod']
  .map((name) => `${name}: { environment: '${name}', cluster: '${name}', backends: [istio({ version: '1.31' })] }`)
  .join(', ');
const TWO = { ...PROJECT, 'meshwright.config.ts': configFile(`  targets: { ${TARGETS} },`) };

async function compiled(files = PROJECT): Promise<string> {
  const folder = repositoryWith(files);
  await compile(folder);
  commit(folder);
  return folder;
}

async function compile(folder: string): Promise<void> {
  expect(await command(['compile', '-q'], { cwd: folder })).toMatchObject({ code: 0 });
}

describe('folders of manifests', () => {
  it('mean what the policies mean that they were made of', async () => {
    const folder = await compiled(TWO);
    for (const pair of [
      ['./out'],
      ['./out', 'HEAD'],
      ['HEAD', './out'],
      ['HEAD:out'],
      ['./out/dev'],
      ['HEAD:./out/prod'],
    ])
      expect([pair, await found(folder, pair)]).toEqual([
        pair,
        expect.objectContaining({ code: 0, rows: [], notes: [] }),
      ]);
  });

  it('are compared with policies, with one another, and with those of a revision', async () => {
    const folder = await compiled();
    cpSync(join(folder, 'out'), join(folder, 'before'), { recursive: true });
    addFiles(folder, WIDER);
    expect((await found(folder, ['./out'])).rows).toEqual([ONE_MORE]);
    expect(foundByProcess(folder, ['./out']).rows).toEqual([ONE_MORE]);
    await compile(folder);
    // Where neither side has policies, callers are who they say they are.
    const identity = '+ cluster.local/ns/apps/sa/web: POST /items on api';
    for (const pair of [
      ['before', 'out'],
      ['before/dev', './out/dev'],
      ['HEAD:out', './out'],
    ])
      expect([pair, (await found(folder, pair)).rows]).toEqual([pair, [identity]]);
    const pairs = [
      ['HEAD:out/dev', '.'],
      ['HEAD', './out'],
    ];
    for (const pair of pairs) expect([pair, (await found(folder, pair)).rows]).toEqual([pair, [ONE_MORE]]);
  });

  it('of stand-alone proxies are compared with policies, and with manifests of the same mesh', async () => {
    const vms = "vms: { environment: 'prod', cluster: 'vms', backends: [envoy({ version: '1.40' })] }";
    const config = configFile(`  targets: { ${TARGETS}, ${vms} },`).replace('istio }', 'envoy, istio }');
    const folder = await compiled({ ...PROJECT, 'meshwright.config.ts': config });
    const same = 'what proxies run on is read for access and mTLS, not for routes';
    for (const pair of [['./out'], ['HEAD:out', '.'], ['./out/vms'], ['out/dev', 'out/vms']])
      expect([pair, await found(folder, pair)]).toEqual([
        pair,
        expect.objectContaining({ code: 0, rows: [], notes: expect.arrayContaining([`\`vms\`: ${same}`]) }),
      ]);
    addFiles(folder, WIDER);
    expect((await found(folder, ['./out/vms', '.'])).rows).toEqual([ONE_MORE]);
    expect((await found(folder, ['.', './out/vms'])).rows).toEqual([ONE_MORE.replace('+', '-')]);
    const file = join(folder, 'out/vms/envoy/apps/api/listeners.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('require_client_certificate: true', 'oops: true'));
    expect(await diff(folder, ['./out'])).toMatchObject({ code: 2, err: expect.stringContaining('MW6013') });
  });

  it('of a revision are what is compared where its policies do not compile', async () => {
    const folder = await compiled();
    commit(folder, { 'policies/index.ts': "import './nowhere.ts';\n" });
    addFiles(folder, WIDER);
    const { rows, notes, code } = await found(folder);
    expect({ rows, notes, code }).toEqual({
      rows: [ONE_MORE],
      notes: [
        'the policies of the merge base with main do not compile (MW0103 policies/index.ts:1:8: there is no module `./nowhere.ts`): its out/ is compared instead',
      ],
      code: 1,
    });
  });

  it('of a revision are what is compared where its configuration is of another version', async () => {
    const folder = await compiled();
    for (const body of [
      "  gitopps: 'x', targets: {},",
      "  targets: { dev: { environment: 'dev', cluster: 'dev', backends: [istio({ version: '1.99' })] } },",
    ]) {
      commit(folder, { 'meshwright.config.ts': configFile(body) });
      addFiles(folder, { ...PROJECT, ...WIDER });
      const { rows, notes } = await found(folder, ['HEAD']);
      expect({ rows, notes }).toEqual({
        rows: [ONE_MORE],
        notes: [expect.stringMatching(/^the policies of HEAD do not compile \(MW0002 meshwright\.config\.ts/)],
      });
    }
  });

  it('without an inventory are what somebody copied, and of the target that is named', async () => {
    const folder = await compiled(TWO);
    cpSync(join(folder, 'out/dev/apps'), join(folder, 'copy/apps'), { recursive: true });
    cpSync(join(folder, 'out/dev/mesh'), join(folder, 'copy/mesh'), { recursive: true });
    expect(await diff(folder, ['./copy'])).toMatchObject({
      code: 2,
      out: '',
      err: `error MW6014: \`./copy\` does not say which target it is of
  help: the working tree has dev, prod: name one with --target
`,
    });
    expect(await found(folder, ['./copy', '-t', 'prod'])).toMatchObject({ code: 0, rows: [] });
    expect(await found(folder, ['./copy', './out/dev'])).toMatchObject({ code: 0, rows: [] });
    rmSync(join(folder, 'copy/apps/authorizationpolicy-api.yaml'));
    expect((await found(folder, ['./out/dev', './copy'])).rows).toHaveLength(1);
  });

  it('of two targets are compared, and that is said', async () => {
    const folder = await compiled(TWO);
    expect(await found(folder, ['out/dev', 'out/prod'])).toMatchObject({
      code: 0,
      notes: ['two targets are compared: `dev` and `prod`'],
    });
    renameSync(join(folder, 'out/dev/inventory.json'), join(folder, 'out/dev/was.json'));
    expect((await diff(folder, ['out/prod', 'HEAD', '-t', 'stage'])).err).toContain(
      'MW6014: HEAD has no target `stage`',
    );
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
  ])('%s is an error', async (_, change, why) => {
    const folder = await compiled();
    const file = join(folder, POLICY);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    const { code, out, err } = await diff(folder, ['./out', 'HEAD']);
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining(`error MW6013: \`dev/apps/authorizationpolicy-api.yaml\` cannot be read: `),
    });
    expect(err).toContain(why);
    expect(err).not.toContain('MW9001');
    commit(folder);
    expect((await diff(folder, ['HEAD:out', 'main'])).err).toContain(why);
  });

  it('that is a link out of the folder is an error', async () => {
    const folder = await compiled();
    rmSync(join(folder, POLICY));
    symlinkSync('/etc/hostname', join(folder, POLICY));
    expect((await diff(folder, ['./out', 'HEAD'])).err).toContain('MW6013');
    commit(folder);
    expect((await diff(folder, ['HEAD:out', '.'])).err).toContain('it is a link out of the folder');
  });

  it('that is gone makes nothing, and that shows', async () => {
    const folder = await compiled();
    rmSync(join(folder, POLICY));
    expect((await found(folder, ['HEAD', './out'])).rows).toEqual(['- web: GET /items/{*} on api']);
  });
});
