import { deserialize, serialize } from 'node:v8';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import '../seed.ts';
import type { KeptPolicies } from '../../src/compile/kept-policies.ts';
import { type PolicySource, readPolicies } from '../../src/compile/policies.ts';
import type { Config } from '../../src/config/config.ts';
import type { SourceTree } from '../../src/load/evaluate.ts';

const MESH = "import { mesh } from 'meshwright';\nexport const shop = mesh('shop', { mtls: 'strict' });\n";
const WEB = `import { GET, target } from 'meshwright';
import { shop } from './mesh';
import { image } from './image.ts';
export const web = shop.namespace('web', { dataPlane: 'sidecar' });
const api = web.service('api', { ports: { http: 80 }, versions: { v1: { image } } });
const front = web.service('front', { ports: { http: 80 } });
front.calls(api, GET('/a'));
if (target.environment === 'prod') front.calls(api, GET('/b'));
`;
const INDEX = "import './web.ts';\nexport { shop as default } from './mesh';\n";
const START = {
  'policies/index.ts': INDEX,
  'policies/mesh.ts': MESH,
  'policies/web.ts': WEB,
  'policies/image.ts': "export const image = 'api:1';\n",
};

const kept = new Map<string, Buffer>();
/** Names that were given, had something, and did for it: nothing was kept after that. */
let found: string[] = [];

const keeper: KeptPolicies = {
  get: (name) => {
    const bytes = kept.get(name);
    if (bytes) found.push(name);
    return bytes && deserialize(bytes);
  },
  set: (name, value) => {
    kept.set(name, serialize(value));
    found = found.filter((one) => one !== name && !name.startsWith('mesh-'));
  },
  drop: (name) => void kept.delete(name),
};

beforeEach(() => {
  kept.clear();
});

function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  return {
    read: (path) => {
      const text = files[path];
      return text === undefined ? { kind: 'missing' } : { kind: 'file', path, text };
    },
    list: () => [],
  };
}

function sourceOf(files: Readonly<Record<string, string>>, environment = 'dev'): PolicySource {
  const targets = { one: { environment, cluster: 'c', values: {}, backends: [] } };
  const config = { policies: 'policies/index.ts', out: 'out', deadline: 10, targets } as unknown as Config;
  return { root: '/nowhere', config, sources: treeOf(files) };
}

/** What is read with what earlier reads kept is what is read without; says whether it was kept. */
async function same(files: Readonly<Record<string, string>>, environment?: string): Promise<boolean> {
  const source = sourceOf(files, environment);
  const plain = await readPolicies('one', source);
  found = [];
  const given = await readPolicies('one', { ...source, kept: keeper });
  expect(given.diagnostics).toEqual(plain.diagnostics);
  expect(given.result.mesh).toStrictEqual(plain.result.mesh);
  expect(given.result.files).toEqual(plain.result.files);
  return found.some((name) => name.startsWith('mesh-'));
}

