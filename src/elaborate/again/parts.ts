import { groupBy } from '../../base/order.ts';
import type { DeclarationKind } from '../../dsl/declaration.ts';
import type { Mesh } from '../../model/mesh.ts';

/** Kinds of which each declaration becomes one rule of the mesh, in the order in which the mesh lists them. */
export const RULES = ['call', 'allow', 'deny', 'audit', 'custom'] as const;
/** Kinds of which each declaration becomes one element of a list of the mesh. */
export const LISTED = ['namespace', 'service', ...RULES] as const;

/** What one file declared, as far as it says which elements of a mesh are its own. */
export interface FilePart {
  readonly counts: Readonly<Record<(typeof LISTED)[number], number>>;
  /** Services whose routes or traffic policy it declares. */
  readonly shapes: readonly string[];
  /** Whether it declares what has to be elaborated with all the rest: the mesh, a gateway, an issuer and the like. */
  readonly more: boolean;
}

export interface Made {
  readonly kind: string;
  readonly in?: { readonly id: string };
}

const SHAPES: readonly string[] = ['route', 'traffic'] satisfies readonly DeclarationKind[];

export function partOf(declarations: readonly Made[]): FilePart {
  const kinds = groupBy(declarations, ({ kind }) => kind);
  const counts = Object.fromEntries(LISTED.map((kind) => [kind, kinds.get(kind)?.length ?? 0]));
  const shaping = SHAPES.flatMap((kind) => kinds.get(kind) ?? []);
  return {
    counts: counts as FilePart['counts'],
    shapes: [...new Set(shaping.map((one) => one.in?.id ?? ''))],
    more: [...kinds.keys()].some((kind) => !SHAPES.includes(kind) && !(LISTED as readonly string[]).includes(kind)),
  };
}

/** From where to where, in a list. */
export type Place = readonly [from: number, to: number];

/** Where the elements of a file are: in `rules` for kinds of rules, and for calls, which come first there, in `calls` too. */
export type Places = Readonly<Record<(typeof LISTED)[number], Place>>;

export function placesOf(parts: readonly FilePart[], at: number): Places {
  const total = (kind: (typeof LISTED)[number], until: number) =>
    parts.slice(0, until).reduce((sum, { counts }) => sum + counts[kind], 0);
  let start = 0;
  const places = LISTED.map((kind) => {
    const from = start + total(kind, at);
    if (kind !== 'namespace' && kind !== 'service') start += total(kind, parts.length);
    return [kind, [from, from + parts[at]!.counts[kind]]] as const;
  });
  return Object.fromEntries(places) as Places;
}

/** Whether the mesh lists just what its files declared. */
export function isMadeOf({ namespaces, services, calls, rules }: Mesh, parts: readonly FilePart[]): boolean {
  const total = (kind: (typeof LISTED)[number]) => parts.reduce((sum, { counts }) => sum + counts[kind], 0);
  const listed = RULES.reduce((sum, kind) => sum + total(kind), 0);
  return (
    namespaces.length === total('namespace') &&
    services.length === total('service') &&
    calls.length === total('call') &&
    rules.length >= listed &&
    rules.slice(0, listed).every(({ origin }) => origin !== 'gateway-route') &&
    rules.slice(listed).every(({ origin }) => origin === 'gateway-route')
  );
}
