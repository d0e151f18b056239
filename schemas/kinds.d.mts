// Made by `npm run schemas`: do not edit.

export interface Kind {
  readonly clusterScoped: boolean;
  readonly load: () => Promise<KindModule>;
}

export interface KindModule {
  readonly validate: Validate;
  /** Nodes that refer to each other by index; the last is the root. */
  readonly shape: readonly ShapeNode[];
}

/** Whether a value fits the JSON Schema; if not, `errors` says why, until the next call. */
export interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}

export interface SchemaError {
  /** A JSON pointer into the value. */
  readonly instancePath: string;
  /** Absent inside a combinator: the error of the whole says it better. */
  readonly keyword?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface ShapeNode {
  readonly fields?: Readonly<Record<string, number>>;
  readonly items?: number;
  readonly values?: number;
  /** What the API server fills in where the field is absent, before it validates. */
  readonly default?: unknown;
  /** A floating-point number, where CEL would otherwise see an integer. */
  readonly double?: true;
  readonly rules?: readonly { readonly rule: string; readonly message?: string }[];
  /** The fields by which the elements of a list differ. */
  readonly keys?: readonly string[];
  /** Groups of fields of which at most one may stand. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Fields that CEL rules call by another name, because theirs is a reserved word. */
  readonly escaped?: Readonly<Record<string, string>>;
}

/** `networking.istio.io/v1/Gateway` → what is known of that kind. */
export const kinds: Readonly<Record<string, Kind>>;
