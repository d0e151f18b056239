import type { DestinationRuleSpec } from '../../../schemas/types/networking.istio.io/DestinationRule.ts';
import type { GatewaySpec } from '../../../schemas/types/networking.istio.io/Gateway.ts';
import type { SidecarSpec } from '../../../schemas/types/networking.istio.io/Sidecar.ts';
import type { VirtualServiceSpec } from '../../../schemas/types/networking.istio.io/VirtualService.ts';
import type { Manifest, Metadata } from '../manifest.ts';

export type {
  DestinationRuleSpec,
  DestinationRuleSubsetsTrafficPolicy as TrafficPolicySpec,
} from '../../../schemas/types/networking.istio.io/DestinationRule.ts';
export type { GatewayServers as Server } from '../../../schemas/types/networking.istio.io/Gateway.ts';
export type {
  VirtualServiceHttp as HttpRouteSpec,
  VirtualServiceHttpCorsPolicyAllowOrigins as StringMatchSpec,
  VirtualServiceHttpMatch as HttpMatchSpec,
  VirtualServiceHttpMirror as DestinationSpec,
  VirtualServiceHttpRoute as HttpDestinationSpec,
  VirtualServiceTcp as TcpRouteSpec,
  VirtualServiceTls as TlsRouteSpec,
} from '../../../schemas/types/networking.istio.io/VirtualService.ts';

export type { GatewaySpec, SidecarSpec, VirtualServiceSpec };

const apiVersion = 'networking.istio.io/v1';

export function gateway(metadata: Metadata, spec: GatewaySpec): Manifest {
  return { apiVersion, kind: 'Gateway', metadata, spec };
}

export function virtualService(metadata: Metadata, spec: VirtualServiceSpec): Manifest {
  return { apiVersion, kind: 'VirtualService', metadata, spec };
}

export function destinationRule(metadata: Metadata, spec: DestinationRuleSpec): Manifest {
  return { apiVersion, kind: 'DestinationRule', metadata, spec };
}

export function sidecar(metadata: Metadata, spec: SidecarSpec): Manifest {
  return { apiVersion, kind: 'Sidecar', metadata, spec };
}
