import type { Meaning, TargetPair } from '../../analysis/diff/diff.ts';
import {
  type ManifestFolder,
  meaningAsEmitted,
  meaningForProxies,
  meaningInTheMesh,
  meaningOfManifests,
} from '../../compile.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import { chosenTargets } from '../chosen-targets.ts';
import type { ManifestSide, Side } from './side.ts';

export interface Paired {
  readonly pairs: readonly TargetPair[];
  /** What a reader has to know of the pairs. */
  readonly notes: readonly string[];
}

/** What a side has for a target: what its policies mean, or its manifests. */
type Part = { readonly meaning: Meaning } | FolderPart;
type FolderPart = Pick<ManifestFolder, 'manifests' | 'proxies'>;

/** Sets the targets of two sides beside each other, by name. */
export function pairUp(base: Side, head: Side, wanted: readonly string[]): Report<Paired | undefined> {
  const [before, after] = [partsOf(base), partsOf(head)];
  if (isOne(base) && isOne(head)) return oneWithOne(base, head, wanted);
  if (isOne(base) || isOne(head)) return oneAmong(base, head, wanted);
  const names = chosenTargets(wanted, [...new Set([...after.keys(), ...before.keys()])], 'there is');
  const notes = names.flatMap((name) => {
    if (!before.has(name))
      return before.size === 0 ? [] : [`target \`${name}\` is new: ${base.compared.name} does not have it`];
    return after.has(name) ? [] : [`target \`${name}\` is gone: ${head.compared.name} does not have it`];
  });
  return paired(
    names.map((name) => [name, before.get(name), after.get(name)]),
    notes,
  );
}

function paired(
  parts: readonly (readonly [string, Part | undefined, Part | undefined])[],
  notes: readonly string[],
): Report<Paired> {
  const some = parts.filter(([, ...sides]) => sides.some((part) => part && isProxies(part))).map(([target]) => target);
  const access =
    some.length === 0 ? [] : [`${listed(some)}: what proxies run on is read for access and mTLS, not for routes`];
  const pairs = parts.map(([target, base, head]) => pair(target, base, head));
  return { result: { pairs, notes: [...notes, ...access] }, diagnostics: [] };
}

function partsOf(side: Side): ReadonlyMap<string, Part> {
  if (side.from === 'policies') return new Map([...side.meanings].map(([name, meaning]) => [name, { meaning }]));
  return new Map(side.folders.map(({ target = '', ...folder }) => [target, folder]));
}

/** One folder of manifests, which stands for one target. */
function isOne(side: Side): side is ManifestSide {
  return side.from === 'manifests' && side.single;
}

function oneWithOne(base: ManifestSide, head: ManifestSide, wanted: readonly string[]): Report<Paired> {
  const [before, after] = [base.folders[0]!, head.folders[0]!];
  const name = after.target ?? before.target ?? wanted[0] ?? 'manifests';
  const differ = before.target !== undefined && after.target !== undefined && before.target !== after.target;
  const notes = differ ? [differing(before.target, after.target)] : [];
  return paired([[name, before, after]], notes);
}

/** A folder of one target, among the targets of the other side: the one that is wanted, the one of its name, or the only one. */
function oneAmong(base: Side, head: Side, wanted: readonly string[]): Report<Paired | undefined> {
  const [one, many] = isOne(base) ? [base, head] : [head as ManifestSide, base];
  const own = one.folders[0]!;
  const others = partsOf(many);
  const name = wanted[0] ?? own.target ?? (others.size === 1 ? [...others.keys()][0] : undefined);
  const other = others.get(name ?? '');
  if (name === undefined || !other)
    return { result: undefined, diagnostics: [notPaired(one, many, [...others.keys()], name)] };
  const notes = own.target === undefined || own.target === name ? [] : [differing(own.target, name)];
  return paired([one === base ? [name, own, other] : [name, other, own]], notes);
}

function notPaired(one: Side, many: Side, others: readonly string[], name: string | undefined): Diagnostic {
  const message =
    name === undefined
      ? `\`${one.compared.name}\` does not say which target it is of`
      : `${many.compared.name} has no target \`${name}\``;
  const list = others.length === 0 ? 'no target' : others.join(', ');
  return error('MW6014', message, { help: `${many.compared.name} has ${list}: name one with --target` });
}

function differing(one: string, other: string): string {
  return `two targets are compared: \`${one}\` and \`${other}\``;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** A folder of nothing but what stand-alone proxies run on. */
function isProxies(part: Part): boolean {
  return 'manifests' in part && part.manifests.length === 0 && part.proxies !== undefined;
}

function pair(target: string, base: Part | undefined, head: Part | undefined): TargetPair {
  const told = [meaningOf(base, head), meaningOf(head, base)];
  const proxies = [base, head].some((part) => part && isProxies(part));
  const [before, after] = proxies ? told.map((one) => one && meaningForProxies(one)) : told;
  return { target, ...(before && { base: before }), ...(after && { head: after }) };
}

/** Where one is manifests, the other is what its policies become; else what these mean, and what is written by hand beside them. */
function meaningOf(part: Part | undefined, other: Part | undefined): Meaning | undefined {
  if (part === undefined) return undefined;
  if ('manifests' in part) {
    if (part.proxies && part.manifests.length === 0) return meaningForProxies({ destinations: part.proxies });
    return meaningOfManifests(part.manifests, other && 'meaning' in other ? other.meaning.model : undefined);
  }
  if (other && 'manifests' in other) return isProxies(other) ? part.meaning : meaningAsEmitted(part.meaning);
  return meaningInTheMesh(part.meaning);
}
