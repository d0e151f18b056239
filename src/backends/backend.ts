import type { Diagnostic } from '../diag/diagnostic.ts';
import type { Emitted, Manifest } from '../manifest/manifest.ts';
import type { Lookup } from '../model/lookup.ts';
import type { ProxyConfig } from '../xds/proxy-config.ts';
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
  /** Reads some manifests of several sides at a time, on what all of these take for given. */
  readonly readParts?: (sides: readonly ReadSide[]) => PartReader;
  /** What stand-alone proxies run on, where it makes these instead of manifests. Called only for a mesh without gaps. */
  readonly configs?: (mesh: Lookup) => readonly ProxyConfig[];
}

/** Manifests, and the mesh that they were made of where that is at hand. */
export interface ReadSide {
  readonly manifests: readonly Manifest[];
  readonly mesh?: Lookup;
}

export interface PartReader {
  readonly rootNamespace: string;
  readonly clusterDomain: string;
  /** Names of what no manifest says, and the sides do not agree about. */
  readonly differing: readonly string[];
  /** The proxies of gateways, which no manifest makes. */
  readonly proxies: readonly { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }[];
  readonly read: (manifests: readonly Manifest[]) => Reading;
}
