import type { NonEmpty } from '../base/nonempty.ts';
import { compareStrings } from '../base/order.ts';
import type { Span } from '../base/span.ts';
import type { Emitted, Metadata } from './manifest.ts';
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
export function withProvenance(emitted: Emitted): Emitted {
  return { ...emitted, manifest: canonicalWith(markedMetadata(emitted), emitted.manifest) };
}

function markedMetadata({ manifest: { metadata }, spans }: Emitted): Metadata {
  return {
    ...metadata,
    labels: withMark(metadata.labels, MANAGED_BY, 'meshwright'),
    annotations: withMark(metadata.annotations, POLICY, policyFiles(spans)),
  };
}

type Marks = Readonly<Record<string, string>>;

/** A raw manifest may hold anything there. What is there comes first, which the engine copies at once; order comes later. */
function withMark(map: Marks | undefined | null, mark: string, value: string): Marks {
  if (map === undefined || map === null) return { [mark]: value };
  return Object.hasOwn(map, mark) ? map : { ...map, [mark]: value };
}

function policyFiles(spans: NonEmpty<Span>): string {
  const [{ file }] = spans;
  if (spans.every((span) => span.file === file)) return file;
  const files = [...new Set(spans.map((span) => span.file))].sort(compareStrings);
  return files.length <= MOST_FILES ? files.join(',') : `${files.slice(0, MOST_FILES).join(',')},…`;
}
