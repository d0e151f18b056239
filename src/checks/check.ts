import type { Code } from '../diag/catalogue.ts';
import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Lookup } from '../model/lookup.ts';

/** One rule about meshes, in a file of its own. It claims the codes that it reports; no other check reports them. */
export interface Check {
  readonly codes: readonly Code[];
  /** Whether it finds that something is not there: of a mesh that lost declarations to errors it would say what is not true. */
  readonly misses?: true;
  readonly run: (mesh: Lookup) => Iterable<Diagnostic>;
}
