import { sameData } from '../../../base/json.ts';
import { present } from '../../../base/nonempty.ts';
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
  if (atoms.length === 0) return [];
  if (atoms.every((atom) => differsInSource(atom, atoms[0]!)))
    return [mergeOperations(mergeSources(atoms), [atoms[0]!])];
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

/** Whether atoms have the same key but for their sources: mostly all that may call a service may ask the same. */
function differsInSource(one: Atom, other: Atom): boolean {
  return (
    one === other ||
    (sameData(one.operation, other.operation) && sameData(one.when, other.when) && sameData(one.except, other.except))
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
  const sources = joinedByField(atoms.map(({ source }) => source));
  return excepts ? sources.map((source) => ({ ...source, ...except })) : sources;
}

function joinedByField(sources: readonly Source[]): readonly Source[] {
  const common = fieldAlone(sources[0]!);
  if (common && sources.every((source) => fieldAlone(source) === common)) return [joined(sources, common)];
  return [...groupBy(sources, fieldAlone)].flatMap(([field, group]) =>
    field === undefined ? uniqueBy(group, keyOf) : [joined(group, field)],
  );
}

type SourceField = keyof Source;

/** The field of a source that has one only: such sources are or-ed by joining their lists. */
function fieldAlone(source: Source): SourceField | undefined {
  const fields = Object.keys(source);
  return fields.length === 1 ? (fields[0] as SourceField) : undefined;
}

function joined(sources: readonly Source[], field: SourceField): Source {
  const values = new Set<string>();
  for (const source of sources) for (const value of source[field] ?? []) values.add(value);
  const source: { -readonly [F in SourceField]?: Source[F] } = {};
  source[field] = [...values];
  return source;
}

function mergeOperations(from: readonly Source[], atoms: readonly Atom[]): PolicyRule {
  const operations = operationsOf(atoms);
  const { when } = atoms[0]!;
  const rule: { -readonly [F in keyof PolicyRule]: PolicyRule[F] } = {};
  if (from.length > 0) rule.from = from.map((source) => ({ source }));
  if (operations.length > 0) rule.to = operations.map((operation) => ({ operation }));
  if (when.length > 0) rule.when = uniqueBy(when, keyOf);
  return rule;
}

/** Empty: anything. */
function operationsOf(atoms: readonly Atom[]): readonly Operation[] {
  const operations = present(atoms.map(({ operation }) => operation));
  if (operations.length < atoms.length) return [];
  return operations.length === 1 ? operations : uniqueBy(operations, keyOf);
}
