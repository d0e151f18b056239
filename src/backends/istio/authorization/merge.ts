import { groupBy, uniqueBy } from '../../../base/order.ts';
import type { Operation, PolicyRule, Source } from '../../../manifest/kinds/istio-security.ts';
import type { Atom } from './atom.ts';

/**
 * Where bytes are carried as well, Istio drops a whole rule that allows for what one part of it says about requests: parts
 * for bytes are then rules of their own.
 */
export function mergeApart(atoms: readonly Atom[]): readonly PolicyRule[] {
  return [...groupBy(atoms, ({ http, exceptsTokens }) => http || exceptsTokens).values()].flatMap(mergeAtoms);
}

/**
 * Atoms as few rules as keep their meaning. Istio reads a rule as (any source) and (any operation) and (every condition),
 * so (a × t) ∪ (b × t) is (a, b) × t, and (f × t) ∪ (f × u) is f × (t, u): callers are joined where requests and conditions
 * are equal, then requests where callers and conditions are. Nothing else is joined: (a × t) ∪ (b × u) is not (a, b) × (t, u).
 */
export function mergeAtoms(atoms: readonly Atom[]): readonly PolicyRule[] {
  if (atoms.length === 1) return [mergeOperations(mergeSources([atoms[0]!]), [atoms[0]!])];
  const bySources = [...groupBy(atoms, ({ operation, when, except }) => keyOf(operation, when, except)).values()].map(
    (group) => ({ from: mergeSources(group), atom: group[0]! }),
  );
  const byOperations = groupBy(bySources, ({ from, atom }) => keyOf(from, atom.when));
  return [...byOperations.values()].map((group) =>
    mergeOperations(
      group[0]!.from,
      group.map(({ atom }) => atom),
    ),
  );
}

function keyOf(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

/** Sources of atoms that except the same. Empty: anyone. */
function mergeSources(atoms: readonly Atom[]): readonly Source[] {
  const except = atoms[0]!.except;
  const excepts = Object.keys(except).length > 0;
  const anyone = atoms.some(({ source }) => Object.keys(source).length === 0);
  if (anyone) return excepts ? [except] : [];
  const sources = [...groupBy(atoms, ({ source }) => fieldAlone(source)).entries()].flatMap(([field, group]) => {
    const listed = group.map(({ source }) => source);
    return field === undefined ? uniqueBy(listed, keyOf) : [joined(listed, field)];
  });
  return excepts ? sources.map((source) => ({ ...source, ...except })) : sources;
}

type SourceField = keyof Source;

/** The field of a source that has one only: such sources are or-ed by joining their lists. */
function fieldAlone(source: Source): SourceField | undefined {
  const fields = Object.keys(source);
  return fields.length === 1 ? (fields[0] as SourceField) : undefined;
}

function joined(sources: readonly Source[], field: SourceField): Source {
  return { [field]: [...new Set(sources.flatMap((source) => source[field] ?? []))] };
}

function mergeOperations(from: readonly Source[], atoms: readonly Atom[]): PolicyRule {
  const anything = atoms.some(({ operation }) => operation === undefined);
  const operations: readonly Operation[] = anything
    ? []
    : uniqueBy(
        atoms.map(({ operation }) => operation!),
        keyOf,
      );
  const { when } = atoms[0]!;
  return {
    ...(from.length > 0 && { from: from.map((source) => ({ source })) }),
    ...(operations.length > 0 && { to: operations.map((operation) => ({ operation })) }),
    ...(when.length > 0 && { when: uniqueBy(when, keyOf) }),
  };
}
