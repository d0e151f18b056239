import { isJsonObject } from '../../base/json.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Effect } from '../../model/authorization.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { RawManifest } from '../../model/mesh.ts';
import { isHttp, type Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { ON_TCP } from '../rules/http-on-tcp.ts';
import { list, some } from '../words.ts';
import { type Action, actionOf, hasTargetRefs, servicesFor } from './policy.ts';
import { each, field, nameOf, type Part, root, security, spanOf, text, texts } from './view.ts';

const EFFECT: Readonly<Record<Action, Effect>> = { ALLOW: 'allow', DENY: 'deny', AUDIT: 'audit', CUSTOM: 'custom' };

const OPERATION = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];
const SOURCE = ['requestPrincipals', 'notRequestPrincipals'];
const KEYS = /^(request\.|experimental\.)/;

/** HTTP conditions of a raw AuthorizationPolicy are for ports that carry HTTP. */
export const rawHttpOnTcp: Check = {
  codes: ['MW4107'],
  misses: true,
  *run(mesh) {
    for (const raw of security(mesh, 'AuthorizationPolicy')) {
      if (hasTargetRefs(raw)) continue;
      for (const rule of each(root(raw), 'spec', 'rules')) {
        const condition = httpConditions(rule)[0];
        if (condition) yield* finding(mesh, raw, rule, condition);
      }
    }
  },
};

function httpConditions(rule: Part): Part[] {
  const operations = each(rule, 'to').flatMap((to) => OPERATION.map((name) => field(to, 'operation', name)));
  const sources = each(rule, 'from').flatMap((from) => SOURCE.map((name) => field(from, 'source', name)));
  const conditions = each(rule, 'when')
    .map((when) => field(when, 'key'))
    .filter((key) => KEYS.test(text(key) ?? ''));
  return [...operations, ...sources, ...conditions].filter(({ value }) => value !== undefined);
}

/** Only where nothing that the policy is for can satisfy it: services without an HTTP port among those that the rule names. */
function* finding(mesh: Lookup, raw: RawManifest, rule: Part, condition: Part): Generator<Diagnostic> {
  const services = servicesFor(mesh, raw);
  const named = portsOf(rule);
  if (services.length === 0 || services.some((service) => hasHttp(service, named))) return;
  const what = text(condition) ?? condition.path.at(-1);
  const which = some(services.map(({ name }) => name));
  yield error(
    'MW4107',
    `\`${nameOf(raw)}\` cannot be enforced: \`${what}\` is an HTTP condition, and ${which} carr${services.length === 1 ? 'ies' : 'y'} TCP`,
    {
      span: spanOf(condition),
      label: `on ${list(services[0]?.ports.map(({ name }) => name) ?? [])}`,
      note: ON_TCP[EFFECT[actionOf(raw)]],
      help: 'leave the condition out, or declare the port as `http`',
    },
  );
}

function portsOf(rule: Part): ReadonlySet<string> | undefined {
  const operations = each(rule, 'to').map((to) => field(to, 'operation'));
  if (operations.length === 0 || operations.some(({ value }) => !isJsonObject(value) || value.ports === undefined))
    return undefined;
  return new Set(operations.flatMap((operation) => texts(operation, 'ports').map(({ value }) => value)));
}

function hasHttp({ ports }: Service, named: ReadonlySet<string> | undefined): boolean {
  return ports.some(({ protocol, targetPort }) => isHttp(protocol) && (named?.has(String(targetPort)) ?? true));
}
