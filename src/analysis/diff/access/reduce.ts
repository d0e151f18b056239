import type { Destination, DestinationPort, Policy, PolicyRule } from '../../../access/destination.ts';
import type { Formula } from '../../../access/formula.ts';
import type { Compared } from './difference.ts';

/** What has to be compared to find what is newly allowed, and what is newly denied. */
export interface Reduced {
  readonly allowed: Compared;
  readonly denied: Compared;
}

/**
 * Leaves out of both sides what cannot matter to their difference, so that thousands of destinations whose rules differ, but
 * change in the same way, are one question. Undefined where it is not plain that this is so.
 */
export function reduced({ base, head }: Compared, number: number): Reduced | undefined {
  const [one, other] = [base, head].map((side) => side?.ports.filter(({ port }) => port === number) ?? []);
  const [before, after] = [one![0], other![0]];
  if (!base || !head || !before || !after || one!.length + other!.length > 2) return undefined;
  const sides = [sideOf(base, before), sideOf(head, after)] as const;
  if (sides[0].around !== sides[1].around || sides[0].guarded !== sides[1].guarded) return undefined;
  return before.mtls === after.mtls ? byRules(sides) : byTransport(sides);
}

interface Rule {
  readonly text: string;
  readonly rule: PolicyRule;
  /** Whose requests it can be about, where it says that by name. */
  readonly callers: ReadonlySet<string> | undefined;
  /** Whether it is about callers with an identity only. */
  readonly identified: boolean;
}

interface Side {
  readonly destination: Destination;
  readonly port: DestinationPort;
  readonly rules: readonly Rule[];
  readonly texts: ReadonlySet<string>;
  readonly guarded: boolean;
  /** All but what is allowed, and how it is to be spoken to. */
  readonly around: string;
  readonly others: readonly Policy[];
}

function sideOf(destination: Destination, port: DestinationPort): Side {
  const enforced = destination.policies.filter(({ dryRun, effect }) => !dryRun && effect !== 'audit');
  const allowing = enforced.filter(({ effect }) => effect === 'allow');
  const others = enforced.filter(({ effect, rules }) => effect !== 'allow' && rules.length > 0);
  const all = allowing.flatMap((policy) => policy.rules.map((rule) => ruleOf(rule, port)));
  // Where nobody has an identity, rules about identities say nothing.
  const rules = port.mtls === 'disabled' ? all.filter(({ identified }) => !identified) : all;
  const said = others.map(({ effect, provider, rules }) =>
    JSON.stringify([effect, provider, rules.map((rule) => (port.http ? rule.http : rule.tcp))]),
  );
  const { proxy, accepts = [] } = destination;
  return {
    destination,
    port,
    rules,
    texts: new Set(rules.map(({ text }) => text)),
    guarded: allowing.length > 0,
    around: JSON.stringify([proxy, port.http, port.serverNames, accepts, said.sort()]),
    others,
  };
}

function ruleOf(rule: PolicyRule, { http }: DestinationPort): Rule {
  const formula = http ? rule.http : rule.tcp;
  const parts = formula.kind === 'and' ? formula.of : [formula];
  const named = callersIn(formula);
  return {
    text: JSON.stringify(formula),
    rule,
    callers: named,
    identified: named !== undefined || parts.some(asksIdentity),
  };
}

/** The identities that all requests of a formula are of, where it lists them. */
export function callersIn(formula: Formula): ReadonlySet<string> | undefined {
  const parts = formula.kind === 'and' ? formula.of : [formula];
  return parts.map(namesIn).find((one) => one !== undefined);
}

/** The identities of a condition that lists some. */
function namesIn(formula: Formula): ReadonlySet<string> | undefined {
  const all = formula.kind === 'or' ? formula.of : [formula];
  const names = all.flatMap((one) =>
    one.kind === 'atom' && one.atom.on === 'principal' && one.atom.match.kind === 'exact' ? [one.atom.match.value] : [],
  );
  return names.length > 0 && names.length === all.length ? new Set(names) : undefined;
}

function asksIdentity(formula: Formula): boolean {
  const all = formula.kind === 'or' ? formula.of : [formula];
  return all.length > 0 && all.every((one) => one.kind === 'atom' && one.atom.on === 'principal');
}

/** What is new, against what was there of the same callers; what is gone, against what still is. */
function byRules([before, after]: readonly [Side, Side]): Reduced {
  const fresh = after.rules.filter(({ text }) => !before.texts.has(text));
  const gone = before.rules.filter(({ text }) => !after.texts.has(text));
  const near = (all: readonly Rule[], some: readonly Rule[]) =>
    all.filter((one) => some.some((rule) => meet(one, rule)));
  return {
    allowed: { base: having(before, near(before.rules, fresh)), head: having(after, fresh) },
    denied: { base: having(before, gone), head: having(after, near(after.rules, gone)) },
  };
}

function meet({ callers: a }: Rule, { callers: b }: Rule): boolean {
  if (!a || !b) return true;
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  return [...few].some((one) => many.has(one));
}

/** Where only plaintext is newly taken, or no longer, rules about identities have no part in it. */
function byTransport([before, after]: readonly [Side, Side]): Reduced | undefined {
  const alike = before.rules.length === after.rules.length && before.rules.every(({ text }) => after.texts.has(text));
  if (!alike || before.port.mtls === 'disabled' || after.port.mtls === 'disabled') return undefined;
  const open = (side: Side) =>
    having(
      side,
      side.rules.filter(({ identified }) => !identified),
    );
  const both = { base: open(before), head: open(after) };
  return { allowed: both, denied: both };
}

function having({ destination, port, guarded, others }: Side, rules: readonly Rule[]): Destination {
  const allow: Policy = { effect: 'allow', dryRun: false, rules: rules.map(({ rule }) => rule) };
  return { ...destination, ports: [port], policies: guarded ? [allow, ...others] : others };
}
