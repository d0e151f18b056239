import type { Policy, PolicyRule } from '../../../access/destination.ts';
import { ALL, and, type Formula, NONE, or } from '../../../access/formula.ts';
import { groupBy } from '../../../base/order.ts';
import type { AuthorizationPolicySpec, PolicyRule as RuleSpec } from '../../../manifest/kinds/istio-security.ts';
import { type Manifest, manifestName } from '../../../manifest/manifest.ts';
import type { Effect } from '../../../model/authorization.ts';
import { whenField } from './condition.ts';
import type { IstioConfiguration } from './configuration.ts';
import { conjunction, type Field } from './field.ts';
import { operationFields } from './operation.ts';
import { type Reading, sourceFields } from './source.ts';
import { type Accepted, tokenReader } from './token.ts';

const EFFECTS = { ALLOW: 'allow', DENY: 'deny', AUDIT: 'audit', CUSTOM: 'custom' } as const;

/** What AuthorizationPolicies mean together at a workload that accepts tokens of these issuers. */
export function readPolicies(
  manifests: readonly Manifest[],
  accepted: Accepted,
  configuration: IstioConfiguration,
): readonly Policy[] {
  const tokens = tokenReader(accepted);
  const policies = manifests.map((manifest) =>
    readPolicy(manifest, { configuration, tokens, namespace: manifest.metadata.namespace ?? 'default' }),
  );
  return withoutChoice(policies);
}

/** Of two external authorizers Istio asks neither: it refuses whatever either would be asked about. */
function withoutChoice(policies: readonly Policy[]): readonly Policy[] {
  const asking = policies.filter(({ effect }) => effect === 'custom');
  if (groupBy(asking, ({ provider }) => provider).size < 2) return policies;
  return policies.map(({ provider: _, ...policy }) =>
    policy.effect === 'custom' ? { ...policy, effect: 'deny' } : policy,
  );
}

function readPolicy(manifest: Manifest, reading: Reading): Policy {
  const spec = (manifest.spec ?? {}) as AuthorizationPolicySpec;
  const said = EFFECTS[spec.action ?? 'ALLOW'];
  const shadow = isDryRun(manifest);
  // A dry run of an external authorizer is none: Istio would have the proxy refuse what it matches.
  const effect: Effect = said === 'custom' && shadow ? 'deny' : said;
  const name = manifestName(manifest);
  return {
    effect,
    dryRun: shadow && said !== 'custom',
    ...(effect === 'custom' && { provider: spec.provider?.name ?? '' }),
    rules: (spec.rules ?? []).map((rule, at) => readRule(rule, effect, reading, `${name} › rules[${at}]`)),
  };
}

function isDryRun({ metadata }: Manifest): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(metadata.annotations?.['istio.io/dry-run'] ?? '');
}

function readRule(rule: RuleSpec, effect: Effect, reading: Reading, source: string): PolicyRule {
  const when = (rule.when ?? []).map((one) => whenField(one, reading));
  if (when.includes(undefined)) return { http: NONE, tcp: NONE, source };
  const conditions = when.filter((one) => one !== undefined);
  const sources = (rule.from ?? []).map((one) => sourceFields(one.source ?? {}, reading));
  const operations = (rule.to ?? []).map((one) => operationFields(one.operation ?? {}));
  const formula = (onBytes: boolean) => ruleFormula(sources, operations, conditions, effect, onBytes);
  return { http: formula(false), tcp: formula(true), source };
}

/** Any source, any operation, every condition. One that Istio cannot write takes the whole rule with it. */
function ruleFormula(
  sources: readonly (readonly Field[])[],
  operations: readonly (readonly Field[])[],
  conditions: readonly Field[],
  effect: Effect,
  onBytes: boolean,
): Formula {
  const some = sources.map((fields) => conjunction(fields, effect, onBytes));
  const any = operations.map((fields) => conjunction(fields, effect, onBytes));
  const every = conjunction(conditions, effect, onBytes);
  if (every === undefined || some.includes(undefined) || any.includes(undefined)) return NONE;
  return and(anyOf(some as Formula[]), anyOf(any as Formula[]), every);
}

function anyOf(formulas: readonly Formula[]): Formula {
  return formulas.length === 0 ? ALL : or(...formulas);
}
