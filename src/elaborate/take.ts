import type * as z from 'zod/mini';

/** Stands for what does not fit a schema, and for what only zod can tell. */
export const MISFIT: unique symbol = Symbol('misfit');

/** The value as zod would give it, or `MISFIT`. */
export type Take = (value: unknown) => unknown;

type Schema = z.core.$ZodType;
type Def<Kind extends z.core.$ZodTypes> = Kind['_zod']['def'];

/**
 * A schema made into a function that takes what fits it. zod allocates a result for each value that it looks at, and tries all
 * of a schema's fields; this walks what is there, copies only what is not in the schema's order, and leaves what is asked of
 * single values to zod. What does not fit is told by zod, which then has to look at it again.
 */
export function takeBy(schema: Schema): Take {
  const known = takes.get(schema);
  if (known) return known;
  const made = takeOf(schema as z.core.$ZodTypes);
  takes.set(schema, made);
  return made;
}

const takes = new WeakMap<Schema, Take>();

function takeOf(schema: z.core.$ZodTypes): Take {
  const { def } = schema._zod;
  switch (def.type) {
    case 'object':
      return def.checks?.length || def.catchall?._zod.def.type !== 'never' ? single(schema) : object(def);
    case 'record':
      return def.checks?.length || def.mode === 'loose' || def.keyType._zod.values ? single(schema) : record(def);
    case 'tuple':
      return def.checks?.length || def.items.some(isOptional) ? single(schema) : tuple(def);
    case 'union':
      return def.checks?.length || def.inclusive === false ? single(schema) : union(def);
    case 'array':
      return list(schema as z.core.$ZodArray);
    case 'literal':
    case 'enum':
      return def.checks?.length ? single(schema) : oneOf(schema._zod.values!);
    case 'string':
    case 'number':
      return checked(schema as z.core.$ZodString | z.core.$ZodNumber);
    case 'optional':
      // Data has no `undefined`: a field that is absent is not asked for.
      return def.checks?.length ? single(schema) : takeBy(def.innerType);
    default:
      return single(schema);
  }
}

const NOT_LATER = { async: false } as const;
let payload: z.core.ParsePayload = { value: undefined, issues: [] };

function single(schema: Schema): Take {
  const { run } = schema._zod;
  return (value) => {
    payload.value = value;
    return settled(run(payload, NOT_LATER) as z.core.ParsePayload);
  };
}

function settled(result: z.core.ParsePayload): unknown {
  if (result.issues.length === 0) return result.value;
  payload = { value: undefined, issues: [] };
  return MISFIT;
}

function oneOf(values: z.core.util.PrimitiveSet): Take {
  return (value) => (values.has(value as z.core.util.Primitive) ? value : MISFIT);
}

type Check = z.core.$ZodCheck<unknown>;

/** What zod checks of a value after its type; a format, such as that of whole numbers, is a check of its own. */
function checksOf(schema: z.core.$ZodString | z.core.$ZodNumber | z.core.$ZodArray): readonly Check[] {
  const checks = (schema._zod.def.checks ?? []) as readonly unknown[] as readonly Check[];
  return schema._zod.traits.has('$ZodCheck') ? [schema as unknown as Check, ...checks] : checks;
}

function checked(schema: z.core.$ZodString | z.core.$ZodNumber): Take {
  const { type, coerce } = schema._zod.def;
  if (coerce) return single(schema);
  if (isSafeInteger(schema)) return (value) => (Number.isSafeInteger(value) ? value : MISFIT);
  const passes = passing(checksOf(schema));
  if (type === 'string') return (value) => (typeof value === 'string' ? passes(value) : MISFIT);
  return (value) => (Number.isFinite(value) ? passes(value) : MISFIT);
}

/** Whole numbers and nothing more is said of them: two of each place in a file. */
function isSafeInteger({ _zod: { def } }: z.core.$ZodString | z.core.$ZodNumber): boolean {
  return 'format' in def && def.format === 'safeint' && !def.checks?.length;
}

function passing(checks: readonly Check[]): Take {
  if (checks.length === 0) return (value) => value;
  return (value) => {
    payload.value = value;
    for (let i = 0; i < checks.length && payload.issues.length === 0; i++) void checks[i]!._zod.check(payload);
    return settled(payload);
  };
}

