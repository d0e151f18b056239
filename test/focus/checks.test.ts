import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CHECKS, runChecks } from '../../src/checks/index.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { evaluated } from '../checks/evaluated.ts';
import { FIXTURES, fixtureFolders } from '../checks/fixtures.ts';
import { toModelOf } from '../proof/models.ts';
import { expectParts, inAnyMesh, partsOf, plainDeals } from './parts.ts';

const found = new Set<string>();

function law(model: Lookup, deal: readonly number[]): void {
  expectParts(model, deal, runChecks);
  for (const part of partsOf(model, deal)) for (const { code } of runChecks(part)) found.add(code);
}

describe('checks that are asked about some services', () => {
  it.each(fixtureFolders().flatMap((folder) => ['policy.ts', 'fine.ts'].map((file) => ({ folder, file }))))(
    'find what all find that is about these: $folder/$file',
    async ({ folder, file }) => {
      const { mesh } = await evaluated(join(FIXTURES, folder), `./${file}`);
      for (const deal of plainDeals(mesh!)) law(mesh!, deal);
    },
  );

  it('find every code so', () => {
    expect([...found].sort()).toEqual(CHECKS.flatMap(({ codes }) => codes).sort());
  });

  it('do so in any mesh, dealt out in any way', () => {
    inAnyMesh(toModelOf, law, 60);
  });
});
