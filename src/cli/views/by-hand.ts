import type { ByHand } from '../../analysis/by-hand.ts';
import { shortName, targetOf } from '../../analysis/parties.ts';
import { printPlace } from '../../analysis/wording.ts';
import { uniqueBy } from '../../base/order.ts';
import type { Model } from '../../compile.ts';
import type { Shell } from '../shell.ts';
import { listed } from './diff/words.ts';

/** Says what is not in a list of what policies allow: what raw manifests and patches make of it. */
export function sayByHand(byHand: ByHand, model: Model, { err }: Pick<Shell, 'err'>): void {
  if (byHand.size === 0) return;
  const names = [...byHand.keys()].map((key) => `\`${shortName(targetOf(key), model)}\``);
  const places = uniqueBy([...byHand.values()].flatMap(({ spans }) => spans).map(printPlace), (place) => place);
  err.write(
    `! ${listed(names, MOST)} ${names.length === 1 ? 'admits' : 'admit'} something else than this says, by what is written by hand at ${listed(places, MOST)}: ask \`meshwright can\`\n`,
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
