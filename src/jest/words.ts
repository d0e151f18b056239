import { targetOf } from '../access/target.ts';
import { decisionOn } from '../analysis/by-hand.ts';
import type { Link, Reached } from '../analysis/chain.ts';
import type { Compared, Difference } from '../analysis/equivalence.ts';
import { type Party, shortName } from '../analysis/parties.ts';
import { requestText } from '../analysis/request-text.ts';
import { decisionText } from '../analysis/wording.ts';
import type { ServiceKey } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';

const INDENT = '      ';
/** Differences come in crowds: the first few say what it is about. */
const SHOWN = 5;

interface Question {
  readonly from: Party;
  readonly to: ServiceKey;
  readonly model: Lookup;
}

/** The chain, call by call; or else how far one gets, and who could go on. */
export function reachText(reached: Reached, { from, to, model }: Question): string {
  const links = reached.get(to);
  return links ? chainText(links, from, model) : farText(reached, { from, to, model });
}

function chainText(links: readonly Link[], from: Party, model: Lookup): string {
  const chain = [from.name, ...links.map(({ to }) => shortName(to, model))].join(' → ');
  return `yes   ${chain}\n${links.map((link) => `${INDENT}${linkText(link, model)}\n`).join('')}`;
}

function linkText({ to, request, verdict }: Link, model: Lookup): string {
  if (!request || !verdict) return `to ${shortName(to, model)}: its rules are too complex to tell`;
  return `${requestText(request, model)}: ${decisionText({ to, request, verdict }, model)}`;
}

function farText(reached: Reached, { from, to, model }: Question): string {
  const names = (keys: Iterable<ServiceKey>) =>
    [...keys].map((service) => shortName({ kind: 'service', service }, model)).join(', ');
  const name = shortName({ kind: 'service', service: to }, model);
  const far = reached.size === 0 ? 'nothing' : names(reached.keys());
  return `no    ${from.name} does not reach ${name}\n${INDENT}it reaches ${far}\n`;
}

/** Each difference with a request, and what either mesh says of it. */
export function differencesText(found: readonly Difference[], first: Compared, second: Compared): string {
  if (found.length === 0) return 'both admit exactly the same requests at every port\n';
  const shown = found.slice(0, SHOWN).map((one) => differenceText(one, first, second));
  const rest = found.length > SHOWN ? [`and ${found.length - SHOWN} more\n`] : [];
  return [...shown, ...rest].join('\n');
}

function differenceText(found: Difference, first: Compared, second: Compared): string {
  const mesh = found.kind === 'missing' && found.from === 'first' ? second : first;
  const { model } = mesh;
  const target = targetOf(found.destination);
  const name = shortName(target, model);
  if (found.kind === 'missing') return `${name}\n${INDENT}only in ${mesh === first ? 'the mesh' : 'the other'}\n`;
  const at = `${name}:${found.port}`;
  if (found.kind === 'unknown') return `${at}\n${INDENT}its rules are too complex to compare\n`;
  const { request } = found;
  const said = ({ model: lookup, byHand }: Compared) =>
    decisionText({ to: target, request, verdict: decisionOn(request, target, { lookup, byHand }) }, lookup);
  return `${at}  ${requestText(request, model)}\n${INDENT}the mesh:  ${said(first)}\n${INDENT}the other: ${said(second)}\n`;
}
