import type { Approval, DiffReport, Row, Verdict } from '../../diff/report.ts';

/** What the verdict says of a row. */
export interface Standing {
  readonly fails: boolean;
  readonly approval?: Approval;
}

/** A verdict lists fingerprints; a large one is asked of each of as many rows. */
const INDEXED = new WeakMap<Verdict, (row: Pick<Row, 'fingerprint'>) => Standing>();

export function standingOf(row: Pick<Row, 'fingerprint'>, { verdict }: Pick<DiffReport, 'verdict'>): Standing {
  const lookUp = INDEXED.get(verdict) ?? indexed(verdict);
  INDEXED.set(verdict, lookUp);
  return lookUp(row);
}

function indexed({ failing, approved }: Verdict): (row: Pick<Row, 'fingerprint'>) => Standing {
  const fails = new Set(failing);
  const approvals = new Map([...approved].reverse().map((one) => [one.fingerprint, one]));
  return ({ fingerprint }) => {
    const approval = approvals.get(fingerprint);
    return { fails: fails.has(fingerprint), ...(approval && { approval }) };
  };
}
