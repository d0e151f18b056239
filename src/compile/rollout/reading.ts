import type { Destination } from '../../access/destination.ts';
import type { View } from '../../analysis/rollout/concern.ts';
import type { PartReader } from '../../backends/backend.ts';
import type { Reading } from '../../backends/reading.ts';
import type { Manifest } from '../../manifest/manifest.ts';

/** Reads some objects as a proxy sees them at some moment. */
export type Read = (objects: readonly string[], view: View<Manifest>) => Reading;

export function readerOf({ read }: PartReader): Read {
  return (objects, view) => read(seen(objects, view));
}

export function seen(objects: readonly string[], view: View<Manifest>): readonly Manifest[] {
  return objects.flatMap((key) => view(key) ?? []);
}

export function variantsOf(key: string, { destinations }: Reading): readonly Destination[] {
  return destinations.filter((one) => one.key === key);
}
