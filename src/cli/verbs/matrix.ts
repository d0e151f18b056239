import { type Matrix, matrix as matrixOf } from '../../analysis/matrix.ts';
import { keyOf } from '../../analysis/matrix-names.ts';
import { standsFor } from '../../analysis/members.ts';
import type { Model } from '../../compile.ts';
import { callerNamed, openByHand, openModel, targetNamed } from '../ask.ts';
import { paintFor } from '../look.ts';
import type { ExitCode } from '../shell.ts';
import type { Run } from '../verb.ts';
import { sayByHand } from '../views/by-hand.ts';
import { matrixCsv, matrixJson, matrixMarkdown, matrixText } from '../views/matrix.ts';

/** Who may call whom, as a table. */
export const matrixVerb: Run = async (given, shell): Promise<ExitCode> => {
  const { from, to, output } = given.options as Record<string, unknown>;
  const opened = await openModel(given, shell);
  if ('exit' in opened) return opened.exit;
  const beside = await openByHand(opened, given, shell);
  if ('exit' in beside) return beside.exit;
  const { byHand } = beside;
  const { model, target } = opened;
  const found = asked(model, from as readonly string[] | undefined, to as readonly string[] | undefined);
  const paint = paintFor(shell.out, given.globals, shell.env);
  if (output === 'json') shell.out.write(matrixJson(found, byHand, target));
  else if (output === 'csv') shell.out.write(matrixCsv(found));
  else shell.out.write(output === 'markdown' ? matrixMarkdown(found) : matrixText(found, paint));
  sayByHand(byHand, model, shell);
  return 0;
};

function asked(model: Model, from: readonly string[] = [], to: readonly string[] = []): Matrix {
  const parties = from.map((name) => callerNamed(name, model));
  const targets = to.map((name) => keyOf(targetNamed(name, model)));
  const { grants, unreachable } = matrixOf(model, targets.length > 0 ? new Set(targets) : undefined);
  if (parties.length === 0) return { grants, unreachable };
  return {
    grants: grants.filter((grant) => parties.some((one) => standsFor(grant.from, one, model))),
    unreachable: [],
  };
}
