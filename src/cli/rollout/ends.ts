import type { End, Manifest, Model } from '../../compile.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { error } from '../../diag/diagnostic.ts';
import { chosenTargets } from '../chosen-targets.ts';
import type { Side } from '../diff/side.ts';

export interface TargetEnds {
  readonly target: string;
  readonly base: End;
  readonly head: End;
}

interface Make {
  readonly endOf: (model: Model) => End;
  readonly endOfManifests: (manifests: readonly Manifest[]) => End;
  readonly nothing: End;
}

export type Paired =
  | { readonly ends: readonly TargetEnds[]; readonly notes: readonly string[] }
  | { readonly diagnostics: readonly Diagnostic[] };

/** Both sides of each target: a folder of one target is set beside the target that is named, that it names, or the only one. */
export function endsOf(
  { base, head }: { readonly base: Side; readonly head: Side },
  wanted: readonly string[],
  make: Make,
): Paired {
  const [before, after] = [partsOf(base, make), partsOf(head, make)];
  const names = [...new Set([...after.keys(), ...before.keys()])].filter((name) => name !== '');
  const proxies = proxiesOf(base, head);
  const alone = [...proxies].filter((name) => !names.includes(name));
  const asked = wanted.length > 0 ? wanted.filter((name) => alone.includes(name)) : names.length === 0 ? alone : [];
  if (asked.length > 0) return { diagnostics: [nothingApplied(asked)] };
  const single = [base, head].some((side) => side.from === 'manifests' && side.single);
  if (single) {
    const name = wanted[0] ?? names[0] ?? 'manifests';
    const of = (parts: ReadonlyMap<string, End>) =>
      parts.get(name) ?? parts.get('') ?? (parts.size === 1 ? [...parts.values()][0] : undefined);
    const [one, other] = [of(before), of(after)];
    if (one && other) return { ends: [{ target: name, base: one, head: other }], notes: [] };
    const help = `name one with --target: there is ${names.join(', ') || 'none'}`;
    return { diagnostics: [error('MW6014', `\`${name}\` is not a target of both sides`, { help })] };
  }
  const chosen = chosenTargets(wanted, names, 'there is');
  const unseen = [...proxies].filter((name) => wanted.length === 0 || wanted.includes(name));
  return {
    ends: chosen.map((target) => ({
      target,
      base: before.get(target) ?? make.nothing,
      head: after.get(target) ?? make.nothing,
    })),
    notes: [
      ...unseen.map((name) => `target \`${name}\` has stand-alone proxies, which are not part of a rollout`),
      ...chosen.flatMap((name) => [
        ...(before.has(name) ? [] : [`target \`${name}\` is new: everything of it is created`]),
        ...(after.has(name) ? [] : [`target \`${name}\` is gone: everything of it is removed`]),
      ]),
    ],
  };
}

function partsOf(side: Side, { endOf, endOfManifests }: Make): ReadonlyMap<string, End> {
  if (side.from === 'manifests')
    return new Map(
      side.folders
        .filter(({ manifests, proxies }) => manifests.length > 0 || !proxies)
        .map(({ target = '', manifests }) => [target, endOfManifests(manifests)]),
    );
  return new Map(
    [...side.meanings].flatMap(([target, { model }]) =>
      model && side.makes.get(target) !== 'proxies' ? [[target, endOf(model)] as const] : [],
    ),
  );
}

/** Targets that have proxies which read their files by themselves, beside manifests or alone. */
function proxiesOf(...sides: readonly Side[]): ReadonlySet<string> {
  return new Set(
    sides.flatMap((side) =>
      side.from === 'manifests'
        ? side.folders.flatMap(({ target, proxies }) => (target !== undefined && proxies ? [target] : []))
        : [...side.makes].flatMap(([target, makes]) => (makes === 'manifests' ? [] : [target])),
    ),
  );
}

function nothingApplied(targets: readonly string[]): Diagnostic {
  return error('MW6156', `${targets.map((name) => `\`${name}\``).join(', ')}: no manifests are applied there`, {
    note: 'stand-alone proxies read their files by themselves, each when it finds them replaced',
    help: 'name a target that is compiled to manifests',
  });
}
