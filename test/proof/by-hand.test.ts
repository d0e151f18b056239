import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/access/decide.ts';
import { destinationsOf } from '../../src/access/meaning.ts';
import type { Request } from '../../src/access/request.ts';
import { targetOf } from '../../src/access/target.ts';
import { decisionOn, NOTHING_BY_HAND } from '../../src/analysis/by-hand.ts';
import { breaches } from '../../src/analysis/guardrails.ts';
import { istio } from '../../src/backends/istio/index.ts';
import { writtenByHand } from '../../src/compile/by-hand.ts';
import type { Emitted } from '../../src/manifest/manifest.ts';
import type { Guardrail } from '../../src/model/guardrail.ts';
import { type Lookup, lookup } from '../../src/model/lookup.ts';
import { caller, mesh, rule, service, span } from '../backends/model.ts';
import { atomsOf, requestsTo } from './requests.ts';
import { isSound, richModel } from './rich.ts';

/** What a mesh becomes, as if what another does not become had been written by hand. */
function asIfByHand(said: Lookup, all: Lookup): readonly Emitted[] {
  const own = new Set(istio.lower(said).map(({ manifest }) => JSON.stringify(manifest)));
  return istio
    .lower(all)
    .map((one) => (own.has(JSON.stringify(one.manifest)) ? one : { ...one, raw: 'manifest' as const }));
}

function withRules({ mesh: { rules, ...rest } }: Lookup, isSaid: (index: number) => boolean): Lookup {
  return lookup({ ...rest, rules: rules.filter((_, i) => isSaid(i)) });
}

/** Sets know no identities that no certificate can have. */
function isPossible({ identity }: Request): boolean {
  return identity === undefined || Object.values(identity).every((part) => /^[\w.-]+$/.test(part));
}

describe('what is written by hand beside policies', () => {
  it('is decided as if it had been said in them, for any mesh, rules left out, and request', () => {
    let byHandDecided = 0;
    fc.assert(
      fc.property(richModel, fc.infiniteStream(fc.boolean()), (all, isSaid) => {
        if (!isSound(all)) return;
        const kept = all.mesh.rules.map(() => isSaid.next().value as boolean);
        const said = withRules(all, (i) => kept[i]!);
        const { byHand } = writtenByHand(asIfByHand(said, all), said, [istio]);
        for (const one of destinationsOf(all)) {
          const target = targetOf(one.key);
          for (const port of one.ports) {
            fc.assert(
              fc.property(requestsTo(port, atomsOf([one])).filter(isPossible), (request) => {
                const decision = decisionOn(request, target, { lookup: said, byHand });
                if (decision.because === 'by-hand') byHandDecided++;
                expect(decision.allowed).toBe(decide(request, target, all).allowed);
              }),
              { numRuns: 10 },
            );
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(byHandDecided).toBeGreaterThan(20);
  });
});

describe('a guardrail', () => {
  const never: Guardrail = {
    name: 'web does not call orders',
    kind: 'never',
    from: [caller('web')],
    to: ['shop/orders'],
    requests: 'any',
    acrossHops: false,
    span: span(),
  };
  const parts = { services: [service('web'), service('orders')], guardrails: [never] };
  const all = mesh({ ...parts, rules: [rule('orders', { from: [caller('web')] })] });
  const said = mesh(parts);

  it('has to hold of what is written by hand, too', () => {
    const { byHand } = writtenByHand(asIfByHand(said, all), said, [istio]);
    expect([...byHand.keys()]).toEqual(['service shop/orders']);
    expect(breaches(said, undefined, NOTHING_BY_HAND)).toEqual([]);
    expect(breaches(said, undefined, byHand)).toEqual([
      expect.objectContaining({ verdict: { allowed: true, because: 'by-hand', span: expect.anything() } }),
    ]);
  });
});
