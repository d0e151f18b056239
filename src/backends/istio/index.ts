import type { Diagnostic } from '../../diag/diagnostic.ts';
import type { Emitted, Manifest } from '../../manifest/manifest.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Backend } from '../backend.ts';
import type { Reading } from '../reading.ts';
import { authorizationPolicies } from './authorization/policies.ts';
import { configurationOf } from './configuration.ts';
import type { Emitter } from './context.ts';
import { deployments } from './deployment.ts';
import { destinationRules } from './destination-rule.ts';
import { gateways } from './gateway.ts';
import { configurationIn } from './given.ts';
import { namespaces } from './namespace.ts';
import { partReader } from './part-reader.ts';
import { peerAuthentications } from './peer-authentication.ts';
import { rateLimits } from './rate-limit.ts';
import { type IstioConfiguration, readDestinations, readRouting } from './read/index.ts';
import { requestAuthentications } from './request-authentication.ts';
import { gatewayRoutes } from './routing/gateway-routes.ts';
import { serviceRoutes } from './routing/service-routes.ts';
import { services } from './service.ts';
import { serviceAccounts } from './service-account.ts';
import { sidecars } from './sidecar.ts';
import { meshTelemetry } from './telemetry.ts';

/** One emitter for each kind of manifest. */
const EMITTERS: readonly Emitter[] = [
  namespaces,
  serviceAccounts,
  services,
  deployments,
  peerAuthentications,
  requestAuthentications,
  authorizationPolicies,
  sidecars,
  destinationRules,
  serviceRoutes,
  gateways,
  gatewayRoutes,
  meshTelemetry,
  rateLimits,
];

/** Istio with sidecars. */
export const istio: Backend = {
  name: 'istio',
  gaps: (mesh) => translation(mesh).gaps,
  lower: (mesh) => translation(mesh).emitted,
  read: (manifests, mesh) => readWith(manifests, configurationOf(mesh)),
  readAlone: (manifests, other) => readWith(manifests, configurationIn(manifests, other)),
  readParts: (sides) => partReader(sides, readWith),
};

function readWith(manifests: readonly Manifest[], configuration: IstioConfiguration): Reading {
  return {
    destinations: readDestinations(manifests, configuration),
    routing: readRouting(manifests, configuration),
  };
}

interface Translation {
  readonly emitted: readonly Emitted[];
  readonly gaps: readonly Diagnostic[];
}

/** Gaps are found by lowering, so a mesh is lowered once for both questions. */
const translations = new WeakMap<Lookup, Translation>();

function translation(lookup: Lookup): Translation {
  const known = translations.get(lookup) ?? translate(lookup);
  translations.set(lookup, known);
  return known;
}

function translate(lookup: Lookup): Translation {
  const gaps: Diagnostic[] = [];
  const context = { lookup, gap: (found: Diagnostic) => void gaps.push(found) };
  const emitted: Emitted[] = [];
  for (const emitter of EMITTERS) for (const one of emitter(context)) emitted.push(one);
  return { emitted, gaps };
}
