import { diffGraph } from '../../../../analysis/diff/graph.ts';
import type { Compared, DiffReport } from '../../../diff/report.ts';
import { counted } from '../../words.ts';
import type { DiffLook } from '../index.ts';
import { placesOf } from '../places.ts';
import { sourceLink } from '../source-link.ts';
import { summaryOf } from '../summary.ts';
import { BOUNDS } from './bounds.ts';
import { causesOf, type Sources } from './causes.ts';
import type { PageData, SideData, Totals } from './data.ts';
import { htmlDocument } from './document.ts';
import { interned } from './interned.ts';
import { networkOf } from './network.ts';
import { approvalData, changeData, rowData, sharedOf } from './rows.ts';

/** What `diff` found, as one file that needs nothing else to be read, filtered and searched. */
export async function htmlPage(report: DiffReport, { sourceUrl }: Pick<DiffLook, 'sourceUrl'> = {}): Promise<string> {
  const placeOf = await placesOf(report);
  return htmlDocument(pageData(report, { placeOf, linkOf: (cause) => sourceLink(cause, report, sourceUrl) }));
}

export function pageData(report: DiffReport, sources: Sources): PageData {
  const { diff, base, head, files, notes, verdict } = report;
  const [callers, places, causes] = [
    interned<PageData['callers'][0]>(),
    interned<PageData['places'][0]>(),
    causesOf(report, sources),
  ];
  const shared = sharedOf(report, { callers, places, causes });
  const rows = diff.access.slice(0, BOUNDS.rows);
  const changes = diff.changes.slice(0, BOUNDS.changes);
  const graph = report.graph?.() ?? diffGraph(diff, []);
  return {
    kind: 'diff',
    title: `${base.name} → ${head.name}`,
    sides: { base: sideData(base), head: sideData(head) },
    ...(files && { files: `${counted(files.policies, 'file')} of policies/ and ${files.out} of out/ differ` }),
    targets: diff.targets,
    notes,
    verdict: {
      failOn: verdict.failOn,
      failing: verdict.failing.length,
      approved: verdict.approved.length,
      stale: verdict.stale.map(approvalData),
    },
    undecided: diff.undecided.slice(0, BOUNDS.names).map(({ destination: { name, port } }) => `${name}:${port}`),
    rows: rows.map((row) => rowData(row, shared)),
    changes: changes.map((change) => changeData(change, shared)),
    ...networkOf(graph, { rows: placesIn(rows), changes: placesIn(changes) }),
    callers: callers.list,
    places: places.list,
    frames: causes.frames,
    totals: totalsOf(report, graph.edges.length),
  };
}

function sideData({ name, commit, from }: Compared): SideData {
  return { name, ...(commit !== undefined && { commit }), manifests: from === 'manifests' };
}

function placesIn(list: readonly { readonly fingerprint: string }[]): ReadonlyMap<string, number> {
  return new Map(list.map(({ fingerprint }, i) => [fingerprint, i]));
}

function totalsOf(report: DiffReport, edges: number): Totals {
  const { allowed, denied, changes, risk } = summaryOf(report);
  return { allowed, denied, changes, edges, risk: risk.level };
}
