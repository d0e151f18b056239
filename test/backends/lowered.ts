import { istio } from '../../src/backends/istio/index.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import type { Lookup } from '../../src/model/lookup.ts';

/** All manifests of a mesh, which has no gaps. */
export function lowered(mesh: Lookup): readonly Manifest[] {
  const gaps = [...istio.gaps(mesh)];
  if (gaps.length > 0) throw new Error(`unexpected gaps: ${gaps.map(({ message }) => message).join('; ')}`);
  return istio.lower(mesh).map(({ manifest }) => manifest);
}

/** The spec of one manifest, by kind and name. */
export function spec(mesh: Lookup, kind: string, name: string): JsonObject {
  const found = lowered(mesh).filter((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} manifests are ${kind} ${name}`);
  return (found[0]!.spec ?? {}) as JsonObject;
}

export function names(mesh: Lookup, kind: string): readonly string[] {
  return lowered(mesh)
    .filter((manifest) => manifest.kind === kind)
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

export function gaps(mesh: Lookup): readonly string[] {
  return [...istio.gaps(mesh)].map(({ code, message }) => `${code} ${message}`);
}
