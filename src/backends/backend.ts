import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Emitted, Manifest } from '../manifest/manifest.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Reading } from './reading.ts';

/** A target's language. Pure: the same mesh gives the same manifests. */
export interface Backend {
  readonly name: string;
  /** What the mesh says and this backend cannot enforce as written: each an error that names the gap and the line. */
  readonly gaps: (mesh: Lookup) => Iterable<Diagnostic>;
  /** Called only for a mesh without gaps. */
  readonly lower: (mesh: Lookup) => readonly Emitted[];
  /** What manifests mean on what the mesh takes for given; absent where nothing reads them back. */
  readonly read?: (manifests: readonly Manifest[], mesh: Lookup) => Reading;
  /** The same without the mesh that they were made of: what it takes for given is told from the manifests, and from another mesh. */
  readonly readAlone?: (manifests: readonly Manifest[], other?: Lookup) => Reading;
}
