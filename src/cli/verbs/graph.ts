import { type Graph, graph as graphOf } from '../../analysis/graph.ts';
import type { ByHand } from '../../compile.ts';
import { diskTree, textAt } from '../../load/source-tree.ts';
import { callerNamed, openByHand, openModel, targetNamed } from '../ask.ts';
import type { ExitCode } from '../shell.ts';
import type { Run } from '../verb.ts';
import { sayByHand } from '../views/by-hand.ts';
import { graphDot, graphJson, graphMermaid } from '../views/graph.ts';

/** Who may call whom, as a graph: all of it, or the ways from a caller or to a service. */
export const graphVerb: Run = async (given, shell): Promise<ExitCode> => {
  const { from, reaches, output } = given.options as Record<string, string | undefined>;
  const opened = await openModel(given, shell);
  if ('exit' in opened) return opened.exit;
  const beside = await openByHand(opened, given, shell);
  if ('exit' in beside) return beside.exit;
  const { byHand } = beside;
  const { model, target, root } = opened;
  const found = graphOf(model, {
    ...(from !== undefined && { from: callerNamed(from, model) }),
    ...(reaches !== undefined && { reaches: targetNamed(reaches, model) }),
  });
  shell.out.write(await drawn(found, output, { byHand, target, root }));
  if (found.nodes.length === 0 && (from ?? reaches) !== undefined) shell.err.write(`${noWay(from, reaches)}\n`);
  sayByHand(byHand, model, shell);
  return 0;
};

interface Of {
  readonly byHand: ByHand;
  readonly target: string;
  readonly root: string;
}

async function drawn(graph: Graph, output: string | undefined, { byHand, target, root }: Of): Promise<string> {
  switch (output) {
    case 'json':
      return graphJson(graph, byHand, target);
    case 'dot':
      return graphDot(graph);
    case 'html':
      return htmlOf(graph, target, root);
    default:
      return graphMermaid(graph);
  }
}

/** The page shows lines of policies, read as the policies themselves are: nothing outside of the project. */
async function htmlOf(graph: Graph, target: string, root: string): Promise<string> {
  const { htmlGraph } = await import('../views/diff/html/graph-page.ts');
  const tree = diskTree(root);
  return htmlGraph(graph, target, (file) => textAt(tree, file));
}

function noWay(from: string | undefined, reaches: string | undefined): string {
  if (from === undefined) return `nobody reaches \`${reaches}\``;
  return reaches === undefined ? `\`${from}\` reaches nobody` : `no way leads from \`${from}\` to \`${reaches}\``;
}
