import type { Destination } from '../../access/destination.ts';
import { type Between, between } from '../../analysis/rollout/between.ts';
import type { Breach, Concern, View } from '../../analysis/rollout/concern.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { type Read, variantsOf } from './reading.ts';
import type { Place } from './workload.ts';

/** Both ends of a change, as objects are found in them. */
export interface Ends {
  readonly base: View<Manifest>;
  readonly head: View<Manifest>;
}

/** What is admitted at each place, in between what both ends admit and what either does. */
export function admissions(places: readonly Place[], ends: Ends, read: Read): readonly Concern<Manifest>[] {
  const compare: Between = between();
  return places.map((place): Concern<Manifest> => {
    const of = (view: View<Manifest>) => variantsOf(place.key, read(place.admission, view));
    let known: { readonly base: readonly Destination[]; readonly head: readonly Destination[] } | undefined;
    return {
      about: place.key,
      objects: place.admission,
      pairs: false,
      judge: (view): Breach | undefined => {
        known ??= { base: of(ends.base), head: of(ends.head) };
        const stray = compare(of(view), known.base, known.head);
        if (stray?.kind !== 'unknown') return stray;
        return { kind: 'unknown', what: `the rules for port ${stray.port} are too complex to be compared in time` };
      },
    };
  });
}
