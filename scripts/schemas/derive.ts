import { readCrds } from './crd.ts';
import { KUBERNETES_KINDS, readEnums, readOpenApi } from './openapi.ts';
import type { SourceKind } from './raw.ts';
import { apiVersions, kindFile } from './raw.ts';
import { provenance } from './readme.ts';
import { ruleTable } from './rules.ts';
import { shape } from './shape.ts';
import { share } from './share.ts';
import type { GoModule, Source } from './sources.ts';
import { KUBERNETES_GO } from './sources.ts';
import { kindTable, kindTableTypes } from './table.ts';
import { jsonSchema } from './transform.ts';
import { typescript } from './types.ts';
import { validatorModule } from './validators.ts';

/** Everything in schemas/: path → text. Depends on the sources and on the pinned tools alone. */
export async function derive(sources: readonly Source[], modules: readonly GoModule[]): Promise<Map<string, string>> {
  const kinds = sources.flatMap(readKinds).sort((a, b) => (kindFile(a) < kindFile(b) ? -1 : 1));
  const files = new Map([
    ['README.md', provenance([...sources.map(({ module }) => module), ...modules], kinds)],
    ['kinds.mjs', kindTable(kinds)],
    ['kinds.d.mts', kindTableTypes()],
  ]);
  for (const kind of kinds) for (const [path, text] of await deriveKind(kind)) files.set(path, text);
  return files;
}

function readKinds({ files }: Source): SourceKind[] {
  const go = files.get(KUBERNETES_GO);
  const enums = readEnums(go ?? '');
  return [...files].flatMap(([path, text]) => {
    if (path.endsWith('.yaml')) return readCrds(text);
    if (path.endsWith('.json'))
      return readOpenApi(text, KUBERNETES_KINDS[path.slice(path.lastIndexOf('/') + 1)] ?? [], enums);
    return [];
  });
}

async function deriveKind(kind: SourceKind): Promise<[string, string][]> {
  const name = kindFile(kind);
  const root = jsonSchema(kind);
  const schema = share(root, 'repeated');
  const rules = ruleTable(kind);
  const file: [string, string][] = [
    [`json/${name}.json`, pretty(schema)],
    [`validators/${name}.mjs`, await validatorModule(schema, shape(kind))],
  ];
  if (Object.keys(rules).length > 0) file.push([`rules/${name}.json`, pretty(rules)]);
  if (hasTypes(kind)) file.push([`types/${name}.ts`, await typescript(root)]);
  return file;
}

const TYPED_KUBERNETES = ['v1/Namespace', 'v1/ServiceAccount', 'v1/Service', 'apps/v1/Deployment'];

/** Types are for what we emit: everything of Istio and Gateway API, and a little of Kubernetes. */
function hasTypes(kind: SourceKind): boolean {
  const isCustom = kind.schema['x-name'] === undefined;
  return isCustom || TYPED_KUBERNETES.includes(`${apiVersions(kind)[0]}/${kind.kind}`);
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
