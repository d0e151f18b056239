// What Envoy enforces at one port of one workload: a virtual host of its own, chosen by a header.
import type { Destination, DestinationPort } from '../../src/access/destination.ts';
import { istio } from '../../src/backends/istio/index.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import {
  type AuthorizationPolicy,
  applying,
  type JwtRule,
  type Pods,
  type RequestAuthentication,
} from './manifests.ts';
import { type Action, rbacOf } from './rbac.ts';

export interface Door {
  readonly destination: Destination;
  readonly port: DestinationPort;
  readonly model: Lookup;
  readonly deny?: JsonObject;
  readonly allow?: JsonObject;
  /** Denials that hold where the external authorizer of this name says no. */
  readonly custom?: readonly { readonly provider: string; readonly rules: JsonObject }[];
  readonly jwtRules: readonly JwtRule[];
}

/** Where rules are enforced: every port of every workload that has a proxy. */
export function doorsOf(model: Lookup, destinations: readonly Destination[]): readonly Door[] {
  const manifests = istio.lower(model).map(({ manifest }) => manifest);
  return destinations
    .filter(({ proxy }) => proxy !== 'none')
    .flatMap((destination) => destination.ports.map((port) => doorOf(model, manifests, destination, port)));
}

function doorOf(model: Lookup, manifests: readonly unknown[], destination: Destination, port: DestinationPort): Door {
  const pods = podsOf(destination.key, model);
  const { rootNamespace, trustDomain, trustDomainAliases } = model.mesh;
  const setting = { trustDomains: [trustDomain, ...trustDomainAliases], tcp: !port.http };
  const policies = applying<AuthorizationPolicy>(manifests, 'AuthorizationPolicy', pods, rootNamespace).filter(
    ({ metadata }) => metadata.annotations?.['istio.io/dry-run'] !== 'true',
  );
  const enforced = (name: string) => policies.filter(({ spec: { action = 'ALLOW' } }) => action === name);
  const rules = (action: Action) =>
    enforced(action).length === 0 ? undefined : rbacOf(enforced(action), action, setting);
  const providers = [...new Set(enforced('CUSTOM').map(({ spec }) => spec.provider?.name ?? ''))];
  const custom = providers.map((provider) => ({
    provider,
    rules: rbacOf(
      enforced('CUSTOM').filter(({ spec }) => spec.provider?.name === provider),
      'DENY',
      setting,
    ),
  }));
  const authentications = applying<RequestAuthentication>(manifests, 'RequestAuthentication', pods, rootNamespace);
  const [deny, allow] = [rules('DENY'), rules('ALLOW')];
  return {
    destination,
    port,
    model,
    ...(deny && { deny }),
    ...(allow && { allow }),
    custom,
    jwtRules: port.http ? authentications.flatMap(({ spec }) => spec.jwtRules ?? []) : [],
  };
}

function podsOf(key: string, { services, gateways }: Lookup): Pods {
  const [kind, name] = key.split(' ') as [string, `${string}/${string}`];
  if (kind === 'gateway') {
    const { namespace, selector } = gateways.get(name)!.workload;
    return { namespace, labels: selector };
  }
  const { namespace, selector } = services.get(name)!;
  return { namespace, labels: selector };
}
