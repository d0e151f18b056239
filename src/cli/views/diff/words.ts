import {
  type AccessRow,
  type Cause,
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  RISK_LEVELS,
  type Risk,
  type RiskReason,
} from '../../../analysis/diff/change.ts';
import { printPlace } from '../../../analysis/wording.ts';
import { type Author, type Compared, type DiffReport, isAccess, type Row } from '../../diff/report.ts';

export const REASONS = {
  outside: 'reachable from outside the mesh',
  'any-identity': 'any identity',
  plaintext: 'plaintext',
  'write-methods': 'write methods',
  'across-trust-domains': 'across trust domains',
  'guardrail-near': 'close to a guardrail',
} as const satisfies Record<RiskReason, string>;

export const KINDS = {
  authorization: 'default authorization',
  mtls: 'mTLS',
  exposure: 'exposure',
  routing: 'routing',
  traffic: 'traffic',
  egress: 'egress',
  'data-plane': 'data plane',
  workload: 'workloads',
  tokens: 'tokens',
  guardrail: 'guardrails',
  raw: 'raw manifests',
  'dry-run': 'dry run',
  'rate-limit': 'rate limits',
} as const satisfies Record<ChangeKind, string>;

/** What is cut off at the end has to be what matters least; as risky as each other, changes stand by kind. */
export function riskiestFirst(changes: readonly Change[]): readonly Change[] {
  const rank = ({ kind, risk }: Change) =>
    CHANGE_KINDS.indexOf(kind) - RISK_LEVELS.indexOf(risk.level) * CHANGE_KINDS.length;
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

/** What every reviewer asks of: that nothing changes there is said too. */
export function unchangedKinds({ diff: { changes }, untold = [] }: DiffReport): readonly string[] {
  const changed = new Set([...changes.map(({ kind }) => kind), ...untold]);
  return (['exposure', 'mtls', 'guardrail'] as const).filter((kind) => !changed.has(kind)).map((kind) => KINDS[kind]);
}

/** `medium (write methods)` */
export function riskText({ level, reasons }: Risk): string {
  return reasons.length === 0 ? level : `${level} (${reasonsText(reasons)})`;
}

export function reasonsText(reasons: readonly RiskReason[]): string {
  return reasons.map((reason) => REASONS[reason]).join(', ');
}

/** Of a longer list so many are named, and the others counted. */
export const FEW = 3;

export function few<T>(all: readonly T[], most = FEW): { readonly shown: readonly T[]; readonly left: number } {
  const shown = all.length > most ? all.slice(0, most - 1) : all;
  return { shown, left: all.length - shown.length };
}

export function listed(names: readonly string[], most = FEW): string {
  const { shown, left } = few(names, most);
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
}

/** What may be asked for; where no request is named, everything. */
export function requestsOf({ requests, example }: AccessRow): readonly string[] {
  if (requests.length > 0) return requests;
  return [example.request.http ? 'any request' : 'any connection'];
}

export function callersOf({ callers }: AccessRow): readonly string[] {
  return callers.map(({ name }) => name);
}

export function destinationsOf({ destinations }: AccessRow): readonly string[] {
  return destinations.map(({ name, port }) => `${name}:${port}`);
}

/** The targets of a row where they are not all that were compared: a reader wants to hear of them only then. */
export function ownTargets({ targets }: Pick<Row, 'targets'>, { diff }: DiffReport): readonly string[] | undefined {
  return targets.length < diff.targets.length ? targets : undefined;
}

/** `policies/bookinfo.ts:35`, of what is gone `main:policies/bookinfo.ts:35` as Git writes it, or the manifest. */
export function causeText({ side, span, manifest }: Cause, report: DiffReport): string {
  if (span) return side === 'head' ? printPlace(span) : `${sideName(report.base)}:${printPlace(span)}`;
  return manifest === undefined ? 'nothing that can be named' : manifest;
}

/** As Git would take it before a colon: the name that was asked for, unless that is words or a whole hash. */
function sideName({ name, commit }: Compared): string {
  return commit !== undefined && (name === commit || /\s/.test(name)) ? commit.slice(0, SHORT_HASH) : name;
}

const SHORT_HASH = 10;

/** `by Ada in 4f1c2d3e5a`; of a line that nobody committed the name says so. */
export function authorText({ name, commit }: Author): string {
  return commit === '' ? name : `by ${name} in ${commit.slice(0, SHORT_HASH)}`;
}

/** `main (4f1c2d3e5a) → the working tree` */
export function comparedText({ base, head }: DiffReport): string {
  const side = (one: Compared) =>
    one.commit === undefined || one.commit === one.name
      ? sideName(one)
      : `${one.name} (${one.commit.slice(0, SHORT_HASH)})`;
  return `${side(base)} → ${side(head)}`;
}

/** `productpage → DELETE /reviews/{*} → reviews:9080`, `routing of reviews: canary: v3 10% → 50%` */
export function rowText(row: Row): string {
  if (!isAccess(row)) return `${KINDS[row.kind]} of ${row.subject}: ${row.text}`;
  return [callersOf(row), requestsOf(row), destinationsOf(row)].map((names) => listed(names)).join(' → ');
}

export const SIGNS = { added: '+', removed: '-', changed: '~' } as const satisfies Record<Change['what'], string>;
