import type { ByHand } from '../../analysis/by-hand.ts';
import { shortName, targetOf } from '../../analysis/parties.ts';
import { printPlace } from '../../analysis/wording.ts';
import { uniqueBy } from '../../base/order.ts';
import type { Model } from '../../compile.ts';
import type { Shell } from '../shell.ts';

/** Says what is not in a list of what policies allow: what raw manifests and patches make of it. */
export function sayByHand(byHand: ByHand, model: Model, { err }: Pick<Shell, 'err'>): void {
  if (byHand.size === 0) return;
  const names = [...byHand.keys()].map((key) => `\`${shortName(targetOf(key), model)}\``);
  const places = uniqueBy([...byHand.values()].flatMap(({ spans }) => spans).map(printPlace), (place) => place);
  err.write(
    `! ${listed(names)} ${names.length === 1 ? 'admits' : 'admit'} something else than this says, by what is written by hand at ${listed(places)}: ask \`meshwright can\`\n`,
  );
}

/** Destinations whose rows are not all that is admitted there, or too much; absent where there are none. */
export function byHandJson(byHand: ByHand): object {
  if (byHand.size === 0) return {};
  const changed = Array.from(byHand, ([destination, { spans }]) => ({
    destination,
    at: spans.map(({ file, line, column }) => ({ file, line, column })),
  }));
  return { writtenByHand: changed };
}

/** More than this are counted. */
const MOST = 4;

function listed(names: readonly string[]): string {
  const shown = names.length > MOST ? names.slice(0, MOST - 1) : names;
  const all = [...shown, ...(names.length > shown.length ? [`${names.length - shown.length} more`] : [])];
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
