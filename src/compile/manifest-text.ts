import { parseAllDocuments } from 'yaml';
import { isJsonObject } from '../base/json.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { groupVersionKind, type Manifest, manifestName } from '../manifest/manifest.ts';
import { POLICY } from '../manifest/provenance.ts';
import { loadValidators, printManifestPath } from '../manifest/validate.ts';

export interface NamedManifest {
  readonly name: string;
  readonly manifest: Manifest;
}

/** What files hold by their text: most are the same on both sides. */
const read = new Map<string, readonly NamedManifest[]>();

/** The manifests in a file that meshwright wrote. Whoever wrote it last is not trusted: it is read as data, and held against the schemas. */
export async function manifestsIn(path: string, text: string): Promise<Report<readonly NamedManifest[]>> {
  const known = read.get(text);
  if (known) return { result: known, diagnostics: [] };
  const none = (why: string, help?: string) => ({ result: [], diagnostics: [refusal(path, why, help)] });
  const values = yamlIn(text);
  if (typeof values === 'string') return none(values, values === CONFLICT ? RESOLVE : undefined);
  const result: NamedManifest[] = [];
  for (const value of values) {
    const manifest = asManifest(value);
    if (typeof manifest === 'string') return none(manifest, OURS);
    const problem = await invalid(manifest);
    if (problem !== undefined) return none(problem);
    result.push({ name: manifestName(manifest), manifest });
  }
  read.set(text, result);
  return { result, diagnostics: [] };
}

const CONFLICT = 'it holds the marks of a merge conflict';
const LONGEST = 1 << 22;
const RESOLVE = 'resolve it: `meshwright compile` writes the file anew';
const OURS = 'only what `meshwright compile` wrote can be compared';

function refusal(path: string, why: string, help?: string): Diagnostic {
  return error('MW6013', `\`${path}\` cannot be read: ${why}`, help === undefined ? {} : { help });
}

/** What the documents of a file hold, or why that cannot be told. */
export function yamlIn(text: string): readonly unknown[] | string {
  if (/^(<{7}|={7}|>{7})( |$)/m.test(text)) return CONFLICT;
  if (text.includes('\0')) return 'it is binary';
  return text.length > LONGEST ? `it is larger than ${LONGEST >> 20} MiB` : parsed(text);
}

/** Plain values of the documents, or what is wrong. Aliases are none of ours, and could stand for a thousand times their size. */
function parsed(text: string): readonly unknown[] | string {
  try {
    const documents = parseAllDocuments(text, { prettyErrors: false });
    if (!Array.isArray(documents)) return [];
    const wrong = documents.flatMap(({ errors }) => errors)[0];
    if (wrong) return `it is not YAML: ${wrong.message.split('\n')[0]}`;
    return documents.map((one) => one.toJS({ maxAliasCount: 0 }) as unknown).filter((value) => value !== null);
  } catch (problem) {
    return `it is not YAML of ours: ${(problem as Error).message.split('\n')[0]}`;
  }
}

function asManifest(value: unknown): Manifest | string {
  if (!isJsonObject(value)) return 'it holds no manifest';
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isJsonObject(metadata))
    return 'it holds no manifest';
  const { name, namespace, annotations } = metadata;
  if (typeof name !== 'string' || !(namespace === undefined || typeof namespace === 'string'))
    return 'it holds no manifest';
  if (!isJsonObject(annotations) || typeof annotations[POLICY] !== 'string')
    return `it has no annotation \`${POLICY}\``;
  return value as unknown as Manifest;
}

/** A manifest that its schema refuses would be taken for something else than Kubernetes takes it for: not at all. */
async function invalid(manifest: Manifest): Promise<string | undefined> {
  const kind = groupVersionKind(manifest);
  const [problem] = (await validatorsOf(kind)).get(kind)?.(manifest) ?? [];
  if (problem === undefined) return undefined;
  const where = problem.path.length === 0 ? '' : ` at \`${printManifestPath(problem.path)}\``;
  return `\`${manifestName(manifest)}\` is not valid${where}: ${problem.message}`;
}

const loaded = new Map<string, ReturnType<typeof loadValidators>>();

function validatorsOf(kind: ReturnType<typeof groupVersionKind>): ReturnType<typeof loadValidators> {
  const known = loaded.get(kind) ?? loadValidators([kind]);
  loaded.set(kind, known);
  return known;
}
