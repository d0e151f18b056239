import type { Position } from '../../base/span.ts';
import { type Diagnostic, error, warning } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import type { SourceTree } from '../../load/source-tree.ts';
import type { Approval } from './report.ts';

/**
 * A change is approved by its fingerprint, with a reason and an owner, in a line of the file `meshwright.approve`:
 *
 *     allow-change 3f2a9c1b7d10: the status page is public (@platform)
 *
 * or in a comment of the policies:
 *
 *     // meshwright.approve allow-change 3f2a9c1b7d10: the status page is public (@platform)
 */
export const APPROVALS_FILE = 'meshwright.approve';

const MARK = 'meshwright.approve';
const COMMENT = /(?:\/\/|\/\*|^\s*\*)\s*(meshwright\.approve\b\s*)(.*)$/;
const SAID = /^allow-change\s+([^\s:]*)\s*(?::\s*(.*?))?\s*$/;
const FINGERPRINT = /^[0-9a-f]{12}$/;
/** `(@alice)`, `(@acme/platform)`, `(platform@acme.example)`, at the end. */
const OWNER = /\s*\(([^\s()]*@[^\s()]+)\)$/;

const FORM = 'write `allow-change 3f2a9c1b7d10: why (@owner)`';

/** The approvals of a side: its file, and comments of its policies. All that is wrong with them is told. */
export function readApprovals(tree: SourceTree, files: readonly string[]): Report<readonly Approval[]> {
  const written = [...inFile(tree), ...files.flatMap((file) => inComments(file, tree))];
  const read = written.map(readOne);
  return {
    result: read.flatMap((one) => ('code' in one ? [] : [one])),
    diagnostics: read.flatMap((one) => ('code' in one ? [one] : [])),
  };
}

interface Written {
  readonly at: Position;
  readonly text: string;
}

function inFile(tree: SourceTree): readonly Written[] {
  const read = tree.read(APPROVALS_FILE);
  if (read.kind !== 'file') return [];
  return read.text.split(/\r?\n/).flatMap((line, index) => {
    const text = line.replace(/(^|\s)#.*$/, '').trim();
    const column = line.length - line.trimStart().length + 1;
    return text === '' ? [] : [{ at: { file: APPROVALS_FILE, line: index + 1, column }, text }];
  });
}

function inComments(file: string, tree: SourceTree): readonly Written[] {
  const read = tree.read(file);
  if (read.kind !== 'file' || !read.text.includes(MARK)) return [];
  return read.text.split(/\r?\n/).flatMap((line, index) => {
    const found = COMMENT.exec(line);
    if (!found) return [];
    const text = found[2]!.replace(/\*\/.*$/, '').trim();
    return [{ at: { file, line: index + 1, column: line.indexOf(MARK) + 1 }, text }];
  });
}

function readOne({ at, text }: Written): Approval | Diagnostic {
  const [, fingerprint, said = ''] = SAID.exec(text) ?? [];
  const wrong = (message: string, help = FORM) => error('MW6020', message, { span: at, help });
  if (fingerprint === undefined)
    return wrong(
      /^allow-change\b/.test(text)
        ? 'this approves nothing: after the fingerprint comes `:`, then why'
        : 'this approves nothing: it does not say `allow-change`',
    );
  if (!FINGERPRINT.test(fingerprint))
    return wrong(
      `\`${fingerprint}\` is no fingerprint of a change`,
      'copy the one that `meshwright diff` prints: twelve digits and letters from a to f',
    );
  const owner = OWNER.exec(said);
  const reason = owner ? said.slice(0, owner.index).trim() : said;
  if (reason === '') return wrong(`the approval of \`${fingerprint}\` gives no reason`);
  if (!owner)
    return wrong(`the approval of \`${fingerprint}\` has no owner`, `end it with who answers for it: ${FORM}`);
  return { fingerprint, reason, owner: owner[1]!, at };
}

/** That an approval is of no use any more: whatever it was for is there on both sides now, or is not to come. */
export function staleFinding({ fingerprint, reason, at }: Approval): Diagnostic {
  return warning('MW6021', `nothing changes that \`${fingerprint}\` approves`, {
    span: at,
    note: `it was approved because: ${reason}`,
    help: 'remove the approval',
  });
}
