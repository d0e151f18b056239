import { posix } from 'node:path';
import type { AccessDiff, Cause, Side } from '../../analysis/diff/change.ts';
import { groupBy } from '../../base/order.ts';
import { type Author as Blamed, blame } from '../../revision/blame.ts';
import type { Repository } from '../../revision/repository.ts';
import { type Author, authorKey, type Compared } from './report.ts';

const NOBODY: Author = { name: 'not committed yet', commit: '' };

/** Who last wrote the line of each cause. */
export function authorsOf(
  { access, changes }: AccessDiff,
  sides: Readonly<Record<Side, Compared>>,
  repository: Repository,
): ReadonlyMap<string, Author> {
  const causes = [...access, ...changes].flatMap((row) => row.causes).filter(({ span }) => span !== undefined);
  const authors = new Map<string, Author>();
  for (const [side, own] of groupBy(causes, (cause) => cause.side)) {
    const { kind, commit, prefix = '' } = sides[side];
    if (kind === 'folder') continue;
    // The project may have been in another folder then.
    const pathOf = (file: string) => posix.relative(repository.prefix, posix.join(prefix, file));
    for (const [file, inFile] of groupBy(own, ({ span }) => span!.file)) {
      const found = blame(pathOf(file), inFile.map(lineOf), kind === 'revision' ? commit : undefined, repository);
      for (const cause of inFile) authors.set(authorKey(cause), authorAt(found, lineOf(cause)));
    }
  }
  return authors;
}

function lineOf({ span }: Cause): number {
  return span!.line;
}

function authorAt(found: ReadonlyMap<number, Blamed>, line: number): Author {
  return found.get(line) ?? NOBODY;
}
