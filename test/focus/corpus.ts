import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Lookup } from '../../src/model/lookup.ts';
import { evaluated } from '../checks/evaluated.ts';
import { FIXTURES, fixtureFolders } from '../checks/fixtures.ts';

const ROOT = join(FIXTURES, '../..');
const GOLDEN = join(ROOT, 'test/golden');

/** Policies that are there for other tests, and the examples. */
export const CORPUS = [
  ...readdirSync(GOLDEN)
    .filter((name) => statSync(join(GOLDEN, name)).isDirectory())
    .map((name) => ({ folder: join(GOLDEN, name), file: './policy.ts', name })),
  ...fixtureFolders().map((name) => ({ folder: join(FIXTURES, name), file: './fine.ts', name })),
  { folder: ROOT, file: './policies/index.ts', name: 'bookinfo' },
  { folder: join(ROOT, 'examples/shop'), file: './policies/index.ts', name: 'shop' },
];

export async function modelIn({ folder, file, name }: (typeof CORPUS)[number]): Promise<Lookup> {
  const { mesh } = await evaluated(folder, file);
  if (mesh === undefined) throw new Error(`${name} makes no mesh`);
  return mesh;
}
