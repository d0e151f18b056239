/** The messages that configs begin with, and those that they hold by type: what is emitted, and what comes with it. */
export const ROOTS: readonly string[] = [
  'envoy.config.bootstrap.v3.Bootstrap',
  'envoy.service.discovery.v3.DiscoveryResponse',
  'envoy.config.listener.v3.Listener',
  'envoy.config.cluster.v3.Cluster',
  'envoy.config.route.v3.RouteConfiguration',
  'envoy.config.endpoint.v3.ClusterLoadAssignment',
  'envoy.config.trace.v3.OpenTelemetryConfig',
  'envoy.config.trace.v3.ZipkinConfig',
  'envoy.extensions.access_loggers.file.v3.FileAccessLog',
  'envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter',
  'envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig',
  'envoy.extensions.filters.http.cors.v3.Cors',
  'envoy.extensions.filters.http.cors.v3.CorsPolicy',
  'envoy.extensions.filters.http.ext_authz.v3.ExtAuthz',
  'envoy.extensions.filters.http.fault.v3.HTTPFault',
  'envoy.extensions.filters.http.grpc_web.v3.GrpcWeb',
  'envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication',
  'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
  'envoy.extensions.filters.http.ratelimit.v3.RateLimit',
  'envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute',
  'envoy.extensions.filters.http.rbac.v3.RBAC',
  'envoy.extensions.filters.http.rbac.v3.RBACPerRoute',
  'envoy.extensions.filters.http.router.v3.Router',
  'envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
  'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
  'envoy.extensions.filters.network.ext_authz.v3.ExtAuthz',
  'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
  'envoy.extensions.filters.network.rbac.v3.RBAC',
  'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
  'envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig',
  'envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor',
  'envoy.extensions.rbac.principals.mtls_authenticated.v3.Config',
  'envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
  'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
  'envoy.extensions.transport_sockets.tls.v3.Secret',
  'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
  'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
];

/** By the minor version of Envoy, the module that its API was published as. */
export const MODULES: Readonly<Record<string, string>> = Object.fromEntries(
  ['1.36', '1.37', '1.38', '1.39', '1.40'].map((version) => [
    version,
    `github.com/envoyproxy/go-control-plane/envoy@v${version}.0`,
  ]),
);

/** The modules beside it that its files import from. */
export const DEPENDENCIES: readonly string[] = [
  'github.com/cncf/xds/go',
  'github.com/envoyproxy/protoc-gen-validate',
  'github.com/prometheus/client_model',
  'go.opentelemetry.io/proto/otlp',
  'google.golang.org/genproto/googleapis/api',
  'google.golang.org/genproto/googleapis/rpc',
  'cel.dev/expr',
];
