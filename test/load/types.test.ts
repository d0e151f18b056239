import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { checkTypes } from '../../src/load/types.ts';
import { project, removeProjects, write } from './project.ts';

afterAll(removeProjects);

const CONFIG = {
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [], "lib": ["es2022"] }, "include": ["policies"] }',
};
const POLICIES = { policies: './policies/index.ts' };

function withTypeScript(files: Readonly<Record<string, string>>): string {
  const root = project(files);
  write(join(root, 'node_modules/.keep'), '');
  for (const name of ['typescript', '@typescript'])
    symlinkSync(join(process.cwd(), 'node_modules', name), join(root, 'node_modules', name));
  return root;
}

describe('the type checker of the project', () => {
  it('has its findings told, with exact places', async () => {
    const root = withTypeScript({
      ...CONFIG,
      'policies/index.ts': "import './lib.ts';\nconst é = '😀'; const a: { v1: number } = { v9: 1 };\n",
      'policies/lib.ts': 'export const x: string = 1;\n',
    });
    const found = await checkTypes(root, POLICIES);
    expect(found.filter(({ code }) => code !== 'MW0120')).toEqual([]);
    expect(
      found.map(({ span, message }) => [span?.file, span?.line, span?.column, /TS\d+/.exec(message)?.[0]]),
    ).toEqual(
      expect.arrayContaining([
        ['policies/index.ts', 2, 45, 'TS2353'],
        ['policies/lib.ts', 1, 14, 'TS2322'],
      ]),
    );
  });

  it('finds nothing where nothing is wrong', async () => {
    expect(
      await checkTypes(withTypeScript({ ...CONFIG, 'policies/index.ts': 'export const x: string = "a";\n' }), POLICIES),
    ).toEqual([]);
  });

  it.each<[string, (files: Record<string, string>) => string, Record<string, string>, string]>([
    ['TypeScript is not installed', project, CONFIG, 'TypeScript is not installed in the project'],
    ['there is no tsconfig.json', withTypeScript, {}, 'the project has no `tsconfig.json`'],
    [
      'tsconfig.json leaves the policies out',
      withTypeScript,
      { 'tsconfig.json': CONFIG['tsconfig.json'].replace('policies', 'src'), 'src/x.ts': '' },
      '`tsconfig.json` leaves out `./policies/index.ts`: its types were not checked',
    ],
  ])('says so when %s', async (_, make, files, message) => {
    expect(await checkTypes(make({ ...files, 'policies/index.ts': '' }), POLICIES)).toMatchObject([
      { code: 'MW0121', message },
    ]);
  });

  it('tells what is wrong with tsconfig.json', async () => {
    const [finding] = await checkTypes(
      withTypeScript({
        'tsconfig.json': '{ "compilerOptions": { "nope": 1 }, "include": ["policies"] }',
        'policies/index.ts': '',
      }),
      POLICIES,
    );
    expect(finding).toMatchObject({ code: 'MW0120', message: expect.stringMatching(/TS5023/) });
  });
});
