import { isMesh, type Mesh } from './mesh.ts';
import { MESH, type Recorded } from './recorder.ts';

/** The meshes that an entry module exports, each once however often it is exported. */
export function exportedMeshes(exports: Readonly<Record<string, unknown>>): readonly Mesh[] {
  return [...new Set(Object.values(exports).filter(isMesh))];
}

/** Everything that was declared with a mesh, in order. */
export function declarationsOf(mesh: Mesh): readonly Recorded[] {
  return mesh[MESH].declarations;
}
