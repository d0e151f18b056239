import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import '../../seed.ts';
import { withChanged } from '../../../src/compile/again/changed.ts';
import type { MeshOfFiles } from '../../../src/compile/again/files.ts';
import { evaluatePolicies, type PolicySource } from '../../../src/compile/policies.ts';
import type { Config } from '../../../src/config/config.ts';
import { edit, edited, filesOf, world, worldOf } from './world.ts';

type Files = Readonly<Record<string, string>>;

function sourceOf(files: Files): PolicySource {
  const targets = { prod: { environment: 'prod', cluster: 'c', values: {}, backends: [] } };
  const config = { policies: 'policies/index.ts', out: 'out', deadline: 30, targets } as unknown as Config;
  const read = (path: string) => {
    const text = files[path];
    return text === undefined ? ({ kind: 'missing' } as const) : ({ kind: 'file', path, text } as const);
  };
  return { root: '/nowhere', config, sources: { read, list: () => [] }, byFile: true };
}

async function stateOf(files: Files): Promise<MeshOfFiles | undefined> {
  const { result, diagnostics } = await evaluatePolicies('prod', sourceOf(files));
  return result.mesh && diagnostics.length === 0 ? { mesh: result.mesh, files: result.byFile! } : undefined;
}

/** What is known after a change of files, by running them alone. */
function changed(state: MeshOfFiles, before: Files, after: Files): Promise<MeshOfFiles | undefined> {
  const paths = Object.keys(after).filter((path) => before[path] !== after[path]);
  // As it is kept: written and read again.
  const kept = JSON.parse(JSON.stringify(state)) as MeshOfFiles;
  return withChanged(kept, paths, 'prod', sourceOf(after));
}

const START = filesOf(worldOf([2, 2], { mesh: "{ mtls: 'strict' }", gateway: true, guardrail: true, base: true }));
const MINE = 'policies/ns1.ts';

async function afterChange(change: (text: string) => string, more: Files = {}): Promise<MeshOfFiles | undefined> {
  const before = { ...START, ...more };
  const state = await stateOf(before);
  return changed(state!, before, { ...before, [MINE]: change(before[MINE]!) });
}

describe('policy files that are evaluated alone', () => {
  it('give the mesh that all files give', async () => {
    const went = { alone: 0, not: 0 };
    await fc.assert(
      fc.asyncProperty(world, fc.array(edit, { minLength: 1, maxLength: 3 }), async (start, edits) => {
        const [before, after] = [start, edits.reduce(edited, start)].map(filesOf) as [Files, Files];
        const state = await stateOf(before);
        if (state === undefined) return;
        const alone = await changed(state, before, after);
        went[alone ? 'alone' : 'not']++;
        if (alone) expect(JSON.parse(JSON.stringify(alone))).toEqual(JSON.parse(JSON.stringify(await stateOf(after))));
      }),
      { numRuns: 300 },
    );
    expect(went.alone).toBeGreaterThan(went.not / 2);
  }, 120_000);

  it('are those whose text changed: others are not run', async () => {
    const after = await afterChange((text) => text.replace("'i:1.0'", "'i:next'"));
    expect(after?.mesh.services.find(({ key }) => key === 'ns1/api0')?.versions[0]?.workload?.image).toBe('i:next');
  });

  const MORE: readonly [what: string, change: (text: string) => string, more?: Files][] = [
    ['a service that comes', (text) => `${text}export const more = n1.service('more', { ports: { http: 80 } });\n`],
    ['a service that goes', (text) => text.replace(/export const s1x1 =.*\n/, '')],
    ['another port', (text) => text.replace('http: 8080', 'http: 8081')],
    ['another version', (text) => text.replace('versions: { v1:', 'versions: { v9:')],
    ['another identity', (text) => text.replace("service('api0', {", "service('api0', { serviceAccount: 'a',")],
    ['another namespace', (text) => text.replace("dataPlane: 'sidecar'", "dataPlane: 'none'")],
    ['another export', (text) => `${text}export const name = 'x';\n`],
    ['what is exported as a function', (text) => `${text}export const f = () => 1;\n`],
    ['what looks elsewhere', (text) => `${text}void process.env;\n`],
    ['what imports more', (text) => `import './x.ts';\n${text}`, { 'policies/x.ts': 'export const x = 1;\n' }],
    ['what waits', (text) => `${text}await Promise.resolve();\n`],
    ['what throws', (text) => `${text}throw new Error('no');\n`],
    ['what does not parse', (text) => `${text}const = 1;\n`],
    ['what is no declaration', (text) => `${text}s1x0.allow({ from: 1 as never });\n`],
    ['what refers to nothing', (text) => `${text}s1x0.route({ to: { v7: 100 } as never });\n`],
    ['a comment that silences', (text) => `// meshwright-ignore-next-line MW3107: yes\n${text}`],
    [
      'a rule of the mesh by a file that declares it',
      (text) => `${text}shop.issuer('i', { issuer: 'https://i' , jwks: '{}' });\n`,
    ],
    [
      'a route of what another file routes',
      (text) => `${text}s0x0.route({ to: { v1: 100 } });\n`,
      {
        'policies/ns0.ts': `${START['policies/ns0.ts']}s0x0.route({ name: 'first', to: { v1: 100 } });\n`,
      },
    ],
  ];

  for (const [what, change, more] of MORE) {
    it(`are not enough for ${what}`, async () => {
      expect(await afterChange(change, more)).toBeUndefined();
    });
  }

  it('are not enough where a helper could remember what it was asked before', async () => {
    const helper = {
      'policies/count.ts': 'let n = 0;\nexport const next = () => `i:${++n}`;\n',
      [MINE]: `import { next } from './count.ts';\n${START[MINE]!.replace("'i:1.0'", 'next()')}`,
      'policies/ns0.ts': `import { next } from './count.ts';\n${START['policies/ns0.ts']!.replace("'i:0.0'", 'next()')}`,
    };
    expect(await afterChange((text) => `${text}\n// more\n`, helper)).toBeUndefined();
  });

  it('see of files that import them later nothing', async () => {
    const circle = { 'policies/ns0.ts': `import './ns1.ts';\n${START['policies/ns0.ts']}` };
    expect(await afterChange((text) => `${text}// more\n`, circle)).toBeUndefined();
  });

  it('are told apart only where each runs to its end', async () => {
    const { result } = await evaluatePolicies(
      'prod',
      sourceOf({ ...START, [MINE]: `${START[MINE]}await Promise.resolve();\n` }),
    );
    expect(result.byFile).toBeUndefined();
  });

  it('cannot change what all of them are given', async () => {
    const files = {
      ...START,
      [MINE]: `(target.values as any).list.push(1);\n${START[MINE]}`,
    };
    const source = sourceOf(files);
    Object.assign(source.config.targets.prod!, { values: { list: [] } });
    const { diagnostics } = await evaluatePolicies('prod', source);
    expect(diagnostics.map(({ code }) => code)).toEqual(['MW0110']);
  });
});
