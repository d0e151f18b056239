import { graph as graphOf } from '../../analysis/graph.ts';
import { callerNamed, openModel, targetNamed } from '../ask.ts';
import type { ExitCode } from '../shell.ts';
import type { Run } from '../verb.ts';
import { graphDot, graphJson, graphMermaid } from '../views/graph.ts';

/** Who may call whom, as a graph: all of it, or the ways from a caller or to a service. */
export const graphVerb: Run = async (given, shell): Promise<ExitCode> => {
  const { from, reaches, output } = given.options as Record<string, string | undefined>;
  const opened = await openModel(given, shell);
  if ('exit' in opened) return opened.exit;
  const { model, target } = opened;
  const found = graphOf(model, {
    ...(from !== undefined && { from: callerNamed(from, model) }),
    ...(reaches !== undefined && { reaches: targetNamed(reaches, model) }),
  });
  const text = output === 'json' ? graphJson(found, target) : output === 'dot' ? graphDot(found) : graphMermaid(found);
  shell.out.write(text);
  return 0;
};
