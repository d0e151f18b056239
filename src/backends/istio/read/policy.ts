import type { Policy, PolicyRule } from '../../../access/destination.ts';
import { ALL, and, type Formula, NONE, or } from '../../../access/formula.ts';
import type { AuthorizationPolicySpec, PolicyRule as RuleSpec } from '../../../manifest/kinds/istio-security.ts';
import { type Manifest, manifestName } from '../../../manifest/manifest.ts';
import type { Effect } from '../../../model/authorization.ts';
import { whenField } from './condition.ts';
import type { IstioConfiguration } from './configuration.ts';
import { conjunction, type Field } from './field.ts';
import { operationFields } from './operation.ts';
import { principalReader } from './principal.ts';
import { type Reading, sourceFields } from './source.ts';
import { type Accepted, tokenReader } from './token.ts';

const EFFECTS = { ALLOW: 'allow', DENY: 'deny', AUDIT: 'audit', CUSTOM: 'custom' } as const;

/** What AuthorizationPolicies mean together. */
export type PolicyReader = (manifests: readonly Manifest[]) => readonly Policy[];

/** At workloads that accept tokens of these issuers. A policy that holds for many of them is read once. */
export function policyReader(
  accepted: Accepted,
  configuration: IstioConfiguration,
  principal = principalReader(configuration),
): PolicyReader {
  const tokens = tokenReader(accepted);
  const known = new Map<Manifest, Policy>();
  const read = (manifest: Manifest) => {
    const { namespace = 'default' } = manifest.metadata;
    const found = known.get(manifest) ?? readPolicy(manifest, { configuration, principal, tokens, namespace });
    known.set(manifest, found);
    return found;
  };
  return (manifests) => withoutChoice(manifests.map(read));
}

/** Of two external authorizers Istio asks neither: it refuses whatever either would be asked about. */
function withoutChoice(policies: readonly Policy[]): readonly Policy[] {
  const first = policies.find(({ effect }) => effect === 'custom');
  const others = policies.some(({ effect, provider }) => effect === 'custom' && provider !== first?.provider);
  if (!others) return policies;
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
  const dryRun = shadow && said !== 'custom';
  const name = manifestName(manifest);
  const rules = (spec.rules ?? []).map((rule, at) => readRule(rule, effect, reading, `${name} › rules[${at}]`));
  return effect === 'custom'
    ? { effect, dryRun, provider: spec.provider?.name ?? '', rules }
    : { effect, dryRun, rules };
}

const TRUE: readonly string[] = ['1', 't', 'T', 'true', 'TRUE', 'True'];

function isDryRun({ metadata }: Manifest): boolean {
  return TRUE.includes(metadata.annotations?.['istio.io/dry-run'] ?? '');
}

function readRule(rule: RuleSpec, effect: Effect, reading: Reading, source: string): PolicyRule {
  const when = rule.when?.map((one) => whenField(one, reading)) ?? [];
  if (when.includes(undefined)) return { http: NONE, tcp: NONE, source };
  const parts: Parts = {
    sources: rule.from?.map((one) => sourceFields(one.source ?? {}, reading)) ?? [],
    operations: rule.to?.map((one) => operationFields(one.operation ?? {})) ?? [],
    conditions: when as readonly Field[],
  };
  const http = ruleFormula(parts, effect, false);
  return { http, tcp: asksForRequests(parts) ? ruleFormula(parts, effect, true) : http, source };
}

interface Parts {
  readonly sources: readonly (readonly Field[])[];
  readonly operations: readonly (readonly Field[])[];
  readonly conditions: readonly Field[];
}

/** Whether anything is asked for that bytes do not have. */
function asksForRequests({ sources, operations, conditions }: Parts): boolean {
  const asks = (fields: readonly Field[]) => fields.some(({ http }) => http);
  return asks(conditions) || operations.some(asks) || sources.some(asks);
}

/** Any source, any operation, every condition. One that Istio cannot write takes the whole rule with it. */
function ruleFormula({ sources, operations, conditions }: Parts, effect: Effect, onBytes: boolean): Formula {
  const every = conjunction(conditions, effect, onBytes);
  const any = every && anyOf(operations, effect, onBytes);
  const some = any && anyOf(sources, effect, onBytes);
  return some === undefined ? NONE : and(some, any!, every!);
}

/** All where none is said; undefined where Istio cannot write one of them. */
function anyOf(all: readonly (readonly Field[])[], effect: Effect, onBytes: boolean): Formula | undefined {
  const formulas: Formula[] = [];
  for (const fields of all) {
    const found = conjunction(fields, effect, onBytes);
    if (found === undefined) return undefined;
    formulas.push(found);
  }
  return formulas.length === 0 ? ALL : or(...formulas);
}
