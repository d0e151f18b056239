import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { command } from './in-process.ts';
import { buildOnce, type Files, folderWith, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

const config = (
  gitops: string,
  targets = ['dev', 'prod'],
) => `import { argoCd, defineConfig, flux, istio } from 'meshwright/config';
const backends = [istio({ version: '1.31' })] as const;
export default defineConfig({
  ${gitops}
  targets: {${targets.map((name) => `\n    ${name}: { environment: '${name}', cluster: '${name}', backends },`).join('')}
  },
});
`;
const ARGO = "gitops: argoCd({ repoURL: 'https://git.example.com/a.git' }),";
const POLICIES = `import { mesh, target } from 'meshwright';
export const shop = mesh('shop');
const web = shop.namespace('web', { dataPlane: 'sidecar' });
for (let i = 0; i < (target.environment === 'prod' ? 4 : 2); i++) web.service('s' + i, { ports: { http: 80 } });
`;
const PROJECT: Files = { 'meshwright.config.ts': config(ARGO), 'policies/index.ts': POLICIES };

/** A project that was compiled. */
async function compiled(files: Files = PROJECT): Promise<string> {
  const folder = folderWith(files);
  expect(await command(['compile', '-q'], { cwd: folder })).toMatchObject({ code: 0, err: '' });
  return folder;
}

const said = async (cwd: string, ...args: string[]) => {
  const { code, out, err } = await command(args, { cwd });
  expect(err).toBe('');
  return { code, findings: [...out.matchAll(/^(?:error|warning) (MW.*)$/gm)].map((match) => match[1]) };
};

describe('what makes clusters sync', () => {
  it('is compiled, and checked, with the rest', async () => {
    const cwd = await compiled();
    expect(await said(cwd, 'compile', '--check')).toEqual({ code: 0, findings: [] });
    const file = join(cwd, 'out/gitops/argo-cd/application-meshwright-prod.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('prune: true', 'prune: false'));
    expect(await said(cwd, 'compile', '--check')).toEqual({
      code: 1,
      findings: ['MW0005: `out` is not what the policies say: 1 file would change (1 changed)'],
    });
  });

  it('stays as it is where only some targets are compiled', async () => {
    const cwd = await compiled();
    writeFileSync(
      join(cwd, 'policies/index.ts'),
      `${POLICIES}shop.namespace('more', { dataPlane: 'sidecar' }).service('x', { ports: { http: 80 } });\n`,
    );
    expect((await command(['compile', '-t', 'dev', '-q'], { cwd })).code).toBe(0);
    const project = join(cwd, 'out/gitops/argo-cd/appproject-meshwright.yaml');
    expect(readFileSync(project, 'utf8')).not.toContain('more');
    expect(existsSync(join(cwd, 'out/gitops/argo-cd/application-meshwright-prod.yaml'))).toBe(true);
    expect((await command(['compile', '-q'], { cwd })).code).toBe(0);
    expect(readFileSync(project, 'utf8')).toContain('namespace: more');
  });

  it('goes when nothing is to make clusters sync, and the waves with it', async () => {
    const cwd = await compiled();
    writeFileSync(join(cwd, 'meshwright.config.ts'), config(''));
    expect((await said(cwd, 'compile', '--check')).code).toBe(1);
    expect((await command(['compile', '-q'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'out/gitops'))).toBe(false);
    expect(existsSync(join(cwd, 'out/dev/provenance.intoto.json'))).toBe(false);
    expect(readFileSync(join(cwd, 'out/dev/web/service-s0.yaml'), 'utf8')).not.toContain('sync-wave');
  });

  it('says which key of the configuration is wrong', async () => {
    const cwd = folderWith({ ...PROJECT, 'meshwright.config.ts': config("gitops: flux({ url: 'http://a' }),") });
    const { code, out } = await command(['compile'], { cwd });
    expect(code).toBe(2);
    expect(out).toContain("4 │   gitops: flux({ url: 'http://a' }),\n  │                  ^^^^^^^^^^^^^^^");
  });
});

describe('a target that loses too much', () => {
  const FEW = POLICIES.replace(/\bfor .*\n/, '');

  it('is not written, checked or not, without --allow-prune', async () => {
    const cwd = await compiled();
    writeFileSync(join(cwd, 'policies/index.ts'), FEW);
    // dev has fewer than ten manifests, of which any may go as long as one stays.
    for (const args of [['compile'], ['compile', '--check']]) {
      const { code, findings } = await said(cwd, ...args);
      expect(code).toBe(1);
      expect(findings).toEqual([
        'MW6101: `out/prod` would lose 12 of its 15 manifests, which whatever syncs it would delete from the cluster',
      ]);
    }
    expect(existsSync(join(cwd, 'out/dev/web/service-s0.yaml'))).toBe(true);
    expect(await said(cwd, 'compile', '--allow-prune')).toEqual({ code: 0, findings: [] });
    expect(existsSync(join(cwd, 'out/dev/web/service-s0.yaml'))).toBe(false);
  });
});

/** A subject that is a file outside of the folder, with the digest that this file has. */
function outward(text: string): string {
  const sha256 = /"policies\/index.ts","digest":\{"sha256":"(\w+)"/.exec(text)![1]!;
  const subject = JSON.stringify({ name: '../../policies/index.ts', digest: { sha256 } });
  return text.replace('"subject": [', `"subject": [\n    ${subject},`);
}

describe('verify-output', () => {
  it('finds nothing in what was just compiled, and writes nothing', async () => {
    const cwd = await compiled();
    expect(await said(cwd, 'verify-output')).toEqual({ code: 0, findings: [] });
    expect(meshwright(['verify-output'], { cwd })).toMatchObject({ code: 0, err: '' });
  });

  it('says of each file what is wrong with it', async () => {
    const cwd = await compiled();
    appendFileSync(join(cwd, 'out/dev/web/service-s0.yaml'), '# quick fix\n');
    rmSync(join(cwd, 'out/dev/web/service-s1.yaml'));
    writeFileSync(join(cwd, 'out/prod/notes.md'), 'mine');
    expect(await said(cwd, 'verify-output')).toEqual({
      code: 1,
      findings: [
        'MW6111: `out/dev/web/service-s0.yaml` was edited by hand',
        'MW6113: `out/dev/web/service-s1.yaml` is missing',
        "MW6114: `out/prod/notes.md` is not meshwright's, and lies among its output",
      ],
    });
    expect(readFileSync(join(cwd, 'out/dev/web/service-s0.yaml'), 'utf8')).toContain('quick fix');
  });

  it('tells output that is older than the policies, and the statement that is of others', async () => {
    const cwd = await compiled();
    writeFileSync(
      join(cwd, 'policies/index.ts'),
      POLICIES.replace('< (target', '<= (target').replace('http: 80 ', 'http: 81 '),
    );
    const { code, findings } = await said(cwd, 'verify-output', '-t', 'dev');
    expect(code).toBe(1);
    expect(findings).toContain('MW6112: `out/dev/web/service-s0.yaml` is not what the policies say now');
    expect(findings).toContain('MW6113: `out/dev/web/service-s2.yaml` is missing');
    expect(findings).toContain('MW6115: `out/dev/provenance.intoto.json` says what is not so');
    expect((await command(['verify-output', '-t', 'dev'], { cwd })).out).toContain(
      'note: it was made of another `policies/index.ts`\n',
    );
  });

  it('tells what nothing makes any more', async () => {
    const cwd = await compiled();
    writeFileSync(join(cwd, 'policies/index.ts'), POLICIES.replace(' : 2)', ' : 1)'));
    const { findings } = await said(cwd, 'verify-output', '-t', 'dev');
    expect(findings).toContain('MW6114: `out/dev/web/service-s1.yaml` was made before, and nothing makes it now');
    expect(findings.filter((one) => one?.startsWith('MW6101'))).toEqual([]);
  });

  it.each([
    [
      'the compiler',
      (text: string) => text.replace(/"meshwright":"[^"]*"/, '"meshwright":"9.9.9"'),
      /it was made by meshwright 9\.9\.9, and this is \d/,
    ],
    [
      'a file',
      (text: string) => text.replace(/(service-s0.yaml","digest":\{"sha256":")..../, '$10000'),
      /`web\/service-s0.yaml` has another digest/,
    ],
    [
      'a file that it leaves out',
      (text: string) => text.replace(/ +\{"name":"web\/service-s0.yaml".*\n/, ''),
      /it does not name `web\/service-s0.yaml`/,
    ],
    ['a path out of the folder', outward, /`\.\.\/\.\.\/policies\/index\.ts` has another digest/],
    ['nothing', () => '{}', /it is no statement of meshwright/],
    ['nothing that can be read', () => '<<<<<<<', /it is no statement of meshwright/],
  ])('compares the statement about %s', async (_, change, note) => {
    const cwd = await compiled();
    const file = join(cwd, 'out/dev/provenance.intoto.json');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    expect(await said(cwd, 'verify-output')).toEqual({
      code: 1,
      findings: ['MW6115: `out/dev/provenance.intoto.json` says what is not so'],
    });
    expect((await command(['verify-output'], { cwd })).out).toMatch(note);
  });

  it('says the same in SARIF, at the file', async () => {
    const cwd = await compiled();
    appendFileSync(join(cwd, 'out/dev/web/service-s0.yaml'), '# quick fix\n');
    const { code, out } = await command(['verify-output', '-o', 'sarif'], { cwd });
    expect(code).toBe(1);
    const [result] = JSON.parse(out).runs[0].results;
    expect(result.ruleId).toBe('MW6111');
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('out/dev/web/service-s0.yaml');
  });

  it('refuses what it cannot compile, as compile does', async () => {
    const cwd = await compiled();
    mkdirSync(join(cwd, 'policies'), { recursive: true });
    writeFileSync(join(cwd, 'policies/index.ts'), 'export const x = ;');
    expect((await said(cwd, 'verify-output')).findings[0]).toMatch(/^MW0101/);
  });
});

describe('a statement of provenance', () => {
  it('is the same wherever the same policies are compiled, and names every file but the inventory and itself', async () => {
    const [one, other] = [await compiled(), await compiled()].map((cwd) =>
      readFileSync(join(cwd, 'out/prod/provenance.intoto.json'), 'utf8'),
    );
    expect(other).toBe(one);
    const statement = JSON.parse(one!);
    const inventory = JSON.parse(readFileSync(join(await compiled(), 'out/prod/inventory.json'), 'utf8')).files;
    delete inventory['provenance.intoto.json'];
    const subjects = statement.subject.map(({ name, digest }: { name: string; digest: { sha256: string } }) => [
      name,
      digest.sha256,
    ]);
    expect(Object.fromEntries(subjects)).toEqual(inventory);
    expect({ ...statement, subject: [] }).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        buildDefinition: {
          buildType: 'https://meshwright.dev/compile/v1',
          externalParameters: {
            policies: 'policies/index.ts',
            target: 'prod',
            environment: 'prod',
            cluster: 'prod',
            values: {},
            backends: [{ backend: 'istio', options: { version: '1.31' } }],
          },
          resolvedDependencies: [
            { name: 'policies/index.ts', digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
          ],
        },
        runDetails: {
          builder: {
            id: 'https://meshwright.dev/compiler',
            version: { meshwright: expect.stringMatching(/^\d+\.\d+\.\d+/) },
          },
        },
      },
    });
  });
});
