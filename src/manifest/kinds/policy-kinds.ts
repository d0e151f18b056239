/** The kinds of all that policies may become, raw manifests aside. */
export const POLICY_KINDS = {
  cluster: [{ group: '', kind: 'Namespace' }],
  namespaced: [
    { group: '', kind: 'Service' },
    { group: '', kind: 'ServiceAccount' },
    { group: 'apps', kind: 'Deployment' },
    { group: 'networking.istio.io', kind: 'DestinationRule' },
    { group: 'networking.istio.io', kind: 'Gateway' },
    { group: 'networking.istio.io', kind: 'Sidecar' },
    { group: 'networking.istio.io', kind: 'VirtualService' },
    { group: 'security.istio.io', kind: 'AuthorizationPolicy' },
    { group: 'security.istio.io', kind: 'PeerAuthentication' },
    { group: 'security.istio.io', kind: 'RequestAuthentication' },
    { group: 'telemetry.istio.io', kind: 'Telemetry' },
  ],
} as const;
