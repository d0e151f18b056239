import { groupBy } from '../../base/order.ts';
import { printPosition } from '../../base/span.ts';
import { type Diagnostic, error, warning } from '../../diag/diagnostic.ts';
import type { AuthorizationRule } from '../../model/authorization.ts';
import { isWhole, type Lookup, unfocused, type Whole } from '../../model/lookup.ts';
import type { MtlsMode } from '../../model/mesh.ts';
import type { Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { derived, derivedOf } from '../derived.ts';
import { modesOf, type PortMode } from '../mtls/modes.ts';
import { list, printCaller, some } from '../words.ts';
import { byIdentity, callersOf, partOf, printScope, servicesOf } from './scope.ts';

/**
 * Rules by identity stand where callers prove one. Plaintext carries no identity: where it is accepted, a rule that
 * refuses by identity (or excepts by identity) is passed by speaking plaintext; where nothing else is accepted, no caller ever has one.
 */
export const plaintextCallers: Check = {
  codes: ['MW3020', 'MW3021', 'MW3022'],
  *run(mesh) {
    if (!mayAcceptPlaintext(mesh)) return;
    const tolerated: Tolerated[] = [];
    for (const rule of mesh.focus.rules) {
      if (rule.dryRun || !callersOf(rule).some(byIdentity)) continue;
      const found = plainPort(mesh, rule);
      if (found === undefined) continue;
      if (found.mode === 'disabled') yield neverProven(mesh, rule, found);
      else if (passedByPlaintext(rule)) yield passed(mesh, rule, found);
      else if (rule.effect === 'allow' || rule.effect === 'audit') tolerated.push({ ...found, rule });
    }
    // What is said once of many rules is said as it is of all.
    if (tolerated.length > 0 && !isWhole(mesh)) return yield* plaintextCallers.run(unfocused(mesh));
    for (const group of groupBy(tolerated, ({ span }) => `${printPosition(span)} ${span.at}`).values())
      yield* toleratedOnce(group);
  },
};

/** A port where plaintext is accepted. */
interface PlainPort extends PortMode {
  readonly service: Service;
}

interface Tolerated extends PlainPort {
  readonly rule: AuthorizationRule;
}

/** The ports of the mesh that accept plaintext: rules for many services find theirs at once. */
const allPlainPorts = derived((mesh) => mesh.mesh.services.flatMap((service) => plainPortsOf(mesh, service)));
const plainPortsIn = derivedOf((mesh, namespace: string) =>
  (mesh.servicesIn.get(namespace) ?? []).flatMap((service) => plainPortsOf(mesh, service)),
);

/** Whether anything says another mode than `strict`: in most meshes nothing does. */
function mayAcceptPlaintext({ mesh }: Whole): boolean {
  const lax = (mode: MtlsMode | undefined) => mode !== undefined && mode !== 'strict';
  return (
    mesh.raw.length > 0 ||
    lax(mesh.mtls) ||
    mesh.namespaces.some(({ mtls }) => lax(mtls)) ||
    mesh.services.some(({ mtls }) => lax(mtls.mode) || mtls.ports.some(({ mode }) => lax(mode)))
  );
}

function plainPortsOf(mesh: Whole, service: Service): PlainPort[] {
  const ports = modesOf(mesh, service) ?? [];
  return ports.filter(({ mode }) => mode !== 'strict').map((port) => ({ ...port, service }));
}

/** The first port of a rule's services that accepts plaintext; one that accepts nothing else only if no port is better. */
function plainPort(mesh: Lookup, rule: AuthorizationRule): PlainPort | undefined {
  const candidates = candidatesFor(mesh, rule);
  const named = namedPorts(rule);
  const concerned = named === undefined ? candidates : candidates.filter(({ port }) => named.has(port));
  return concerned.find(({ mode }) => mode === 'permissive') ?? allDisabled(mesh, rule, named, concerned);
}

/** A plaintext-only port, when every port that the rule is for is one. */
function allDisabled(
  mesh: Lookup,
  rule: AuthorizationRule,
  named: ReadonlySet<number> | undefined,
  disabled: readonly PlainPort[],
): PlainPort | undefined {
  if (disabled.length === 0) return undefined;
  const services = servicesOf(mesh, rule);
  const ports = services.flatMap((service) => modesOf(mesh, service) ?? []);
  const proven = ports.some(({ port, mode }) => mode !== 'disabled' && (named?.has(port) ?? true));
  // A rule that refuses must hold on every port; one that allows needs one port where it can.
  return proven && rule.effect === 'allow' && rule.except.length === 0 ? undefined : disabled[0];
}

function candidatesFor(mesh: Lookup, { scope }: AuthorizationRule): readonly PlainPort[] {
  switch (scope.kind) {
    case 'mesh':
      return allPlainPorts(mesh);
    case 'namespace':
      return plainPortsIn(mesh, scope.namespace);
    case 'gateway':
      return [];
    case 'service': {
      const service = mesh.services.get(scope.service);
      return service ? plainPortsOf(mesh, service) : [];
    }
  }
}

/** The ports that a rule is for; undefined for all. */
function namedPorts({ requests }: AuthorizationRule): ReadonlySet<number> | undefined {
  if (requests === 'any' || requests.some(({ ports }) => ports === undefined)) return undefined;
  return new Set(requests.flatMap(({ ports }) => ports ?? []));
}

/** Whether a caller escapes a rule by having no identity. */
function passedByPlaintext({ effect, from, except }: AuthorizationRule): boolean {
  const excepted = except.some(byIdentity);
  const named = from !== 'anyone' && from.some(byIdentity);
  if (effect === 'deny' || effect === 'custom') return named;
  return effect === 'allow' && excepted && (from === 'anyone' || !from.every(byIdentity));
}

function passed(mesh: Lookup, rule: AuthorizationRule, { service, span }: PlainPort): Diagnostic {
  const who = callersOf(rule).filter(byIdentity).map(printCaller);
  const part = rule.effect === 'allow' ? 'except' : 'from';
  const does = rule.effect === 'allow' ? 'would allow it' : 'would not match it';
  const message = `this \`${rule.effect}\` does not hold: \`${service.name}\` accepts plaintext, which has no identity`;
  return error('MW3020', message, {
    span: partOf(rule, part),
    related: [{ span, note: 'plaintext is accepted here' }],
    note: `a request that ${some(who)} sends in plaintext carries no identity: the rule ${does}`,
    help: `make mTLS of ${printScope(mesh, rule)} \`strict\``,
  });
}

function neverProven(mesh: Lookup, rule: AuthorizationRule, { service, span }: PlainPort): Diagnostic {
  const who = list(callersOf(rule).filter(byIdentity).map(printCaller).slice(0, 1));
  const message = `this \`${nameOf(rule)}\` can never hold for ${who}: \`${service.name}\` takes plaintext only, which has no identity`;
  return error('MW3021', message, {
    span: partOf(rule, 'from'),
    related: [{ span, note: 'mTLS is `disabled` here' }],
    note: rule.effect === 'allow' ? 'its requests would be refused' : 'its requests would not be recognised as its own',
    help: `make mTLS of ${printScope(mesh, rule)} \`strict\``,
  });
}

function nameOf({ origin, effect }: AuthorizationRule): string {
  return origin === 'rule' ? effect : origin === 'call' ? 'calls' : 'route';
}

/** One finding for each place that says `permissive`, whatever the number of rules under it. */
function* toleratedOnce(group: readonly Tolerated[]): Generator<Diagnostic> {
  const first = group[0];
  if (first === undefined) return;
  const services = [...new Set(group.map(({ service }) => service.name))];
  const have = services.length === 1 ? 'has' : 'have';
  yield warning(
    'MW3022',
    `\`permissive\` mTLS under rules by identity: ${some(services)} ${have} such rules and accept${services.length === 1 ? 's' : ''} plaintext`,
    {
      span: first.span,
      related: [{ span: first.rule.span, note: 'a rule by identity' }],
      note: 'plaintext carries no identity: it passes the proxy, and only rules for `anyone` or addresses match it',
      help: 'make it `strict`, or say why plaintext is needed',
    },
  );
}
