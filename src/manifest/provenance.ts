import type { NonEmpty } from '../base/nonempty.ts';
import { compareStrings } from '../base/order.ts';
import type { Span } from '../base/span.ts';
import type { Emitted } from './manifest.ts';
import { canonicalWith } from './order.ts';

/** Says whose a manifest is. */
export const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** Says which policy files a manifest came from: no line numbers, or an edit elsewhere in the file would change output. */
export const POLICY = 'meshwright.dev/policy';

/** Files named beyond this many help nobody, and an annotation has a limit. */
const MOST_FILES = 20;

/**
 * The manifest as it is written: labelled as meshwright's, annotated with the policy files that it came from, in canonical
 * order. Only the object itself is marked, not the templates inside it; what a raw manifest says itself stays.
 */
export function withProvenance({ manifest, spans, raw }: Emitted): Emitted {
  const { labels, annotations } = manifest.metadata;
  const marked = canonicalWith(withMark(labels, OURS), withMark(annotations, madeOf(policyFiles(spans))), manifest);
  return raw === undefined ? { manifest: marked, spans } : { manifest: marked, spans, raw };
}

/** A label or annotation of ours, and alone as most manifests have it: these share one object. */
interface Mark {
  readonly key: string;
  readonly value: string;
  readonly alone: Marks;
}

type Marks = Readonly<Record<string, string>>;

function mark(key: string, value: string): Mark {
  return { key, value, alone: { [key]: value } };
}

const OURS = mark(MANAGED_BY, 'meshwright');

/** The last one: manifests of a file mostly follow each other. */
let last = mark(POLICY, '');

function madeOf(files: string): Mark {
  if (last.value !== files) last = mark(POLICY, files);
  return last;
}

/** A raw manifest may hold anything there. What is there comes first, which the engine copies at once; order comes later. */
function withMark(map: Marks | undefined | null, { key, value, alone }: Mark): Marks {
  if (map === undefined || map === null) return alone;
  if (Object.hasOwn(map, key)) return map;
  const marked: Record<string, string> = { ...map };
  marked[key] = value;
  return marked;
}

function policyFiles(spans: NonEmpty<Span>): string {
  const { file } = spans[0];
  if (areIn(file, spans)) return file;
  const files = [...new Set(spans.map((span) => span.file))].sort(compareStrings);
  return files.length <= MOST_FILES ? files.join(',') : `${files.slice(0, MOST_FILES).join(',')},…`;
}

function areIn(file: string, spans: readonly Span[]): boolean {
  for (let i = 0; i < spans.length; i++) if (spans[i]!.file !== file) return false;
  return true;
}
