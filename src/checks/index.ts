import { type Diagnostic, isError } from '../diag/diagnostic.ts';
import type { Lookup } from '../model/lookup.ts';
import { neverDecides } from './access/never-decides.ts';
import { noRoute } from './access/no-route.ts';
import { nobodyCalls } from './access/nobody-calls.ts';
import { overBroad } from './access/over-broad.ts';
import { routedAway } from './access/routed-away.ts';
import { shadowedRule } from './access/shadowed-rule.ts';
import type { Check } from './check.ts';
import { ambiguousRoutes } from './gateways/ambiguous-routes.ts';
import { listenerTls } from './gateways/listener-tls.ts';
import { overlappingHosts } from './gateways/overlapping-hosts.ts';
import { portProtocols } from './gateways/port-protocols.ts';
import { redirectToNothing } from './gateways/redirect-to-nothing.ts';
import { routeListener } from './gateways/route-listener.ts';
import { unroutedHost } from './gateways/unrouted-host.ts';
import { unservedHost } from './gateways/unserved-host.ts';
import { clientTls } from './mtls/client-tls.ts';
import { conflictingMtls } from './mtls/conflicting-mtls.ts';
import { unenforcedMtls } from './mtls/unenforced-mtls.ts';
import { limitByIdentity } from './rate-limits/by-identity.ts';
import { limitOnTcp } from './rate-limits/limit-on-tcp.ts';
import { limitWithoutProxy } from './rate-limits/no-proxy.ts';
import { admitsMore } from './raw/admits-more.ts';
import { rawAllowAll } from './raw/allow-all.ts';
import { rawClientTls } from './raw/client-tls.ts';
import { collisions } from './raw/collisions.ts';
import { rawHttpOnTcp } from './raw/http-on-tcp.ts';
import { rawMethodCase } from './raw/method-case.ts';
import { rawMtlsPort } from './raw/mtls-port.ts';
import { sameSubsets } from './raw/same-subsets.ts';
import { rawSelectsNothing } from './raw/selects-nothing.ts';
import { rawUnknownHost } from './raw/unknown-host.ts';
import { rawUnknownPrincipal } from './raw/unknown-principal.ts';
import { unknownSubset } from './raw/unknown-subset.ts';
import { rawWeights } from './raw/weights.ts';
import { insecureRedirect } from './redirects/insecure-redirect.ts';
import { redirectLoop } from './redirects/redirect-loop.ts';
import { destinationPort } from './routes/destination-port.ts';
import { mirrorToItself } from './routes/mirror-to-itself.ts';
import { retryBudget } from './routes/retry-budget.ts';
import { shadowedRoute } from './routes/shadowed-route.ts';
import { unknownHost } from './routes/unknown-host.ts';
import { unreachableVersion } from './routes/unreachable-version.ts';
import { weights } from './routes/weights.ts';
import { allowAll } from './rules/allow-all.ts';
import { allowByDefault } from './rules/allow-by-default.ts';
import { callerWithoutIdentity } from './rules/caller-without-identity.ts';
import { httpOnTcp } from './rules/http-on-tcp.ts';
import { identityAtGateway } from './rules/identity-at-gateway.ts';
import { noDataPlane } from './rules/no-data-plane.ts';
import { plaintextCallers } from './rules/plaintext-callers.ts';
import { selectsNothing } from './rules/selects-nothing.ts';
import { unknownPrincipal } from './rules/unknown-principal.ts';
import { localityFailover } from './traffic/locality-failover.ts';
import { warmup } from './traffic/warmup.ts';
import { foreignPods } from './workloads/foreign-pods.ts';
import { missingServiceAccount } from './workloads/missing-service-account.ts';

/** Every check, in the order in which they run: by code. */
export const CHECKS: readonly Check[] = [
  weights,
  shadowedRoute,
  unreachableVersion,
  retryBudget,
  mirrorToItself,
  destinationPort,
  unknownHost,
  overlappingHosts,
  unservedHost,
  ambiguousRoutes,
  unroutedHost,
  redirectLoop,
  insecureRedirect,
  listenerTls,
  redirectToNothing,
  routeListener,
  portProtocols,
  localityFailover,
  warmup,
  foreignPods,
  missingServiceAccount,
  conflictingMtls,
  clientTls,
  unenforcedMtls,
  plaintextCallers,
  httpOnTcp,
  noDataPlane,
  callerWithoutIdentity,
  identityAtGateway,
  selectsNothing,
  unknownPrincipal,
  allowAll,
  allowByDefault,
  neverDecides,
  shadowedRule,
  nobodyCalls,
  overBroad,
  noRoute,
  routedAway,
  limitOnTcp,
  limitWithoutProxy,
  limitByIdentity,
  unknownSubset,
  rawUnknownHost,
  rawUnknownPrincipal,
  rawSelectsNothing,
  rawClientTls,
  rawAllowAll,
  rawHttpOnTcp,
  collisions,
  admitsMore,
  rawWeights,
  rawMethodCase,
  rawMtlsPort,
  sameSubsets,
];

/** Runs every check over a mesh; findings come in the order of the checks. */
export function runChecks(mesh: Lookup, checks = CHECKS): Diagnostic[] {
  return checks.flatMap((check) => [...check.run(mesh)]);
}

/** The errors of a mesh that lost declarations to others: what is wrong with the rest is told at once, warnings may be false. */
export function runChecksOfRest(mesh: Lookup): Diagnostic[] {
  const sure = CHECKS.filter(({ misses }) => !misses);
  return runChecks(mesh, sure).filter(isError);
}
