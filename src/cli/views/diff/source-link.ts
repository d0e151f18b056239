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
  const parts = visible(`${prefix}${span.file}`).split('/');
  // Whoever opens the address leaves the repository by these; a report that was made elsewhere may name any file.
  if ([commit, ...parts].some((part) => part === '.' || part === '..')) return undefined;
  return `${sourceUrl.replace(/\/$/, '')}/${[commit, ...parts].map(encodeURIComponent).join('/')}#L${span.line}`;
}
