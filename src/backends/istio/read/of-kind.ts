import { groupBy } from '../../../base/order.ts';
import type { Manifest } from '../../../manifest/manifest.ts';

/** The manifests of a kind, in their order. */
export type OfKind = (kind: string) => readonly Manifest[];

const NONE: readonly Manifest[] = [];

/** Gone through once, for the many kinds that are asked for. */
export function ofKinds(manifests: readonly Manifest[]): OfKind {
  const kinds = groupBy(manifests, ({ kind }) => kind);
  return (kind) => kinds.get(kind) ?? NONE;
}
