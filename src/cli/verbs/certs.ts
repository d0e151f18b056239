import { relative, resolve } from 'node:path';
import { type Written, writeCertificates } from '../../local/write-certificates.ts';
import { openModel } from '../ask.ts';
import { paintFor } from '../look.ts';
import { refuse } from '../refuse.ts';
import type { ExitCode } from '../shell.ts';
import { UsageError } from '../usage.ts';
import type { Run } from '../verb.ts';
import { counted } from '../views/words.ts';

/** As long as a development CA may last. */
const LONGEST_DAYS = 90;

/** Makes a development CA, and a certificate for each proxy of a target. */
export const certsVerb: Run = async (given, shell): Promise<ExitCode> => {
  const days = Number(given.options['days']);
  if (!Number.isInteger(days) || days < 2 || days > LONGEST_DAYS)
    throw new UsageError(`\`${String(given.options['days'])}\` is no number of days`, `say 2 to ${LONGEST_DAYS}`);
  const opened = await openModel(given, shell);
  if ('exit' in opened) return opened.exit;
  const { model, target, root } = opened;
  const out = given.options['out'] as string | undefined;
  const folder = out === undefined ? resolve(root, '.meshwright', 'certificates', target) : resolve(shell.cwd, out);
  const { result, diagnostics } = await writeCertificates(model, folder, days, new Date());
  if (diagnostics.length > 0) return refuse(root, diagnostics, given.globals, shell, 1);
  const paint = paintFor(shell.out, given.globals, shell.env);
  const shown = given.globals.quiet ? [] : result.filter(({ state }) => given.globals.verbose || state !== 'kept');
  const made = result.filter(({ state }) => state !== 'kept').length;
  const lines = [
    ...shown.map(({ path, what, state }: Written) => `  ${path}   ${what}   ${paint('dim', state)}`),
    `${paint('green', '✓')} ${counted(result.length, 'certificate')} in ${relative(shell.cwd, folder) || '.'}, ${made} made: for development only, good for ${days} days`,
  ];
  shell.out.write(`${lines.join('\n')}\n`);
  return 0;
};
