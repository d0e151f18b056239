import { admits } from '../access/access.ts';
import { type AccessSet, difference, formulaToSet, intersect } from '../access/access-set.ts';
import type { Destination, DestinationPort, Policy, PolicyRule } from '../access/destination.ts';
import { ALL, and, atom, type Formula, NONE, not, or } from '../access/formula.ts';
import { isRefusal, type Refusal } from '../access/refusal.ts';
import type { Request } from '../access/request.ts';
import { spaceOf } from '../access/space.ts';
import { createStore } from '../access/store.ts';
import { BEARER } from '../access/token-place.ts';
import { witness } from '../access/witness.ts';

/** Who can be asked to make requests. */
export interface Actor {
  /** `cluster.local/ns/shop/sa/web`; undefined for one that proves none. */
  readonly identity: string | undefined;
  readonly address: string;
}

/** What is asked for. */
export interface Door {
  readonly destination: Destination;
  readonly port: DestinationPort;
}

/** A request on one side of something that a policy says, whose other side is another answer. */
export interface Probe {
  readonly request: Request;
  /** What was changed: the request is on one side with it, and on the other without. */
  readonly why: string;
  /** The rule that it is about, where it is about one. */
  readonly rule?: PolicyRule['source'];
}

interface Variant {
  readonly why: string;
  readonly rule?: PolicyRule['source'];
  readonly destination: Destination;
  readonly port: DestinationPort;
}

/** A request of each set that comes or goes with a rule, a condition, an issuer or the transport. */
export function probes(
  { destination, port }: Door,
  actors: readonly Actor[],
  hosts: readonly string[],
): readonly Probe[] {
  const possible = stageable(actors, hosts, port.http);
  const space = spaceOf([destination], createStore(), [possible]);
  const on = (one: Pick<Variant, 'destination' | 'port'>) =>
    intersect(sound(admits(one.destination, one.port, space)), sound(formulaToSet(possible, space)));
  const own = on({ destination, port });
  const parts = slices(actors, port.http).map((one) => sound(formulaToSet(one, space)));
  const found = new Map<string, Probe>();
  for (const { why, rule, ...variant } of variants(destination, port)) {
    const other = on(variant);
    for (const set of [difference(own, other), difference(other, own)])
      for (const part of parts)
        for (const request of chosen(intersect(set, part), hosts))
          found.set(JSON.stringify(request), { request, why, ...(rule !== undefined && { rule }) });
  }
  return [...found.values()];
}

function sound(set: AccessSet | Refusal): AccessSet {
  if (isRefusal(set)) throw new Error(`too complex: ${JSON.stringify(set)}`);
  return set;
}

/** The simplest request, and that to another host where there is one. */
function chosen(set: AccessSet, hosts: readonly string[]): readonly Request[] {
  return [hosts, [...hosts].reverse()].flatMap((some) => witness(set, { hosts: some }) ?? []);
}

/** By who makes a request, and by its method: each part of a set that comes or goes is tried. */
function slices(actors: readonly Actor[], http: boolean): readonly Formula[] {
  const methods = ['GET', 'POST', 'DELETE'].map((value) => atom({ on: 'method', match: { kind: 'exact', value } }));
  const paths = ['/.+/.+', '/.*[0-9]', '/.*\\.[a-z]+', '/.+/'].map((value) =>
    atom({ on: 'path', match: { kind: 'regex', value } }),
  );
  return [
    ALL,
    ...actors.map(({ address }) => atom({ on: 'source-ip', cidr: address })),
    ...(http ? [...methods, ...paths] : []),
  ];
}

/** What can be sent from the stage, and is not changed on the way. */
function stageable(actors: readonly Actor[], hosts: readonly string[], http: boolean): Formula {
  const is = (value: string) => ({ kind: 'exact' as const, value });
  const who = or(
    ...actors.map(({ identity, address }) =>
      and(
        identity === undefined
          ? not(atom({ on: 'principal', match: { kind: 'present' } }))
          : atom({ on: 'principal', match: is(identity) }),
        atom({ on: 'source-ip', cidr: address }),
        atom({ on: 'remote-ip', cidr: address }),
      ),
    ),
  );
  if (!http) return and(who, atom({ on: 'sni', match: is('') }));
  const token = atom({ on: 'token', places: [BEARER] });
  return and(
    who,
    atom({ on: 'sni', match: is('') }),
    or(...hosts.map((host) => atom({ on: 'host', match: is(host) }))),
    or(...METHODS.map((method) => atom({ on: 'method', match: is(method) }))),
    atom({ on: 'path', match: { kind: 'regex', value: '/|(/[a-z0-9_-][A-Za-z0-9._-]*)+/?' } }),
    or(token, not(atom({ on: 'jwt-issuer', match: { kind: 'prefix', value: '' } }))),
  );
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'];

function* variants(destination: Destination, port: DestinationPort): Generator<Variant> {
  const { policies, accepts = [] } = destination;
  for (const mtls of ['strict', 'permissive', 'disabled'] as const)
    yield { why: `mTLS is ${mtls}`, destination, port: { ...port, mtls } };
  yield { why: 'tokens are not looked at', destination: { ...destination, accepts: [] }, port };
  for (const issuer of accepts) {
    const others = accepts.filter((one) => one !== issuer);
    yield { why: `no tokens of ${issuer.issuer}`, destination: { ...destination, accepts: others }, port };
  }
  for (const [i, policy] of policies.entries())
    for (const { why, rule, ...changed } of policyVariants(policy, port.http))
      yield { why, rule, destination: { ...destination, policies: policies.with(i, changed) }, port };
}

function* policyVariants(
  policy: Policy,
  http: boolean,
): Generator<Policy & { readonly why: string; readonly rule: PolicyRule['source'] }> {
  const kind = http ? 'http' : 'tcp';
  for (const [i, rule] of policy.rules.entries()) {
    const place = typeof rule.source === 'string' ? rule.source : `${rule.source.file}:${rule.source.line}`;
    const changed = (formula: Formula) => ({
      ...policy,
      rule: rule.source,
      rules: policy.rules.with(i, { ...rule, [kind]: formula }),
    });
    yield { ...changed(NONE), why: `${place} is not there` };
    yield { ...changed(ALL), why: `${place} is for all` };
    for (const { atom: one, to, formula } of edits(rule[kind]))
      yield { ...changed(formula), why: `${place}, where ${JSON.stringify(one)} ${to}` };
  }
}

interface Edit {
  readonly atom: unknown;
  readonly to: 'always holds' | 'never holds';
  readonly formula: Formula;
}

/** A formula with one of its conditions always or never fulfilled. */
function* edits(formula: Formula): Generator<Edit> {
  switch (formula.kind) {
    case 'atom':
      yield { atom: formula.atom, to: 'always holds', formula: ALL };
      yield { atom: formula.atom, to: 'never holds', formula: NONE };
      return;
    case 'not':
      for (const one of edits(formula.of)) yield { ...one, formula: not(one.formula) };
      return;
    case 'and':
    case 'or':
      for (const [i, part] of formula.of.entries())
        for (const one of edits(part)) {
          const parts = formula.of.with(i, one.formula);
          yield { ...one, formula: formula.kind === 'and' ? and(...parts) : or(...parts) };
        }
  }
}
