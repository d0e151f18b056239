import { istio } from '../../src/backends/istio/index.ts';
import type { Json } from '../../src/base/json.ts';
import { declarationsToJson, toModel } from '../../src/compile/policies.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { Mesh } from '../../src/dsl/mesh.ts';
import { type Lookup, lookup } from '../../src/model/lookup.ts';

let line = 0;

/** The model of what was declared; undefined where Istio cannot express it. */
export function modelOf(mesh: Mesh): Lookup | undefined {
  const model = toModelOf(mesh);
  return model && ([...istio.gaps(model)].some(isError) ? undefined : model);
}

/** The same, be there gaps or not. */
export function toModelOf(mesh: Mesh): Lookup | undefined {
  const declarations = declarationsToJson(mesh, () => ({ file: 'policies/generated.ts', line: ++line, column: 1 }));
  const { result } = toModel(JSON.parse(JSON.stringify(declarations)) as Json);
  return result && lookup(result);
}
