import { GatewayBuilder } from './gateway.ts';
import { issuer, MeshBuilder } from './mesh.ts';
import { NamespaceBuilder } from './namespace.ts';
import { MESH, REFERENCE, Recorder, type Reference } from './recorder.ts';
import { ServiceBuilder } from './service.ts';

/** An exported value of a policy file as data: a plain value, or what it refers to. */
export type GivenValue =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: Reference['ref']; readonly id: string; readonly name: string };

/**
 * What an exported value is, as data from which another evaluation can be given the same. Undefined for what is more than a
 * plain value or a name in the mesh: functions, lists and objects may be changed or called by whoever imports them.
 */
export function describeExport(value: unknown, mesh: Recorder): GivenValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return { kind: 'value', value };
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'value', value } : undefined;
  if (typeof value !== 'object' || (value as Referring)[MESH] !== mesh || Reflect.ownKeys(value).length !== 3)
    return undefined;
  const { name, [REFERENCE]: reference } = value as Referring;
  if (typeof name !== 'string' || reference === undefined) return undefined;
  return Object.getPrototypeOf(value) === prototypeOf(reference.ref)
    ? { kind: reference.ref, id: reference.id, name }
    : undefined;
}

type Referring = { readonly name?: unknown; readonly [MESH]?: Recorder; readonly [REFERENCE]?: Reference };

function prototypeOf(ref: Reference['ref']): object {
  switch (ref) {
    case 'mesh':
      return MeshBuilder.prototype;
    case 'namespace':
      return NamespaceBuilder.prototype;
    case 'service':
      return ServiceBuilder.prototype;
    case 'gateway':
      return GatewayBuilder.prototype;
    case 'issuer':
      return Object.prototype;
  }
}

/** Makes values of what was described, all of one mesh, whose recorder hears what is declared with them. */
export function giver(mesh: string): { readonly recorder: Recorder; readonly give: (given: GivenValue) => unknown } {
  const recorder = new Recorder(mesh);
  const known = new Map<string, unknown>();
  const give = (given: GivenValue) => {
    if (given.kind === 'value') return given.value;
    // The same service, exported under two names, is one.
    const key = `${given.kind} ${given.id}`;
    if (!known.has(key)) known.set(key, made(given, recorder));
    return known.get(key);
  };
  return { recorder, give };
}

function made({ kind, id, name }: Exclude<GivenValue, { kind: 'value' }>, recorder: Recorder): unknown {
  switch (kind) {
    case 'mesh':
      return new MeshBuilder(recorder);
    case 'namespace':
      return new NamespaceBuilder(recorder, name);
    case 'service':
      return new ServiceBuilder(recorder, id, name);
    case 'gateway':
      return new GatewayBuilder(recorder, id, name);
    case 'issuer':
      return issuer(recorder, name);
  }
}