describe('policies that were read before', () => {
  it('are not evaluated again', async () => {
    expect(await same(START)).toBe(false);
    expect(await same(START)).toBe(true);
  });

  it.each([
    ['a changed file', { ...START, 'policies/image.ts': "export const image = 'api:2';\n" }],
    ['a place that moved', { ...START, 'policies/web.ts': `\n${WEB}` }],
    ['a file that takes the place of another', { ...START, 'policies/mesh': MESH.replace('strict', 'permissive') }],
    ['the same with an ending that is tried first', { ...START, 'policies/mesh.mts': MESH }],
    ['an error', { ...START, 'policies/image.ts': 'export const image = 1;\n' }],
    ['a file that is gone', { ...START, 'policies/image.ts': undefined as unknown as string }],
  ])('are, after %s', async (_, edited) => {
    await same(START);
    await same(edited);
    await same(START);
    expect(await same(START)).toBe(true);
    await same(edited);
  });

  it('are not, but for a file that changed and exports the same', async () => {
    await same(START);
    expect(await same({ ...START, 'policies/web.ts': WEB.replace("GET('/a')", "GET('/c')") })).toBe(true);
    expect(await same({ ...START, 'policies/web.ts': `${WEB}export const more = 1;\n` })).toBe(false);
  });

  it('are, for another target', async () => {
    await same(START, 'dev');
    expect(await same(START, 'prod')).toBe(false);
    expect(await same(START, 'dev')).toBe(true);
  });

  it('are, always, where they may depend on something else', async () => {
    const files = { ...START, 'policies/image.ts': "export const image = process.env['IMAGE'] ?? 'api:1';\n" };
    await same(files);
    expect(await same(files)).toBe(false);
    process.env['IMAGE'] = 'api:2';
    try {
      await same(files);
    } finally {
      delete process.env['IMAGE'];
    }
    expect(kept.size).toBe(0);
  });

  it('are, always, where something was found', async () => {
    const files = { ...START, 'policies/image.ts': 'export const image = 1;\n' };
    await same(files);
    expect(await same(files)).toBe(false);
  });

  it('are kept of a few edits, the last ones', async () => {
    const edit = (n: number) => ({ ...START, 'policies/image.ts': `export const image = 'api:${n}';\n` });
    for (let n = 0; n < 8; n++) await same(edit(n));
    expect([...kept.keys()].filter((name) => name.startsWith('mesh-'))).toHaveLength(4);
    expect(await same(edit(7))).toBe(true);
    expect(await same(edit(4))).toBe(true);
    expect(await same(edit(0))).toBe(false);
  });

  it('are kept for as long as they are asked for, whatever is beside them', async () => {
    await same(START);
    for (let n = 2; n < 12; n++) {
      await same({ ...START, 'policies/image.ts': `export const image = 'api:${n}';\n` });
      expect(await same(START)).toBe(true);
    }
  });

  it('are, where what is kept is that of others, under the right name', async () => {
    await same(START);
    const [name] = [...kept.keys()].filter((one) => one.startsWith('mesh-'));
    const right = kept.get(name!);
    kept.clear();
    await same({ ...START, 'policies/mesh.ts': MESH.replace('strict', 'permissive') });
    const wrong = [...kept].find(([one]) => one.startsWith('mesh-'))![1];
    kept.clear();
    await same(START);
    kept.set(name!, wrong);
    await same(START);
    expect(kept.get(name!)).toEqual(right);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'x'],
    ['a list', [1]],
    ['an object', {}],
  ])('are, where the index is %s', async (_, value) => {
    await same(START);
    for (const name of kept.keys()) kept.set(name, serialize(value));
    await same(START);
  });

  it('are what they are without, whatever is edited in whatever order', async () => {
    const texts: Readonly<Record<string, readonly (string | undefined)[]>> = {
      'policies/index.ts': [
        INDEX,
        `${INDEX}// an edit\n`,
        INDEX.replace("'./web.ts'", "'./web.ts'; import './more.ts'"),
      ],
      'policies/mesh.ts': [MESH, MESH.replace('strict', 'permissive'), undefined],
      'policies/mesh.mts': [undefined, MESH],
      'policies/web.ts': [
        WEB,
        WEB.replaceAll("GET('/a')", "GET('/c')"),
        WEB.replace('80', "Number(process.env['PORT'] ?? 80)"),
      ],
      'policies/image.ts': ["export const image = 'api:1';\n", 'export const image = String(counter.next());\n'],
      'policies/more.ts': [
        undefined,
        "import { web } from './web.ts';\nweb.service('late', { ports: { http: 90 } });\n",
      ],
      'policies/more/index.ts': [undefined, 'export {};\n'],
    };
    const edit = fc.record(
      Object.fromEntries(Object.entries(texts).map(([path, choices]) => [path, fc.constantFrom(...choices)])),
    );
    let times = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(edit, fc.constantFrom('dev', 'prod')), { maxLength: 6 }), async (edits) => {
        kept.clear();
        for (const [files, environment] of edits) {
          const there = Object.entries(files).filter(([, text]) => text !== undefined);
          const now = Object.fromEntries(there) as Record<string, string>;
          await same(now, environment);
          if (await same(now, environment)) times++;
        }
      }),
      { numRuns: 40 },
    );
    expect(times).toBeGreaterThan(0);
  }, 60_000);
});
