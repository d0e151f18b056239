import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/access/decide.ts';
import { destinationsOf } from '../../src/access/meaning.ts';
import { routingOf } from '../../src/access/routing/meaning.ts';
import { targetOf } from '../../src/access/target.ts';
import { configurationOf } from '../../src/backends/istio/configuration.ts';
import { istio } from '../../src/backends/istio/index.ts';
import { readDestinations } from '../../src/backends/istio/read/index.ts';
import { compare as differencesOf } from '../../src/compile/differences.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { admitsOne } from '../access/admits-one.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';
import { modelOf } from './models.ts';
import { atomsOf, requestsTo } from './requests.ts';
import { isSound, richModel } from './rich.ts';

/** The proof itself: everything that is admitted, and everywhere that requests go. */
function proves(model: Lookup): void {
  const manifests = istio.lower(model).map(({ manifest }) => manifest);
  const meant = { destinations: destinationsOf(model), routing: routingOf(model) };
  const { differences, compared } = differencesOf(meant, istio.read!(manifests, model));
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(0);
}

/** Every request drawn has one answer: of the oracle, of the model's meaning, and of what the manifests mean. */
function compare(model: Lookup, runs: number): void {
  const manifests = istio.lower(model).map(({ manifest }) => manifest);
  const read = readDestinations(manifests, configurationOf(model));
  const meant = destinationsOf(model);
  expect([...new Set(read.map(({ key }) => key))].sort()).toEqual(meant.map(({ key }) => key).sort());
  for (const one of meant) {
    const others = read.filter(({ key }) => key === one.key);
    for (const port of one.ports) {
      const request = requestsTo(port, atomsOf([one, ...others]));
      fc.assert(
        fc.property(request, (request) => {
          const wanted = admitsOne(one, port, request);
          const found = others.map((other) => {
            const there = other.ports.find((each) => JSON.stringify(each) === JSON.stringify(port));
            return there && admitsOne(other, there, request);
          });
          const { allowed } = decide(request, targetOf(one.key), model);
          const said = JSON.stringify({ key: one.key, port, wanted, found, allowed });
          expect(said).toBe(
            JSON.stringify({ key: one.key, port, wanted, found: others.map(() => wanted), allowed: wanted }),
          );
        }),
        { numRuns: runs },
      );
    }
  }
}

describe('what is read back from manifests', () => {
  it('means what the mesh means, for any mesh and request', () => {
    let compared = 0;
    fc.assert(
      fc.property(meshShape, (shape) => {
        const model = modelOf(build(shape));
        if (model === undefined) return;
        compared++;
        compare(model, 10);
        proves(model);
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(40);
  });

  it('does for rules on ports of both kinds, on tokens, and at gateways that carry bytes', () => {
    let compared = 0;
    fc.assert(
      fc.property(richModel, (model) => {
        if (!isSound(model)) return;
        compared++;
        compare(model, 10);
        proves(model);
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(40);
  });
});
