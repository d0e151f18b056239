import type { AccessRow, Cause, Change, Undecided } from '../../analysis/diff/change.ts';
import type { Span } from '../../base/span.ts';
import { type Approval, type Author, authorKey, type Compared, type DiffReport, type Verdict } from '../diff/report.ts';
import { failsUndecided } from '../diff/verdict.ts';

type Written<Row> = Omit<Row, 'causes'> & {
  readonly causes: readonly WrittenCause[];
  readonly fails: boolean;
  readonly approval?: WrittenApproval;
};
type WrittenCause = Omit<Cause, 'span'> & { readonly location?: Span; readonly author?: WrittenAuthor };
type WrittenAuthor = Pick<Author, 'name'> & Partial<Author>;
type WrittenApproval = Omit<Approval, 'at'> & { readonly location: Approval['at'] };

/** What `diff -o json` prints, once it is known to be that. */
export interface WrittenReport {
  readonly base: Compared;
  readonly head: Compared;
  readonly targets: readonly string[];
  readonly files?: DiffReport['files'];
  readonly notes: readonly string[];
  readonly access: readonly Written<AccessRow>[];
  readonly changes: readonly Written<Change>[];
  readonly undecided: readonly Undecided[];
  readonly failOn: Verdict['failOn'];
  readonly staleApprovals: readonly WrittenApproval[];
}

/** The report again, as the views take it. The files themselves are not at hand. */
export function reportFrom(written: WrittenReport): DiffReport {
  const { base, head, targets, files, notes, access, changes, undecided } = written;
  return {
    diff: { targets, access: access.map(withCauses), changes: changes.map(withCauses), undecided },
    base,
    head,
    ...(files && { files }),
    notes,
    verdict: verdictOf(written),
    authors: authorsOf([...access, ...changes]),
    textOf: () => undefined,
  };
}

function withCauses<Row extends AccessRow | Change>({ causes, fails: _, approval: __, ...row }: Written<Row>): Row {
  return { ...row, causes: causes.map(causeOf) } as unknown as Row;
}

function causeOf({ location, author: _, ...cause }: WrittenCause): Cause {
  return { ...cause, ...(location && { span: location }) };
}

function verdictOf({ access, changes, undecided, failOn, staleApprovals }: WrittenReport): Verdict {
  const rows = [...access, ...changes];
  return {
    failOn,
    failing: rows.filter(({ fails }) => fails).map(({ fingerprint }) => fingerprint),
    ...(failsUndecided(failOn, undecided) && { undecided: true as const }),
    approved: rows.flatMap(({ approval }) => (approval ? [approvalOf(approval)] : [])),
    stale: staleApprovals.map(approvalOf),
  };
}

function approvalOf({ location, ...approval }: WrittenApproval): Approval {
  return { ...approval, at: location };
}

function authorsOf(rows: readonly { readonly causes: readonly WrittenCause[] }[]): ReadonlyMap<string, Author> {
  return new Map(
    rows.flatMap(({ causes }) =>
      causes.flatMap(({ author, ...cause }) =>
        author ? [[authorKey(causeOf(cause)), { commit: '', ...author }] as const] : [],
      ),
    ),
  );
}
