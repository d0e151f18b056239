import { absurd } from '../../../base/absurd.ts';
import type { Paint } from '../../../diag/render/paint.ts';
import type { DiffReport } from '../../diff/report.ts';
import { version } from '../../version.ts';

export const DIFF_FORMATS = ['text', 'markdown', 'json', 'sarif', 'junit', 'github', 'gitlab', 'html'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

/** What a view depends on beside the report. */
export interface DiffLook {
  readonly paint: Paint;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Columns of the terminal; absent where nobody watches, and lines are as long as they are. */
  readonly width?: number;
  /** Where the whole report can be read, for a comment that has no room for it. */
  readonly artifactUrl?: string;
  /** Where files of a commit can be read: `https://github.com/acme/mesh/blob`, after which commit and path follow. */
  readonly sourceUrl?: string;
}

/** What `diff` found, in the format that was asked for; only the code for that one is loaded. */
export async function diffView(report: DiffReport, format: DiffFormat, look: DiffLook): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('./text/index.ts')).diffText(report, look);
    case 'markdown':
      return (await import('./markdown/index.ts')).diffMarkdown(report, look);
    case 'json':
      return (await import('./json.ts')).diffJson(report, version());
    case 'sarif':
      return (await import('./reports.ts')).diffSarif(report, version());
    case 'junit':
      return (await import('./reports.ts')).diffJunit(report);
    case 'github':
      return (await import('./reports.ts')).diffGithub(report);
    case 'gitlab':
      return (await import('./reports.ts')).diffGitlab(report);
    case 'html':
      return (await import('./html/page.ts')).htmlPage(report, look);
    default:
      return absurd(format);
  }
}
