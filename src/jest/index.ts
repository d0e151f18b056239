/** Matchers that ask a mesh, for tests of policies. Importing this adds them to jest's `expect`. */
import './declared.ts';
import { matchers } from './matchers.ts';
import { register } from './register.ts';

export { type LoadMeshOptions, loadMesh } from './load-mesh.ts';
export { type MeshMatchers, matchers } from './matchers.ts';
export type { LoadedMesh } from './mesh.ts';
export type { RequestDetails } from './question.ts';

register(matchers);
