import { sortBy } from '../../base/order.ts';
import { printPosition, type Span } from '../../base/span.ts';
import type { Compilation, CompiledTarget, FileChange } from '../../compile.ts';
import type { Paint, Style } from '../../diag/render/paint.ts';
import { visible } from '../../diag/render/visible.ts';
import type { Outcome } from '../outcome.ts';
import { counted, duration } from './words.ts';

/** As many files are listed; the rest is a number, unless everything was asked for. */
const LISTED = 10;
const GAP = ' '.repeat(8);
const CHANGES = ['added', 'changed', 'removed'] as const satisfies readonly FileChange['change'][];
const STYLES = { added: 'green', changed: 'yellow', removed: 'red' } as const satisfies Record<
  FileChange['change'],
  Style
>;

export interface SummaryLook {
  readonly paint: Paint;
  readonly verbose: boolean;
  /** Whether files were written, compared, or not looked at. */
  readonly output: 'write' | 'check' | 'none';
}

/** What a compile made and changed, in a few lines. */
export function summary(outcome: Outcome, compilation: Compilation, look: SummaryLook): string {
  const { targets } = compilation;
  const alike = new Set(targets.map(contents)).size <= 1;
  const changes = allChanges(compilation);
  const lines = [
    headline(outcome, compilation, alike, look),
    ...proof(targets, look),
    ...(targets.length > 1 && (!alike || look.verbose) ? perTarget(targets, look) : []),
    ...changedFiles(changes, look),
    ...remarks(outcome, targets, look),
  ];
  return `${lines.join('\n')}\n`;
}

function headline(outcome: Outcome, compilation: Compilation, alike: boolean, look: SummaryLook): string {
  const { targets } = compilation;
  const [first] = targets;
  const what = [counted(targets.length, 'target'), ...(alike && first ? [contents(first)] : [])].join(' · ');
  const made = [contentsMade(targets), ...effect(allChanges(compilation), look)].filter(Boolean).join(', ');
  return [`${look.paint('green', '✓')} ${what}`, made, look.paint('dim', duration(outcome.seconds))].join(GAP);
}

/** What was proven of every target: that the manifests mean what the policies say, and that guardrails hold. */
function proof(targets: readonly CompiledTarget[], { paint }: SummaryLook): string[] {
  const guardrails = Math.max(0, ...targets.map((target) => target.guardrails));
  const held = guardrails === 0 ? [] : [`${counted(guardrails, 'guardrail')} ${guardrails === 1 ? 'holds' : 'hold'}`];
  const meaning = targets.every(({ proven }) => proven !== undefined);
  const what = [...(meaning ? [`${enforcers(targets)} exactly what the policies say`] : []), ...held];
  return what.length === 0 ? [] : [`${paint('green', '✓')} proven: ${what.join(GAP)}`];
}

/** What was proven of: manifests, proxies, or both. */
function enforcers(targets: readonly CompiledTarget[]): string {
  const applied = targets.some(({ manifests }) => manifests > 0);
  const proxied = targets.some(({ proxies }) => proxies > 0);
  return `the ${[...(applied || !proxied ? ['manifests'] : []), ...(proxied ? ['proxies'] : [])].join(' and ')} admit`;
}

function contents({ services, gateways, calls }: CompiledTarget): string {
  const rest = [counted(gateways, 'gateway'), counted(calls, 'call')].filter((words) => !words.startsWith('0 '));
  return [counted(services, 'service'), ...rest].join(' · ');
}

/** Manifests, and proxies where there are any. */
function contentsMade(targets: readonly CompiledTarget[]): string {
  const proxied = targets.some(({ proxies }) => proxies > 0);
  const applied = targets.some(({ manifests }) => manifests > 0);
  return [
    ...(applied || !proxied ? [counts(targets, 'manifests', 'manifest')] : []),
    ...(proxied ? [counts(targets, 'proxies', 'proxy', 'proxies')] : []),
  ].join(', ');
}

function counts(targets: readonly CompiledTarget[], what: 'manifests' | 'proxies', one: string, many?: string): string {
  const numbers = new Set(targets.map((target) => target[what]));
  const total = targets.reduce((sum, target) => sum + target[what], 0);
  return targets.length > 1 && numbers.size === 1
    ? `${counted(total / targets.length, one, many)} each`
    : counted(total, one, many);
}

function effect(changes: readonly FileChange[], { output }: Pick<SummaryLook, 'output'>): string[] {
  if (output === 'none') return [];
  if (changes.length === 0) return [output === 'check' ? 'up to date' : 'nothing changed'];
  return tally(changes);
}

/** Of targets, and of what is beside them. */
export function allChanges({ targets, others }: Compilation): readonly FileChange[] {
  return [...targets.flatMap((target) => target.changes), ...others];
}

/** `2 changed, 1 removed`, by kind of change. */
export function tally(changes: readonly FileChange[]): string[] {
  return CHANGES.flatMap((kind) => {
    const count = changes.filter(({ change }) => change === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
}

function perTarget(targets: readonly CompiledTarget[], look: SummaryLook): string[] {
  const width = Math.max(...targets.map(({ name }) => name.length));
  return targets.map((target) => {
    const made = [contentsMade([target]), ...effect(target.changes, look)].join(', ');
    return `  ${target.name.padEnd(width)}  ${contents(target)}    ${made}`;
  });
}

/** The files that differ, cut to a few with an honest count of the rest. */
export function changedFiles(
  changes: readonly FileChange[],
  { paint, verbose }: Pick<SummaryLook, 'paint' | 'verbose'>,
): string[] {
  const files = sortBy(changes, ({ path }) => path);
  const listed = verbose || files.length <= LISTED + 1 ? files : files.slice(0, LISTED);
  const width = Math.max(0, ...listed.map(({ path }) => visible(path).length));
  const lines = listed.map(
    ({ path, change }) => `  ${visible(path).padEnd(width)}    ${paint(STYLES[change], change)}`,
  );
  const left = files.length - listed.length;
  return left === 0 ? lines : [...lines, paint('dim', `  and ${left} more (-v lists all)`)];
}

function remarks({ silenced }: Outcome, targets: readonly CompiledTarget[], look: SummaryLook): string[] {
  return [
    ...rawManifests(
      targets.flatMap(({ raw }) => raw),
      look.paint,
    ),
    ...silences(silenced, look),
  ];
}

/** Every report names what is no part of the proof. The same line in several targets is one. */
function rawManifests(raw: readonly Span[], paint: Paint): string[] {
  const places = [...new Set(raw.map((span) => visible(printPosition(span))))];
  if (places.length === 0) return [];
  const what = places.length === 1 ? 'raw manifest or patch is' : 'raw manifests and patches are';
  return [`${paint('yellow', '!')} ${places.length} ${what} outside the proof: ${places.join(', ')}`];
}

function silences(silenced: Outcome['silenced'], { paint, verbose }: SummaryLook): string[] {
  if (silenced.length === 0) return [];
  const what = silenced.length === 1 ? 'finding is' : 'findings are';
  const head = `${paint('yellow', '!')} ${silenced.length} ${what} silenced`;
  if (!verbose) return [`${head} (-v lists them)`];
  return [
    `${head}:`,
    ...silenced.map(({ located: { diagnostic, range }, reason }) => {
      const place = range ? `${visible(printPosition(range))} ` : '';
      return `  ${place}${diagnostic.code} ${visible(diagnostic.message)}: ${visible(reason)}`;
    }),
  ];
}
