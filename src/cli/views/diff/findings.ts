import type { AccessRow, Change, ChangeKind, RiskLevel, Undecided } from '../../../analysis/diff/change.ts';
import type { Code } from '../../../diag/catalogue.ts';
import {
  type Diagnostic,
  type DiagnosticDetails,
  error,
  note,
  type Severity,
  warning,
} from '../../../diag/diagnostic.ts';
import { APPROVALS_FILE, staleFinding } from '../../diff/approvals.ts';
import { type DiffReport, isAccess, type Row, type Verdict } from '../../diff/report.ts';
import { standingOf } from './standing.ts';
import { callersOf, causeText, destinationsOf, KINDS, listed, ownTargets, requestsOf, riskText } from './words.ts';

/** A code for each kind of change, so that CI can treat them apart. */
const CODES = {
  authorization: 'MW6065',
  mtls: 'MW6052',
  exposure: 'MW6053',
  routing: 'MW6054',
  traffic: 'MW6055',
  egress: 'MW6056',
  'data-plane': 'MW6057',
  workload: 'MW6058',
  tokens: 'MW6059',
  guardrail: 'MW6060',
  raw: 'MW6061',
  'dry-run': 'MW6062',
  'rate-limit': 'MW6066',
} as const satisfies Record<ChangeKind, Code>;

const SEVERITIES = { none: 'note', low: 'note', medium: 'warning', high: 'error' } as const satisfies Record<
  RiskLevel,
  Severity
>;

/** What a row is as a finding: as severe as it is risky, or as the verdict has it. */
export function rowFinding(row: Row, report: DiffReport): Diagnostic {
  return {
    code: codeOf(row),
    severity: severityOf(row, report),
    message: isAccess(row) ? accessMessage(row) : changeMessage(row),
    ...details(row, report),
  };
}

function codeOf(row: Row): Code {
  if (!isAccess(row)) return CODES[row.kind];
  return row.effect === 'allowed' ? 'MW6050' : 'MW6051';
}

function severityOf(row: Row, report: DiffReport): Severity {
  const { fails, approval } = standingOf(row, report);
  if (fails) return 'error';
  return approval ? 'note' : SEVERITIES[row.risk.level];
}

function accessMessage(row: AccessRow): string {
  const may = row.effect === 'allowed' ? 'may now make' : 'can no longer make';
  const requests = listed(row.requests.length === 0 ? requestsOf(row) : row.requests.map(quoted));
  const when = row.conditions.length === 0 ? '' : ` when ${row.conditions.map(quoted).join(' and ')}`;
  return `${quotedList(callersOf(row))} ${may} ${requests} to ${quotedList(destinationsOf(row))}${when}`;
}

function changeMessage({ kind, subject, what, text }: Change): string {
  return `${kind === 'guardrail' ? 'guardrail' : `${KINDS[kind]} of`} ${quoted(subject)} ${what}: ${quoted(text)}`;
}

function quotedList(names: readonly string[]): string {
  return listed(names.map(quoted));
}

function quoted(text: string): string {
  return `\`${text}\``;
}

function details(row: Row, report: DiffReport): DiagnosticDetails {
  const { fails, approval } = standingOf(row, report);
  const targets = ownTargets(row, report);
  const said = [
    ...(isAccess(row) ? [`for example ${quoted(row.example.text)}`] : []),
    `risk: ${riskText(row.risk)}`,
    ...goneText(row, report),
    ...(approval ? [`approved by ${approval.owner}: ${approval.reason}`] : []),
  ];
  return {
    note: said.join('; '),
    ...(fails && {
      help: `if this is meant, approve it in \`${APPROVALS_FILE}\`: \`allow-change ${row.fingerprint}: why (@owner)\``,
    }),
    ...(targets && { targets }),
    fingerprint: row.fingerprint,
  };
}

/** Lines of the base cannot be pointed at in the head. */
function goneText({ causes }: Row, report: DiffReport): string[] {
  const gone = causes.filter(({ side, span }) => side === 'base' || span === undefined);
  return gone.length === 0 ? [] : [`by ${listed(gone.map((cause) => causeText(cause, report)))}`];
}

/** What is to be known beside the rows. */
export function otherFindings({ diff: { undecided }, verdict, notes }: DiffReport): Diagnostic[] {
  return [
    ...undecided.map((one) => undecidedFinding(one, verdict)),
    ...verdict.stale.map(staleFinding),
    ...notes.map((text) => note('MW6064', text)),
  ];
}

/** Where something is to fail, what nobody knows fails too. */
function undecidedFinding({ destination: { name, port }, targets }: Undecided, { undecided }: Verdict): Diagnostic {
  return (undecided ? error : warning)('MW6063', `what changes for \`${name}:${port}\` could not be told in time`, {
    targets,
  });
}