function isOptional(schema: Schema): boolean {
  return schema._zod.optin !== undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Not of a class, nor of another realm: in such, zod may see more than its fields. */
function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A field of a schema. How it is taken is made when a value first has it: most fields of most schemas are never used. */
interface Field {
  readonly name: string;
  readonly place: number;
  readonly required: boolean;
  take: Take | undefined;
}

function object({ shape }: Def<z.core.$ZodObject>): Take {
  const known = Object.keys(shape).map(
    (name, place): Field => ({ name, place, required: !isOptional(shape[name]!), take: undefined }),
  );
  const required = known.filter((field) => field.required).length;
  const byName = new Map(known.map((field) => [field.name, field]));
  return (value) => {
    if (!isPlain(value)) return MISFIT;
    const keys = Object.keys(value);
    let copy: Record<string, unknown> | undefined;
    let missing = required;
    let last = -1;
    let ordered = true;
    for (let i = 0; i < keys.length; i++) {
      const field = byName.get(keys[i]!);
      if (field === undefined) return MISFIT;
      const { name, place } = field;
      field.take ??= takeBy(shape[name]!);
      const given = value[name];
      const taken = field.take(given);
      if (taken === MISFIT) return MISFIT;
      if (field.required) missing--;
      if (place < last) ordered = false;
      last = place;
      if (taken === given) continue;
      copy ??= { ...value };
      copy[name] = taken;
    }
    if (missing > 0) return MISFIT;
    return ordered ? (copy ?? value) : inOrder(known, copy ?? value);
  };
}

function record({ keyType, valueType }: Def<z.core.$ZodRecord>): Take {
  const takeKey = takeBy(keyType);
  const takeValue = takeBy(valueType);
  // zod leaves a key `__proto__` out.
  const takeFor = (key: string) => (key !== '__proto__' && takeKey(key) === key ? takeValue : undefined);
  return (value) => (isPlain(value) ? fields(value, Object.keys(value), takeFor) : MISFIT);
}

/** Each field as it is taken: the same object where each is as it was. */
function fields(
  value: Fields,
  keys: readonly string[],
  takeFor: (key: string) => Take | undefined,
): Fields | typeof MISFIT {
  let copy: Record<string, unknown> | undefined;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const given = value[key];
    const take = takeFor(key);
    const taken = take ? take(given) : MISFIT;
    if (taken === MISFIT) return MISFIT;
    if (taken === given) continue;
    copy ??= { ...value };
    copy[key] = taken;
  }
  return copy ?? value;
}

/** As zod gives objects: with their fields in the order of the schema. */
function inOrder(fields: readonly Field[], value: Fields): Fields {
  const copy: Record<string, unknown> = {};
  for (let i = 0; i < fields.length; i++) {
    const { name } = fields[i]!;
    if (Object.hasOwn(value, name)) copy[name] = value[name];
  }
  return copy;
}

const NONE: readonly Take[] = [];

function list(schema: z.core.$ZodArray): Take {
  const take = takeBy(schema._zod.def.element);
  const passes = passing(checksOf(schema));
  return (value) => {
    const taken = Array.isArray(value) ? elements(value, NONE, take) : MISFIT;
    return taken === MISFIT ? MISFIT : passes(taken);
  };
}

function tuple({ items, rest }: Def<z.core.$ZodTuple>): Take {
  const takes = items.map(takeBy);
  const takeRest = rest ? takeBy(rest) : undefined;
  return (value) => (Array.isArray(value) && value.length >= takes.length ? elements(value, takes, takeRest) : MISFIT);
}

function elements(
  value: readonly unknown[],
  takes: readonly Take[],
  takeRest: Take | undefined,
): readonly unknown[] | typeof MISFIT {
  let copy: unknown[] | undefined;
  for (let i = 0; i < value.length; i++) {
    const given = value[i];
    const take = i < takes.length ? takes[i] : takeRest;
    const taken = take ? take(given) : MISFIT;
    if (taken === MISFIT) return MISFIT;
    if (taken === given) continue;
    copy ??= [...value];
    copy[i] = taken;
  }
  return copy ?? value;
}

function union({ options }: Def<z.core.$ZodUnion>): Take {
  const takes: Take[] = [];
  return (value) => {
    for (let i = 0; i < options.length; i++) {
      takes[i] ??= takeBy(options[i]!);
      const taken = takes[i]!(value);
      if (taken !== MISFIT) return taken;
    }
    return MISFIT;
  };
}
