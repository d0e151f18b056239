import type { Json, JsonObject } from '../../../../base/json.ts';
import { compareStrings } from '../../../../base/order.ts';
import { inner, list, type Message, needed, only, refuse, text } from '../message.ts';
import type { Match } from './match.ts';
import { durationOf, integer, percentOf } from './numbers.ts';
import { type Clusters, leadsTo } from './upstream.ts';

/** An `envoy.config.route.v3.RouteAction`; by what endpoints are chosen is no matter of where requests go. */
export function forward(of: Message, matched: Match['matched'], clusters: Clusters): JsonObject {
  only(
    of,
    ...['cluster', 'weighted_clusters', 'timeout', 'retry_policy', 'request_mirror_policies', 'hash_policy'],
    ...['host_rewrite_literal', 'prefix_rewrite', 'regex_rewrite'],
  );
  const retries = inner(of, 'retry_policy');
  const mirrors = list(of, 'request_mirror_policies').map((one) => mirror(one, clusters));
  const rewrite = rewritten(of, matched);
  return {
    to: destinationsOf(of, clusters),
    timeout: timeout(of),
    retries: retries ? retried(retries) : { attempts: 0, on: [] },
    ...(mirrors.length > 0 && { mirrors }),
    ...(rewrite && { rewrite }),
  };
}

/** Absent, Envoy waits for 15 seconds; none is no end. */
function timeout(of: Message): number | undefined {
  const found = of.value['timeout'] === undefined ? 15_000 : durationOf(of, 'timeout');
  return found === 0 ? undefined : found;
}

/** One cluster, or several by weight, in per cent. */
export function destinationsOf(of: Message, clusters: Clusters): Json {
  const weighted = inner(of, 'weighted_clusters');
  if (!weighted) return [{ ...leadsTo(text(of, 'cluster'), of, clusters), weight: 100 }];
  if (of.value['cluster'] !== undefined) return refuse(of, 'one cluster or several are expected here');
  const all = list(only(weighted, 'clusters'), 'clusters').map((one) => only(one, 'name', 'weight'));
  const total = all.reduce((sum, one) => sum + integer(one, 'weight'), 0);
  if (total === 0) return refuse(weighted, 'no cluster has a weight');
  return all.map((one) => ({
    ...leadsTo(text(one, 'name'), one, clusters),
    weight: all.length === 1 ? 100 : (integer(one, 'weight') * 100) / total,
  }));
}

const HOSTS_TRIED = ['retry_host_predicate', 'host_selection_retry_max_attempts'] as const;

/** Conditions and statuses together; which hosts are tried is no matter of when. */
function retried(of: Message): JsonObject {
  only(of, 'retry_on', 'num_retries', 'per_try_timeout', 'retriable_status_codes', ...HOSTS_TRIED);
  const statuses = ((of.value['retriable_status_codes'] ?? []) as readonly number[]).map(String);
  const on = text(of, 'retry_on').split(',');
  const kept = statuses.length > 0 ? on.filter((one) => one !== 'retriable-status-codes') : on;
  if (statuses.length > 0 && kept.length === on.length) return refuse(of, 'statuses that nothing asks for');
  return {
    attempts: integer(of, 'num_retries'),
    ...(of.value['per_try_timeout'] !== undefined && { perTryTimeout: durationOf(of, 'per_try_timeout') }),
    on: [...new Set([...kept, ...statuses])].sort(compareStrings),
  };
}

function mirror(of: Message, clusters: Clusters): JsonObject {
  only(of, 'cluster', 'runtime_fraction', 'disable_shadow_host_suffix_append');
  const part = inner(of, 'runtime_fraction');
  return {
    ...leadsTo(text(of, 'cluster'), of, clusters),
    percentage: part ? percentOf(needed(only(part, 'default_value'), 'default_value')) : 100,
  };
}

/** What stands for what matched. Of a path that is told by segments, what matched has no one end. */
function rewritten(of: Message, matched: Match['matched']): JsonObject | undefined {
  const host = of.value['host_rewrite_literal'] === undefined ? undefined : text(of, 'host_rewrite_literal');
  const path = newPath(of, matched);
  return host === undefined && path === undefined ? undefined : { host, path };
}

function newPath(of: Message, matched: Match['matched']): string | undefined {
  const [prefix, whole] = [of.value['prefix_rewrite'], inner(of, 'regex_rewrite')];
  if (prefix === undefined && !whole) return undefined;
  if (prefix !== undefined && whole) return refuse(of, 'two ways to rewrite a path');
  if (!whole)
    return matched === 'whole' || matched === 'beginning'
      ? text(of, 'prefix_rewrite')
      : refuse(of, 'what of the path is rewritten is not known here');
  const pattern = text(only(needed(only(whole, 'pattern', 'substitution'), 'pattern'), 'regex'), 'regex');
  if (pattern !== '^/.*' || matched !== 'anything')
    return refuse(whole, 'what of the path is rewritten is not known here');
  const substitution = text(whole, 'substitution');
  if (/\\\d/.test(substitution.replaceAll('\\\\', ''))) return refuse(whole, 'parts of a path are not known here');
  return substitution.replaceAll('\\\\', '\\');
}
