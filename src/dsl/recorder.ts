import type { Json } from '../base/json.ts';
import { callSite, type RawSite } from './span.ts';

/** Under this key a builder says what it is, so that a reference to it becomes plain data. */
export const REFERENCE: unique symbol = Symbol.for('meshwright.reference');

/** What a value of the language refers to. */
export type Reference =
  | { readonly ref: 'mesh' | 'namespace' | 'service' | 'gateway'; readonly id: string }
  | { readonly ref: 'issuer'; readonly id: string };

/** A declaration as it was made; its site is read when all are collected. */
export interface Recorded {
  readonly kind: string;
  readonly site: RawSite;
  readonly in: Reference;
  readonly args: readonly Json[];
}

/** What one mesh was told, in order. */
export class Recorder {
  readonly mesh: string;
  readonly declarations: Recorded[] = [];

  constructor(mesh: string) {
    this.mesh = mesh;
  }

  /** `by`: the function of ours above which the stack is not read; what called it is at most one more of ours. */
  record(kind: string, owner: Reference, args: readonly unknown[], by: (...args: never[]) => unknown): void {
    const within: object[] = [];
    const plain: Json[] = [];
    for (let i = 0; i < args.length; i++) plain.push(toPlain(args[i], this.mesh, within));
    this.declarations.push({ kind, site: callSite(by), in: owner, args: plain });
    recorded++;
  }
}

let recorded = 0;

/** How many declarations were made in this process so far, with whatever mesh: what tells which policy file made which. */
export function declaredSoFar(): number {
  return recorded;
}

/** A value that plain data cannot hold, kept as what it was so that it can be reported where it stands. */
function refused(what: string): Json {
  return { $refused: what };
}

/**
 * Turns the arguments of a declaration into plain data: builders become references, constructs what they synthesise to.
 * What cannot be data (functions, dates, cycles, NaN) is marked, and refused by name when declarations are read.
 */
function toPlain(value: unknown, mesh: string, within: object[]): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : refused(String(value));
    case 'undefined':
      return refused('undefined');
    case 'object':
      return value === null ? null : objectToPlain(value, mesh, within);
    default:
      return refused(`a ${typeof value}`);
  }
}

function objectToPlain(value: object, mesh: string, within: object[]): Json {
  const reference = referenceOf(value);
  if (reference) return foreign(value, mesh) ? refused('part of another mesh') : { ...reference };
  if (within.includes(value)) return refused('an object that contains itself');
  within.push(value);
  try {
    if (Array.isArray(value)) return elementsToPlain(value, mesh, within);
    if (isConstruct(value)) return { $manifests: constructManifests(value).map((one) => toPlain(one, mesh, within)) };
    const prototype = Object.getPrototypeOf(value);
    // Objects made by a module in another realm have that realm's Object.prototype.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return refused(`a ${className(value)}`);
    return fieldsToPlain(value as Record<string, unknown>, mesh, within);
  } finally {
    within.pop();
  }
}

/** In a list with holes, these are elements too. */
function elementsToPlain(list: readonly unknown[], mesh: string, within: object[]): Json {
  const plain: Json[] = [];
  for (let i = 0; i < list.length; i++) plain.push(toPlain(list[i], mesh, within));
  return plain;
}

function fieldsToPlain(value: Record<string, unknown>, mesh: string, within: object[]): Json {
  const plain: Record<string, Json> = {};
  const fields = Object.keys(value);
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    // Read once: it may be computed.
    const element = value[field];
    if (element === undefined) continue;
    const json = toPlain(element, mesh, within);
    // Assignment to `__proto__` would set a prototype instead of a field.
    if (field === '__proto__') Object.defineProperty(plain, field, { value: json, enumerable: true });
    else plain[field] = json;
  }
  return plain;
}

function className(value: object): string {
  const name = (value as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'value of a class';
}

interface Referable {
  readonly [REFERENCE]: Reference;
  readonly [MESH]: Recorder;
}

/** Under this key a builder holds the recorder of the mesh it belongs to. */
export const MESH: unique symbol = Symbol.for('meshwright.mesh');

function referenceOf(value: object): Reference | undefined {
  return (value as Partial<Referable>)[REFERENCE];
}

function foreign(value: object, mesh: string): boolean {
  return (value as Partial<Referable>)[MESH]?.mesh !== mesh;
}

/** A cdk8s construct, known by its shape so that cdk8s is needed only by those who use it. */
interface ConstructLike {
  readonly node: { findAll(): readonly unknown[] };
}

function isConstruct(value: object): value is ConstructLike {
  const node = (value as Partial<ConstructLike>).node;
  return typeof node === 'object' && node !== null && typeof node.findAll === 'function';
}

function constructManifests(construct: ConstructLike): unknown[] {
  return construct.node
    .findAll()
    .filter(isApiObject)
    .map((child) => child.toJson());
}

/** Charts have a `toJson` too, for all that they hold. */
function isApiObject(child: unknown): child is { toJson(): unknown } {
  const { toJson, kind } = child as { toJson?: unknown; kind?: unknown };
  return typeof toJson === 'function' && typeof kind === 'string';
}
