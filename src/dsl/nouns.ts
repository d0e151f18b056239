import type { MESH, REFERENCE, Recorder, Reference } from './recorder.ts';

interface Noun {
  readonly name: string;
  /** @internal */
  readonly [MESH]: Recorder;
}

/** Any service of a mesh, whatever its ports and versions. */
export interface AnyService extends Noun {
  readonly [REFERENCE]: Reference & { readonly ref: 'service' };
}

/** Any namespace of a mesh. */
export interface AnyNamespace extends Noun {
  readonly [REFERENCE]: Reference & { readonly ref: 'namespace' };
}

/** Any gateway of a mesh, whatever its listeners. */
export interface AnyGateway extends Noun {
  readonly [REFERENCE]: Reference & { readonly ref: 'gateway' };
}

/** Who signs JWTs; made by `mesh.issuer`, used by `requestPrincipal`. */
export interface Issuer extends Noun {
  readonly [REFERENCE]: Reference & { readonly ref: 'issuer' };
}
