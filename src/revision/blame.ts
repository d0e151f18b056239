import { printed } from './git.ts';
import type { Repository } from './repository.ts';

/** Who last wrote a line. */
export interface Author {
  readonly name: string;
  readonly commit: string;
}

/** The authors of lines of a file, of a commit or, without one, of the working tree; none for lines that nobody committed. */
export function blame(
  file: string,
  lines: readonly number[],
  commit: string | undefined,
  repository: Repository,
): ReadonlyMap<number, Author> {
  const ranges = [...new Set(lines)].map((line) => `-L${line},${line}`);
  const from = commit === undefined ? [] : [commit];
  const said = printed(
    repository.git.run(['blame', '--porcelain', '--no-progress', '--no-textconv', ...ranges, ...from, '--', file], {
      // Git would bring a file of the working tree to the form that it is committed in, by programs that settings name.
      settings: commit === undefined ? withoutFilters(repository) : [],
    }),
  );
  return said === undefined ? new Map() : authorsIn(said);
}

function withoutFilters({ git }: Repository): readonly (readonly [string, string])[] {
  const said = printed(git.run(['config', '--includes', '--name-only', '--null', '--get-regexp', '^filter\\.']));
  const names = [...new Set((said ?? '').split('\0').map((key) => key.replace(/\.[^.]*$/, '')))].filter(Boolean);
  return names.flatMap((name) => [
    [`${name}.clean`, ''],
    [`${name}.process`, ''],
    [`${name}.required`, 'false'],
  ]);
}

const COMMIT_LINE = /^([0-9a-f]{40,64}) \d+ (\d+)/;

/** A line of what Git prints per line, then facts about its commit when it is the first of it, then the line itself after a tab. */
function authorsIn(text: string): ReadonlyMap<number, Author> {
  const names = new Map<string, string>();
  const commits = new Map<number, string>();
  let commit = '';
  for (const line of text.split('\n')) {
    const found = COMMIT_LINE.exec(line);
    if (found) {
      commit = found[1]!;
      commits.set(Number(found[2]), commit);
    } else if (line.startsWith('author ')) names.set(commit, line.slice('author '.length));
  }
  const all = [...commits].flatMap(([line, one]): readonly (readonly [number, Author])[] =>
    /^0+$/.test(one) ? [] : [[line, { name: names.get(one) ?? '', commit: one }]],
  );
  return new Map(all);
}
