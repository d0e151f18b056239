import type { Cause } from '../../../analysis/diff/change.ts';
import { visible } from '../../../diag/render/visible.ts';
import type { DiffReport } from '../../diff/report.ts';

/** Where the line of a cause can be read, as its commit has it; undefined where that is not known. */
export function sourceLink(
  { side, span }: Cause,
  sides: Pick<DiffReport, 'base' | 'head'>,
  sourceUrl: string | undefined,
): string | undefined {
  const { commit, prefix = '' } = sides[side];
  if (span === undefined || commit === undefined || sourceUrl === undefined) return undefined;
  const path = visible(`${prefix}${span.file}`).split('/').map(encodeURIComponent).join('/');
  return `${sourceUrl.replace(/\/$/, '')}/${encodeURIComponent(commit)}/${path}#L${span.line}`;
}
