import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, configFile, folderWith, meshwright, TARGETS } from './meshwright.ts';

beforeAll(buildOnce);

/** What a compile says of a project, and that it wrote nothing. */
function refused(folder: string, args: readonly string[] = []) {
  const { code, out, err } = meshwright(['compile', ...args], { cwd: folder });
  expect(err).toBe('');
  expect(existsSync(join(folder, 'out'))).toBe(false);
  return { code, said: out };
}

const POLICY = "import { mesh } from 'meshwright';\nexport default mesh('m', { trustDomain: 'cluster.local' });\n";

describe('a project', () => {
  it('has a configuration', () => {
    const { code, said } = refused(folderWith());
    expect(code).toBe(2);
    expect(said).toMatch(
      /^error MW0001: there is no `meshwright\.config\.ts` in `.*` or above\n {2}help: .*meshwright init/,
    );
    expect(said).toMatch(/\n1 error\. Nothing was written\.\n$/);
  });

  it('may be worked on from a folder below it, or named', () => {
    const folder = folderWith({ 'meshwright.config.ts': configFile(), 'a/b/c.txt': '' });
    for (const args of [[], ['-C', '..'], ['-f', '../../meshwright.config.ts']]) {
      const { code, out } = meshwright(['check', ...args], { cwd: join(folder, 'a/b') });
      expect({ code, out }).toEqual({ code: 2, out: expect.stringContaining('MW0004') });
    }
    expect(meshwright(['check', '-f', 'nope.ts'], { cwd: folder })).toMatchObject({
      ...{ code: 2, out: '' },
      err: expect.stringContaining('there is no file `nope.ts`'),
    });
  });

  it('has policies', () => {
    const { code, said } = refused(folderWith({ 'meshwright.config.ts': configFile() }));
    expect(code).toBe(2);
    expect(said).toContain('error MW0004: there is no folder `policies` for the policies');
    const other = refused(folderWith({ 'meshwright.config.ts': configFile(), 'policies/mesh.ts': '' }));
    expect(other.said).toContain('error MW0004: there is no file `policies/index.ts`');
  });

  it('points at the very key that its configuration has wrong', () => {
    const body = `  deadlin: 5,\n${TARGETS.replace('cluster:', 'clutser:')}`;
    const { code, said } = refused(folderWith({ 'meshwright.config.ts': configFile(body) }));
    expect(code).toBe(2);
    expect(said).toBe(`error MW0002: the configuration cannot say \`deadlin\`
  ┌ meshwright.config.ts:4:3
3 │ export default defineConfig({
4 │   deadlin: 5,
  │   ^^^^^^^^^^
  help: did you mean \`deadline\`?

error MW0002: \`targets.dev\` cannot say \`clutser\`
  ┌ meshwright.config.ts:5:41
4 │   deadlin: 5,
5 │   targets: { dev: { environment: 'dev', clutser: 'dev', backends: [istio({ version: '1.31' })] } },
  │                                         ^^^^^^^^^^^^^^
  help: did you mean \`cluster\`?

2 errors. Nothing was written.
`);
  });

  it.each([
    ['', 'has no default export'],
    ['export default 7;', 'the configuration must be what `defineConfig` returns'],
    ['export default {', 'MW0101'],
    ["import 'nowhere.ts';\nexport default {};", 'MW0103'],
    ["throw new Error('no');", 'MW0110'],
    ['await new Promise(() => {});\nexport default {};', 'MW0112'],
    ['process.exit(0);', 'MW0114'],
    [
      "import { defineConfig } from 'meshwright/config';\nexport default defineConfig({ targets: { a: { f() {} } } } as never);",
      '`targets.a.f` is a function',
    ],
  ])('with the configuration %j is a configuration error', (text, said) => {
    const found = refused(folderWith({ 'meshwright.config.ts': text, 'policies/index.ts': POLICY }));
    expect(found).toEqual({ code: 2, said: expect.stringContaining(said) });
  });

  it('stays inside its folder, through links too', () => {
    const elsewhere = folderWith({ 'index.ts': POLICY });
    const policies = folderWith({ 'meshwright.config.ts': configFile() });
    symlinkSync(elsewhere, join(policies, 'policies'));
    expect(refused(policies)).toEqual({
      code: 2,
      said: expect.stringContaining('MW0003: `policies/index.ts` is a link that leads out of the project'),
    });

    for (const to of [elsewhere, join(elsewhere, 'dangling')]) {
      const out = folderWith({
        'meshwright.config.ts': configFile(`  out: 'made/here',\n${TARGETS}`),
        'policies/index.ts': POLICY,
      });
      symlinkSync(to, join(out, 'made'));
      expect(refused(out)).toEqual({
        code: 2,
        said: expect.stringContaining('MW0003: `made/here` is a link that leads out of the project'),
      });
    }
    expect(existsSync(join(elsewhere, 'here'))).toBe(false);
  });

  it('has the targets that are asked for', () => {
    const folder = folderWith({ 'meshwright.config.ts': configFile(), 'policies/index.ts': POLICY });
    expect(meshwright(['compile', '-t', 'devv'], { cwd: folder })).toMatchObject({
      ...{ code: 2, out: '' },
      err: 'error: there is no target `devv`\n  help: did you mean `dev`?\n',
    });
  });

  it('is found again after it is linked itself', () => {
    const folder = folderWith({ 'real/meshwright.config.ts': configFile() });
    mkdirSync(join(folder, 'real/policies'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    addFiles(folder, { 'real/policies/index.ts': 'syntax error here' });
    const { code, out } = meshwright(['check'], { cwd: join(folder, 'link') });
    expect(code).toBe(1);
    expect(out).toContain('policies/index.ts:1');
  });
});
