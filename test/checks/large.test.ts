import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runChecks } from '../../src/checks/index.ts';
import { lookup } from '../../src/model/lookup.ts';
import type { Mesh } from '../../src/model/mesh.ts';
import { evaluated } from './evaluated.ts';
import { FIXTURES, printFindings } from './fixtures.ts';
import { largeMesh } from './large.ts';

describe('a mesh where nothing is wrong', () => {
  it('is without findings: the Bookinfo policies', async () => {
    const { mesh, diagnostics } = await evaluated(join(FIXTURES, '../..'), './policies/index.ts');
    expect(printFindings([...diagnostics, ...(mesh ? runChecks(mesh) : [])])).toBe('');
    expect(mesh?.mesh.services.map(({ name }) => name)).toContain('reviews');
  });

  // Anything quadratic does not end within the time of a test.
  it('is without findings: 10,000 services behind one gateway', () => {
    expect(runChecks(lookup(largeMesh(10_000)))).toEqual([]);
  });

  it('has few when one thing is wrong in it', () => {
    const mesh = largeMesh(1000);
    const services = mesh.services.map((one, i) => (i === 700 ? { ...one, selector: { app: 'service-701' } } : one));
    const wrong: Mesh = { ...mesh, services };
    expect(runChecks(lookup(wrong)).map(({ code, span }) => `${code} ${span?.line}`)).toEqual([
      'MW3001 7000',
      'MW4104 1',
    ]);
  });
});
