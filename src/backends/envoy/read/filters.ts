import type { Policy } from '../../../access/destination.ts';
import { type AcceptedIssuer, ALL } from '../../../access/formula.ts';
import { canonicalJson } from '../../../base/json.ts';
import { extensionOf, flag, inner, list, type Message, needed, only, refuse, text } from './message.ts';
import { rbacPolicies } from './rbac.ts';
import { acceptedIssuers } from './tokens.ts';

/** What the filters of a chain decide. */
export interface Decisions {
  readonly policies: readonly Policy[];
  readonly accepts: readonly AcceptedIssuer[];
}

const HTTP = 'envoy.extensions.filters.http.';
const NETWORK = 'envoy.extensions.filters.network.';

/** Filters that let every request pass, now or later. */
const HARMLESS: ReadonlySet<string> = new Set(
  [
    'cors.v3.Cors',
    'fault.v3.HTTPFault',
    'grpc_web.v3.GrpcWeb',
    'local_ratelimit.v3.LocalRateLimit',
    'ratelimit.v3.RateLimit',
  ].map((name) => `${HTTP}${name}`),
);

/** Filters for requests, the router last. */
export function httpDecisions(filters: readonly Message[]): Decisions {
  const last = filters.at(-1);
  if (!last || extensionOf(last).type !== `${HTTP}router.v3.Router`)
    return refuse(filters[0] ?? { at: '' }, 'the last filter is no router');
  return decisions(filters.slice(0, -1), true);
}

/** Filters for connections, but for the last. */
export function networkDecisions(filters: readonly Message[]): Decisions {
  return decisions(filters, false);
}

function decisions(filters: readonly Message[], http: boolean): Decisions {
  const layer = http ? HTTP : NETWORK;
  const policies: Policy[] = [];
  const waiting = new Map<string, Policy>();
  let accepts: readonly AcceptedIssuer[] = [];
  for (const filter of filters) {
    if (flag(filter, 'disabled') || flag(filter, 'is_optional'))
      return refuse(filter, 'a filter that need not be there');
    const { type, config } = extensionOf(only(filter, 'name', 'typed_config'));
    switch (type) {
      case `${HTTP}jwt_authn.v3.JwtAuthentication`:
        // What is asked before does not see the token.
        if (policies.length + waiting.size > 0 || accepts.length > 0)
          return refuse(filter, 'tokens are checked after rules');
        accepts = acceptedIssuers(config);
        break;
      case `${layer}rbac.v3.RBAC`:
        for (const policy of rbacPolicies(config, { http, issuers: accepts })) {
          if (policy.dryRun) waiting.set(shadowPrefix(config), policy);
          else policies.push(policy);
        }
        break;
      case `${layer}ext_authz.v3.ExtAuthz`:
        policies.push(asking(config, waiting, http));
        break;
      default:
        if (!http || !HARMLESS.has(type)) return refuse(filter, `what \`${type}\` does is not known here`);
        for (const prefix of countedBy(config)) waiting.delete(prefix);
    }
  }
  if (policies.filter(({ effect }) => effect === 'allow').length > 1)
    return refuse(filters[0]!, 'two filters that allow: both would have to');
  return { policies: [...policies, ...waiting.values()], accepts };
}

/** What rules were tried for, where a limit goes by what they found: they decide what counts, and are no rules of the mesh. */
function countedBy(limit: Message): readonly string[] {
  const actions = list(limit, 'rate_limits').flatMap((one) => list(one, 'actions'));
  const keys = actions.flatMap((action) => {
    const metadata = inner(action, 'metadata');
    const key = metadata && needed(metadata, 'metadata_key');
    return key?.value['key'] === 'envoy.filters.http.rbac' ? list(key, 'path').map((one) => text(one, 'key')) : [];
  });
  return keys.flatMap((key) => (key.endsWith(POLICY) ? [key.slice(0, -POLICY.length)] : []));
}

const POLICY = 'shadow_effective_policy_id';

function shadowPrefix(config: Message): string {
  return (config.value['shadow_rules_stat_prefix'] as string | undefined) ?? '';
}

const PROVIDER = 'provider/';

/** An external authorizer, asked about what a filter before it found, or about everything. */
function asking(config: Message, waiting: Map<string, Policy>, http: boolean): Policy {
  const provider = clusterOf(config);
  if (!provider.startsWith(PROVIDER)) return refuse(config, 'who is asked is not known here');
  const custom = { effect: 'custom', dryRun: false, provider: provider.slice(PROVIDER.length) } as const;
  const gate = inner(config, 'filter_enabled_metadata');
  if (inner(config, 'filter_enabled')) return refuse(config, 'that some are not asked about is not known here');
  if (!gate) return { ...custom, rules: [{ http: ALL, tcp: ALL, source: config.at }] };
  only(gate, 'filter', 'path', 'value');
  const [key, ...deeper] = list(gate, 'path').map((one) => text(one, 'key'));
  const prefix = key?.endsWith(RESULT) ? key.slice(0, -RESULT.length) : undefined;
  const found = prefix === undefined ? undefined : waiting.get(prefix);
  const denied = canonicalJson(gate.value['value']) === canonicalJson({ string_match: { exact: 'denied' } });
  const layer = text(gate, 'filter') === `envoy.filters.${http ? 'http' : 'network'}.rbac`;
  // A rule that denies, tried on what is to be asked about, says so.
  if (found?.effect !== 'deny' || !denied || !layer || deeper.length > 0)
    return refuse(gate, 'what it is asked about is not known here');
  waiting.delete(prefix!);
  return { ...custom, rules: found.rules };
}

const RESULT = 'shadow_engine_result';

function clusterOf(config: Message): string {
  const grpc = inner(config, 'grpc_service');
  if (grpc) return text(needed(grpc, 'envoy_grpc'), 'cluster_name');
  return text(needed(needed(config, 'http_service'), 'server_uri'), 'cluster');
}
