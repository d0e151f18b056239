import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { destinationsOf } from '../../src/access/meaning.ts';
import { routingOf } from '../../src/access/routing/meaning.ts';
import { istio } from '../../src/backends/istio/index.ts';
import { focusOn, type Lookup } from '../../src/model/lookup.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import { toModelOf } from '../proof/models.ts';
import { richModel } from '../proof/rich.ts';
import { CORPUS, modelIn } from './corpus.ts';
import { deals, expectParts, inAnyMesh, plainDeals } from './parts.ts';

function law(model: Lookup, deal: readonly number[]): void {
  expectParts(model, deal, istio.gaps);
  expectParts(model, deal, istio.lower);
  expectParts(model, deal, destinationsOf);
  expectParts(model, deal, (part) => routingOf(part).facts);
  expectParts(model, deal, (part) => [...routingOf(part).tables].map(([name, table]) => [name, [...table]]));
}

describe('what is emitted and meant for some services', () => {
  it.each(CORPUS)('is part of what is for all: $name', async (one) => {
    const mesh = await modelIn(one);
    for (const deal of plainDeals(mesh)) law(mesh, deal);
  });

  it('is so in any mesh, dealt out in any way', () => {
    inAnyMesh(toModelOf, law, 60);
  });

  it('is so with rules of every kind', () => {
    fc.assert(fc.property(richModel, deals, law), { numRuns: 60 });
  });

  it('is nothing of others', () => {
    fc.assert(
      fc.property(meshShape, fc.nat(9), (shape, pick) => {
        const model = toModelOf(build(shape));
        if (model === undefined) return;
        const { services } = model.mesh;
        const { key } = services[pick % services.length]!;
        const part = focusOn(model, new Set([key]));
        const others = services.filter((one) => one.key !== key);
        const spans = new Set(others.map(({ span }) => JSON.stringify(span)));
        const foreign = istio.lower(part).filter(({ spans: [first] }) => spans.has(JSON.stringify(first)));
        expect(foreign.map(({ manifest }) => manifest.metadata.name)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
