import type { SourceKind } from './raw.ts';
import { apiVersions, kindFile } from './raw.ts';

/** The one way in: every kind in every version, with a literal `import()` that a bundler can follow and split at. */
export function kindTable(kinds: readonly SourceKind[]): string {
  const rows = kinds.flatMap((kind) => apiVersions(kind).map((apiVersion) => row(apiVersion, kind)));
  return `// Made by \`npm run schemas\`: do not edit.\n\nexport const kinds = {\n${rows.join('')}};\n`;
}

function row(apiVersion: string, kind: SourceKind): string {
  const load = `() => import('./validators/${kindFile(kind)}.mjs')`;
  return `  '${apiVersion}/${kind.kind}': { clusterScoped: ${kind.clusterScoped}, load: ${load} },\n`;
}

export function kindTableTypes(): string {
  return `// Made by \`npm run schemas\`: do not edit.

export interface Kind {
  readonly clusterScoped: boolean;
  readonly load: () => Promise<KindModule>;
}

export interface KindModule {
  readonly validate: Validate;
  /** Nodes that refer to each other by index; the last is the root. */
  readonly shape: readonly ShapeNode[];
}

/** Whether a value fits the JSON Schema; if not, \`errors\` says why, until the next call. */
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

/** \`networking.istio.io/v1/Gateway\` → what is known of that kind. */
export const kinds: Readonly<Record<string, Kind>>;
`;
}
