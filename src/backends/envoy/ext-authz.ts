import type { JsonObject } from '../../base/json.ts';
import { uniqueBy } from '../../base/order.ts';
import type { Provider } from '../../config/envoy.ts';
import { error } from '../../diag/diagnostic.ts';
import { extension } from './any.ts';
import type { Filters } from './authorization/filters.ts';
import { rbacFilter } from './authorization/filters.ts';
import { isEmpty, type Policies, policies, rbac } from './authorization/policies.ts';
import type { Port } from './authorization/request.ts';
import type { NamedRule } from './authorization/rules-at.ts';
import type { Context } from './context.ts';
import { duration } from './duration.ts';
import { byGrpc, providerCluster } from './provider-cluster.ts';
import { findProvider } from './providers.ts';

type Authorizer = Extract<Provider, { kind: 'envoyExtAuthzGrpc' | 'envoyExtAuthzHttp' }>;

/**
 * Each authorizer that the rules name, asked about what its rules match and about nothing else: a filter whose rules are only tried
 * leaves what it found, and the filter that asks goes by that.
 */
export function externalAuthorizers(rules: readonly NamedRule[], port: Port, context: Context): Filters {
  const custom = rules.filter(({ rule }) => rule.effect === 'custom' && rule.provider !== undefined);
  const parts = uniqueBy(custom, ({ rule }) => rule.provider).map(({ rule }): Filters => {
    const name = rule.provider!;
    const enforced = policies(rules, { effect: 'custom', dryRun: false, provider: name }, port, context.lookup);
    const tried = policies(rules, { effect: 'custom', dryRun: true, provider: name }, port, context.lookup);
    const filters = isEmpty(tried)
      ? []
      : [shadow(`rbac-dry-run-custom-${name}`, `dry_run_custom_${name}_`, tried, port)];
    if (isEmpty(enforced)) return { filters, clusters: [] };
    const asking = custom.find(({ name }) => name in enforced)!.rule;
    const provider = findProvider(name, ['envoyExtAuthzGrpc', 'envoyExtAuthzHttp'], asking.span, context);
    if (provider === undefined) return { filters, clusters: [] };
    if (!port.http && provider.kind === 'envoyExtAuthzHttp')
      context.gap(
        error('MW3405', `\`${name}\` is asked by HTTP, and port ${port.port} carries something else`, {
          span: asking.span,
          note: 'about connections Envoy asks by gRPC only',
          help: 'name the HTTP ports in the requests of this rule, or configure an authorizer of kind `envoyExtAuthzGrpc`',
        }),
      );
    const prefix = `custom_${name}_`;
    return {
      filters: [
        ...filters,
        shadow(`rbac-custom-${name}`, prefix, enforced, port),
        authorizer(name, provider, prefix, port),
      ],
      clusters: [providerCluster(name, provider, context)],
    };
  });
  return { filters: parts.flatMap((part) => part.filters), clusters: parts.flatMap((part) => part.clusters) };
}

function shadow(name: string, prefix: string, all: Policies, port: Port): JsonObject {
  return rbacFilter(name, port, { shadow_rules: rbac('DENY', all), shadow_rules_stat_prefix: prefix });
}

/** A rule that denies, tried on what is to be asked about, says `denied`. */
function authorizer(name: string, provider: Authorizer, prefix: string, { http }: Port): JsonObject {
  const layer: 'http' | 'network' = http ? 'http' : 'network';
  const common = {
    failure_mode_allow: provider.failOpen,
    filter_enabled_metadata: {
      filter: `envoy.filters.${layer}.rbac`,
      path: [{ key: `${prefix}shadow_engine_result` }],
      value: { string_match: { exact: 'denied' } },
    },
    transport_api_version: 'V3' as const,
  };
  const message = `envoy.extensions.filters.${layer}.ext_authz.v3.ExtAuthz` as const;
  return extension(`ext-authz-${name}`, message, {
    ...(http
      ? { ...common, status_on_error: { code: 'Forbidden' } }
      : { ...common, stat_prefix: `ext_authz.${name}.` }),
    include_peer_certificate: true,
    ...(provider.kind === 'envoyExtAuthzGrpc' || !http ? grpcService(name, provider) : byHttp(name, provider)),
  });
}

function grpcService(name: string, provider: Authorizer): JsonObject {
  return { grpc_service: { ...byGrpc(name, provider), timeout: duration(provider.timeout) } };
}

function byHttp(name: string, provider: Extract<Authorizer, { kind: 'envoyExtAuthzHttp' }>): JsonObject {
  const { service, port, timeout, pathPrefix, includeRequestHeadersInCheck, headersToUpstreamOnAllow } = provider;
  return {
    http_service: {
      server_uri: { uri: `http://${service}:${port}`, cluster: `provider/${name}`, timeout: duration(timeout) },
      ...(pathPrefix !== undefined && { path_prefix: pathPrefix }),
      ...(headersToUpstreamOnAllow.length > 0 && {
        authorization_response: { allowed_upstream_headers: named(headersToUpstreamOnAllow) },
      }),
    },
    ...(includeRequestHeadersInCheck.length > 0 && { allowed_headers: named(includeRequestHeadersInCheck) }),
  };
}

function named(headers: readonly string[]): JsonObject {
  return { patterns: headers.map((exact) => ({ exact, ignore_case: true })) };
}
