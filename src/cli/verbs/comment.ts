import { resolve } from 'node:path';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Forge, PullRequest } from '../comment/forge.ts';
import { keepOne } from '../comment/keep-one.ts';
import { forgeOf, linksOf } from '../comment/place.ts';
import { readReport } from '../comment/report-file.ts';
import type { DiffReport } from '../diff/report.ts';
import { refuse } from '../refuse.ts';
import type { ExitCode } from '../shell.ts';
import type { Run } from '../verb.ts';
import { version } from '../version.ts';
import type { DiffLook } from '../views/diff/index.ts';
import { MARKER } from '../views/diff/markdown/index.ts';

/** Keeps one comment on a pull request up to date, of a report that was made elsewhere and is trusted in nothing. */
export const commentVerb: Run = async (given, shell): Promise<ExitCode> => {
  const read = await readReport(resolve(shell.cwd, given.globals.directory, given.argument ?? ''));
  const say = (text: string) => void (given.globals.quiet || shell.err.write(`${text}\n`));
  if (typeof read === 'object' && 'code' in read) return refuse(shell.cwd, [read], given.globals, shell, 1);
  const links = linksOf(shell.env);
  if (given.options.dryRun) {
    shell.out.write(await body(read, links));
    return 0;
  }
  const forge = await forgeOf(shell.env, version());
  try {
    const found = await forge.pullRequests();
    if (found.kind === 'none') {
      say(`no comment: ${found.why}`);
      return 0;
    }
    for (const pullRequest of found.all) {
      const problem = read === 'missing' ? undefined : mismatch(read, pullRequest);
      if (problem) return refuse(shell.cwd, [problem], given.globals, shell, 1);
      const text = await body(read === 'missing' ? read : withWarning(read, pullRequest), links, pullRequest);
      say(`#${pullRequest.number}: the comment is ${await keepOne(forge, pullRequest.number, MARKER, text)}`);
    }
    return 0;
  } catch (thrown) {
    return refuse(shell.cwd, [refusedBy(forge, thrown)], given.globals, shell, 1);
  }
};

/** The report has to be of the commits that the pull request is of, whatever it says itself. */
function mismatch({ base, head }: DiffReport, { number, ...of }: PullRequest): Diagnostic | undefined {
  const wrong = head.commit !== of.head ? 'head' : base.commit !== of.base ? 'base' : undefined;
  if (wrong === undefined) return undefined;
  const claims = { base, head }[wrong].commit ?? 'none';
  return error('MW6071', `the report is not of pull request #${number}: its ${wrong} is another commit`, {
    note: `the report says ${claims}, and the pull request ${of[wrong]}`,
    help: 'compare the merge base with the head: `meshwright diff "$BASE...$HEAD" -o json`',
  });
}

/** A pull request that changes how its report is made could make it say anything. */
function withWarning(report: DiffReport, { touchesReport }: PullRequest): DiffReport {
  if (touchesReport.length === 0) return report;
  const [first, ...rest] = touchesReport;
  const more = rest.length > 0 ? ` and ${rest.length} more` : '';
  const note = `the pull request changes ${first}${more}, which takes part in making this report: read that first`;
  return { ...report, notes: [note, ...report.notes] };
}

async function body(report: DiffReport | 'missing', links: Partial<DiffLook>, of?: PullRequest): Promise<string> {
  if (report === 'missing') return missingText(links, of);
  const { diffMarkdown } = await import('../views/diff/markdown/index.ts');
  return diffMarkdown(report, { paint: (_, text) => text, verbose: false, quiet: false, ...links });
}

function missingText({ artifactUrl }: Partial<DiffLook>, of?: PullRequest): string {
  const run = artifactUrl ? ` ([its run](${artifactUrl}))` : '';
  return `${MARKER}\n**No report of what access changes**${of ? ` at ${of.head.slice(0, 12)}` : ''}: the run that makes it failed${run}. Until it succeeds, nothing is known of this pull request.\n`;
}

function refusedBy({ name }: Forge, thrown: unknown): Diagnostic {
  const { status, message, cause } = thrown as {
    status?: number;
    message: string;
    cause?: { response?: { status?: number } };
  };
  const code = status ?? cause?.response?.status;
  const rights =
    name === 'GitHub'
      ? 'the job needs `permissions: { actions: read, contents: read, pull-requests: write }`'
      : 'MESHWRIGHT_TOKEN has to be a project access token with the scope `api`';
  return error('MW6072', `${name} does not take the comment${code ? ` (HTTP ${code})` : ''}`, {
    note: message.split('\n')[0] ?? '',
    ...((code === 401 || code === 403 || code === 404) && { help: rights }),
  });
}
