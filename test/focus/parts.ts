import fc from 'fast-check';
import type { Emitted } from '../../src/manifest/manifest.ts';
import type { ServiceKey } from '../../src/model/ids.ts';
import { focusOn, type Lookup, lookup } from '../../src/model/lookup.ts';
import type { Mesh } from '../../src/model/mesh.ts';
import type { Service } from '../../src/model/service.ts';
import { build, meshShape } from '../arbitrary/mesh.ts';

/** A model as it is asked about in parts, which are all of it together. */
export function partsOf(model: Lookup, deal: readonly number[]): readonly Lookup[] {
  const sets = new Map<number, Set<ServiceKey>>();
  for (const [i, { key }] of model.mesh.services.entries()) {
    const part = deal[i % deal.length]!;
    sets.set(part, (sets.get(part) ?? new Set()).add(key));
  }
  // What is known of one look-up is not that of the other.
  const fresh = lookup({ ...model.mesh });
  // Without a service, what is of none is all that is left.
  return [...(sets.size > 0 ? sets.values() : [new Set<ServiceKey>()])].map((keys) => focusOn(fresh, keys));
}

/** Each service in one of some parts. */
export const deals = fc.array(fc.nat(2), { minLength: 1, maxLength: 9 });

/** Every service by itself, all but one, and all in two halves. */
export function plainDeals({ mesh }: Lookup): readonly (readonly number[])[] {
  const { length } = mesh.services;
  const alone = Array.from({ length }, (_, i) => i);
  return length === 0 ? [[0]] : [alone, alone.map((i) => (i === 0 ? 1 : 0)), alone.map((i) => i % 2)];
}

/** What some of a list say that the other does not, as text. */
export function missing(some: readonly unknown[], from: readonly unknown[]): readonly string[] {
  const there = new Set(from.map((one) => JSON.stringify(one)));
  return some.map((one) => JSON.stringify(one)).filter((one) => !there.has(one));
}

/** That parts say together what the whole says, and no more. */
export function expectParts<T>(model: Lookup, deal: readonly number[], say: (model: Lookup) => Iterable<T>): void {
  const whole = [...say(model)];
  const parts = partsOf(model, deal).flatMap((part) => [...say(part)]);
  expect({ tooMany: missing(parts, whole), tooFew: missing(whole, parts) }).toEqual({ tooMany: [], tooFew: [] });
}

/** A mesh where some services of a namespace select the pods of others, or run as they do. */
export function mixed({ mesh }: Lookup, picks: readonly number[]): Lookup {
  const first = (namespace: string) => mesh.services.find((one) => one.namespace === namespace)!;
  const services = mesh.services.map((service, i): Service => {
    const { selector, identity, mtls } = first(service.namespace);
    const pick = picks[i % picks.length];
    if (pick === 1) return { ...service, identity };
    return pick === 2 ? { ...service, selector, identity, mtls, versions: [] } : service;
  });
  return lookup({ ...mesh, services } satisfies Mesh);
}

export const picks = fc.array(fc.nat(4), { minLength: 1, maxLength: 5 });

export function nameOf({ manifest }: Pick<Emitted, 'manifest'>): string {
  return `${manifest.kind} ${manifest.metadata.namespace}/${manifest.metadata.name}`;
}

/** Holds a law of parts against any mesh, and the same with services that share pods and accounts, dealt out in any way. */
export function inAnyMesh(
  modelOf: (declared: ReturnType<typeof build>) => Lookup | undefined,
  law: (model: Lookup, deal: readonly number[]) => void,
  numRuns: number,
): void {
  fc.assert(
    fc.property(meshShape, deals, picks, (shape, deal, mixing) => {
      const model = modelOf(build(shape));
      if (model === undefined) return;
      law(model, deal);
      law(mixed(model, mixing), deal);
    }),
    { numRuns },
  );
}
