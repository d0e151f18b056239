import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import type { Lookup } from '../../model/lookup.ts';

/**
 * What an emitter works with. Where the mesh says what Istio cannot, the emitter that meets it reports it: there is no
 * second place that would have to know, and so nothing can be lost in silence.
 */
export interface Context {
  readonly lookup: Lookup;
  readonly gap: (found: Diagnostic) => void;
}

/** One kind of manifest. */
export type Emitter = (context: Context) => Iterable<Emitted>;
