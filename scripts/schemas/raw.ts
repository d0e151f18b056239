/** A schema as a CRD or the OpenAPI of Kubernetes has it; `$ref`s are resolved before anything else looks at it. */
export interface RawSchema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, RawSchema>>;
  readonly required?: readonly string[];
  readonly items?: RawSchema;
  readonly additionalProperties?: RawSchema | boolean;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly oneOf?: readonly RawSchema[];
  readonly anyOf?: readonly RawSchema[];
  readonly allOf?: readonly RawSchema[];
  readonly not?: RawSchema;
  readonly 'x-kubernetes-validations'?: readonly RawRule[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  /** What the source calls this object, when it has a name there. */
  readonly 'x-name'?: string;
  readonly [keyword: string]: unknown;
}

export interface RawRule {
  readonly rule: string;
  readonly message?: string;
}

/** One kind, and the served versions that share its schema, the preferred one first. */
export interface SourceKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly string[];
  readonly clusterScoped: boolean;
  readonly schema: RawSchema;
}

/** The folder and file that a kind's artefacts go by. */
export function kindFile({ group, kind }: Pick<SourceKind, 'group' | 'kind'>): string {
  return `${group === '' ? 'core' : group}/${kind}`;
}

export function apiVersions({ group, versions }: Pick<SourceKind, 'group' | 'versions'>): string[] {
  return versions.map((version) => (group === '' ? version : `${group}/${version}`));
}
