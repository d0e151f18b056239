import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { admits } from '../../src/access/access.ts';
import { type AccessSet, attempt, equal, formulaToSet, has } from '../../src/access/access-set.ts';
import type { Destination, DestinationPort, Policy } from '../../src/access/destination.ts';
import { ALL, atom, type Formula, NONE } from '../../src/access/formula.ts';
import { isRefusal } from '../../src/access/refusal.ts';
import type { Request } from '../../src/access/request.ts';
import { spaceOf } from '../../src/access/space.ts';
import { createStore } from '../../src/access/store.ts';
import { witness } from '../../src/access/witness.ts';
import { admitsOne } from './admits-one.ts';
import { accepts, formulas, requests } from './arbitrary.ts';

const store = createStore();

function admitted(destination: Destination, port: DestinationPort): AccessSet {
  const set = admits(destination, port, spaceOf([destination], store));
  if (isRefusal(set)) throw new Error(set.kind);
  return set;
}

/** Istio's order, said once more. */
function lets(request: Request, destination: Destination, port: DestinationPort): boolean {
  const here = request.port === port.port && (request.http !== undefined) === port.http;
  return here && admitsOne(destination, port, request);
}

const policies: fc.Arbitrary<Policy> = fc.record({
  effect: fc.constantFrom('allow', 'deny', 'audit', 'custom'),
  dryRun: fc.constantFrom(false, false, true),
  provider: fc.constant('opa'),
  rules: fc.array(fc.record({ http: formulas, tcp: formulas, source: fc.constant('somewhere') }), { maxLength: 3 }),
});

const ports: fc.Arbitrary<DestinationPort> = fc.record({
  port: fc.constantFrom(80, 8080),
  http: fc.boolean(),
  mtls: fc.constantFrom('strict', 'permissive', 'disabled'),
});

const destinations: fc.Arbitrary<Destination> = fc.record({
  key: fc.constant('service a/b'),
  proxy: fc.constantFrom('sidecar', 'gateway', 'none'),
  ports: fc.tuple(ports),
  policies: fc.array(policies, { maxLength: 4 }),
  accepts,
});

function allow(...rules: readonly Formula[]): Destination {
  return {
    key: 'service a/b',
    proxy: 'sidecar',
    ports: [PORT],
    policies: [{ effect: 'allow', dryRun: false, rules: rules.map((http) => ({ http, tcp: NONE, source: 'here' })) }],
  };
}

const PORT: DestinationPort = { port: 9080, http: true, mtls: 'strict' };

describe('what a destination admits', () => {
  it('is what Istio lets through', () => {
    fc.assert(
      fc.property(destinations, fc.array(requests, { minLength: 20, maxLength: 20 }), (destination, some) => {
        const port = destination.ports[0]!;
        const set = admitted(destination, port);
        for (const request of [...some, ...some.map((one) => ({ ...one, port: port.port }))])
          expect(has(set, request)).toBe(lets(request, destination, port));
        const found = witness(set);
        if (found) expect(lets(found, destination, port)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is one set for destinations with the same policies', () => {
    const rule = () => atom({ on: 'path', match: { kind: 'template', value: '/a/{*}' } });
    expect(equal(admitted(allow(rule()), PORT), admitted({ ...allow(rule()), key: 'other' }, PORT))).toBe(true);
  });

  it('has a plain witness', () => {
    const set = admitted(allow(atom({ on: 'path', match: { kind: 'template', value: '/reviews/{*}' } })), PORT);
    expect(witness(set, { hosts: ['reviews'] })).toEqual({
      identity: { trustDomain: 'cluster.local', namespace: 'x', serviceAccount: 'x' },
      sourceIp: '10.0.0.1',
      remoteIp: '10.0.0.1',
      destinationIp: '10.0.0.2',
      port: 9080,
      sni: '',
      http: { method: 'GET', path: '/reviews/x', host: 'reviews', headers: {} },
    });
  });
});

describe('what is too much', () => {
  const path = (value: string) => atom({ on: 'path', match: { kind: 'regex', value } });
  const refusal = (destination: Destination, steps?: number) =>
    admits(destination, PORT, spaceOf([destination], createStore()), { steps });

  it('is refused, and the rule named', () => {
    expect(refusal(allow(ALL, path('/.*a.{30}'), path('/b')), 500_000)).toEqual({
      kind: 'too-complex',
      at: { policy: 0, rule: 1 },
    });
  });

  it('is refused in rules that are too much together', () => {
    const many = Array.from({ length: 500 }, (_, i) => path(`.*${i * 7}.*x${i % 13}.*`));
    expect(refusal(allow(...many), 2_000_000)).toMatchObject({ kind: 'too-complex', at: { policy: 0 } });
  });

  it('is counted for what is attempted around it', () => {
    const store = createStore();
    const formula = atom({ on: 'path', match: { kind: 'regex', value: '/(a|b)*a(a|b){6}' } });
    const found = attempt(
      store,
      () => {
        formulaToSet(formula, spaceOf([], store, [formula]));
        return store.meter.left;
      },
      1_000_000,
    );
    expect(found).toBeLessThan(999_000);
    expect(store.meter.left).toBe(Number.POSITIVE_INFINITY);
  });

  it('is not what is only large', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      atom({
        on: 'path',
        match: { kind: 'template', value: `/${'abc'[i % 3]}/{*}/v${i % 20}/${i % 7 ? `x${i}` : '{*}'}/{**}` },
      }),
    );
    expect(isRefusal(refusal(allow(...many)))).toBe(false);
  });

  it('says which pattern is no RE2', () => {
    expect(refusal(allow(path('/a'), path('(?=a)')))).toEqual({
      kind: 'bad-pattern',
      pattern: '(?=a)',
      why: 'RE2 has no look-around and no such group',
      at: { policy: 0, rule: 1 },
    });
  });
});
