import type { JsonObject } from '../../src/base/json.ts';

export type Any = JsonObject & { '@type': string };

export interface Messages {
  "envoy.config.accesslog.v3.AccessLog": {
    name?: string;
    filter?: Messages["envoy.config.accesslog.v3.AccessLogFilter"];
    typed_config?: Any;
  };
  "envoy.config.accesslog.v3.AccessLogFilter": {
    status_code_filter?: Messages["envoy.config.accesslog.v3.StatusCodeFilter"];
    duration_filter?: Messages["envoy.config.accesslog.v3.DurationFilter"];
    not_health_check_filter?: Messages["envoy.config.accesslog.v3.NotHealthCheckFilter"];
    traceable_filter?: Messages["envoy.config.accesslog.v3.TraceableFilter"];
    runtime_filter?: Messages["envoy.config.accesslog.v3.RuntimeFilter"];
    and_filter?: Messages["envoy.config.accesslog.v3.AndFilter"];
    or_filter?: Messages["envoy.config.accesslog.v3.OrFilter"];
    header_filter?: Messages["envoy.config.accesslog.v3.HeaderFilter"];
    response_flag_filter?: Messages["envoy.config.accesslog.v3.ResponseFlagFilter"];
    grpc_status_filter?: Messages["envoy.config.accesslog.v3.GrpcStatusFilter"];
    extension_filter?: Messages["envoy.config.accesslog.v3.ExtensionFilter"];
    metadata_filter?: Messages["envoy.config.accesslog.v3.MetadataFilter"];
    log_type_filter?: Messages["envoy.config.accesslog.v3.LogTypeFilter"];
  };
  "envoy.config.accesslog.v3.AndFilter": {
    filters?: readonly (Messages["envoy.config.accesslog.v3.AccessLogFilter"])[];
  };
  "envoy.config.accesslog.v3.ComparisonFilter": {
    op?: 'EQ' | 'GE' | 'LE' | 'NE';
    value?: Messages["envoy.config.core.v3.RuntimeUInt32"];
  };
  "envoy.config.accesslog.v3.DurationFilter": {
    comparison?: Messages["envoy.config.accesslog.v3.ComparisonFilter"];
  };
  "envoy.config.accesslog.v3.ExtensionFilter": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.accesslog.v3.GrpcStatusFilter": {
    statuses?: readonly ('OK' | 'CANCELED' | 'UNKNOWN' | 'INVALID_ARGUMENT' | 'DEADLINE_EXCEEDED' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'PERMISSION_DENIED' | 'RESOURCE_EXHAUSTED' | 'FAILED_PRECONDITION' | 'ABORTED' | 'OUT_OF_RANGE' | 'UNIMPLEMENTED' | 'INTERNAL' | 'UNAVAILABLE' | 'DATA_LOSS' | 'UNAUTHENTICATED')[];
    exclude?: boolean;
  };
  "envoy.config.accesslog.v3.HeaderFilter": {
    header?: Messages["envoy.config.route.v3.HeaderMatcher"];
  };
  "envoy.config.accesslog.v3.LogTypeFilter": {
    types?: readonly ('NotSet' | 'TcpUpstreamConnected' | 'TcpPeriodic' | 'TcpConnectionStart' | 'TcpConnectionEnd' | 'DownstreamStart' | 'DownstreamPeriodic' | 'DownstreamEnd' | 'UpstreamPoolReady' | 'UpstreamPeriodic' | 'UpstreamEnd' | 'DownstreamTunnelSuccessfullyEstablished' | 'UdpTunnelUpstreamConnected' | 'UdpPeriodic' | 'UdpSessionEnd')[];
    exclude?: boolean;
  };
  "envoy.config.accesslog.v3.MetadataFilter": {
    matcher?: Messages["envoy.type.matcher.v3.MetadataMatcher"];
    match_if_key_not_found?: boolean;
  };
  "envoy.config.accesslog.v3.NotHealthCheckFilter": {
  };
  "envoy.config.accesslog.v3.OrFilter": {
    filters?: readonly (Messages["envoy.config.accesslog.v3.AccessLogFilter"])[];
  };
  "envoy.config.accesslog.v3.ResponseFlagFilter": {
    flags?: readonly (string)[];
  };
  "envoy.config.accesslog.v3.RuntimeFilter": {
    runtime_key?: string;
    percent_sampled?: Messages["envoy.type.v3.FractionalPercent"];
    use_independent_randomness?: boolean;
  };
  "envoy.config.accesslog.v3.StatusCodeFilter": {
    comparison?: Messages["envoy.config.accesslog.v3.ComparisonFilter"];
  };
  "envoy.config.accesslog.v3.TraceableFilter": {
  };
  "envoy.config.bootstrap.v3.Admin": {
    access_log?: readonly (Messages["envoy.config.accesslog.v3.AccessLog"])[];
    access_log_path?: string;
    profile_path?: string;
    address?: Messages["envoy.config.core.v3.Address"];
    socket_options?: readonly (Messages["envoy.config.core.v3.SocketOption"])[];
    ignore_global_conn_limit?: boolean;
    allow_paths?: readonly (Messages["envoy.type.matcher.v3.StringMatcher"])[];
  };
  "envoy.config.bootstrap.v3.Bootstrap": {
    node?: Messages["envoy.config.core.v3.Node"];
    node_context_params?: readonly (string)[];
    static_resources?: Messages["envoy.config.bootstrap.v3.Bootstrap.StaticResources"];
    dynamic_resources?: Messages["envoy.config.bootstrap.v3.Bootstrap.DynamicResources"];
    cluster_manager?: Messages["envoy.config.bootstrap.v3.ClusterManager"];
    hds_config?: Messages["envoy.config.core.v3.ApiConfigSource"];
    flags_path?: string;
    stats_sinks?: readonly (Messages["envoy.config.metrics.v3.StatsSink"])[];
    deferred_stat_options?: Messages["envoy.config.bootstrap.v3.Bootstrap.DeferredStatOptions"];
    stats_config?: Messages["envoy.config.metrics.v3.StatsConfig"];
    stats_flush_interval?: string;
    stats_flush_on_admin?: boolean;
    stats_eviction_interval?: string;
    watchdog?: Messages["envoy.config.bootstrap.v3.Watchdog"];
    watchdogs?: Messages["envoy.config.bootstrap.v3.Watchdogs"];
    tracing?: Messages["envoy.config.trace.v3.Tracing"];
    layered_runtime?: Messages["envoy.config.bootstrap.v3.LayeredRuntime"];
    admin?: Messages["envoy.config.bootstrap.v3.Admin"];
    overload_manager?: Messages["envoy.config.overload.v3.OverloadManager"];
    enable_dispatcher_stats?: boolean;
    header_prefix?: string;
    stats_server_version_override?: number | string;
    use_tcp_for_dns_lookups?: boolean;
    dns_resolution_config?: Messages["envoy.config.core.v3.DnsResolutionConfig"];
    typed_dns_resolver_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    bootstrap_extensions?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    fatal_actions?: readonly (Messages["envoy.config.bootstrap.v3.FatalAction"])[];
    config_sources?: readonly (Messages["envoy.config.core.v3.ConfigSource"])[];
    default_config_source?: Messages["envoy.config.core.v3.ConfigSource"];
    default_socket_interface?: string;
    certificate_provider_instances?: { readonly [key: string]: Messages["envoy.config.core.v3.TypedExtensionConfig"] };
    inline_headers?: readonly (Messages["envoy.config.bootstrap.v3.CustomInlineHeader"])[];
    perf_tracing_file_path?: string;
    default_regex_engine?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    xds_delegate_extension?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    xds_config_tracker_extension?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    listener_manager?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    application_log_config?: Messages["envoy.config.bootstrap.v3.Bootstrap.ApplicationLogConfig"];
    grpc_async_client_manager_config?: Messages["envoy.config.bootstrap.v3.Bootstrap.GrpcAsyncClientManagerConfig"];
    memory_allocator_manager?: Messages["envoy.config.bootstrap.v3.MemoryAllocatorManager"];
    enable_worker_cpu_affinity?: boolean;
  };
  "envoy.config.bootstrap.v3.Bootstrap.ApplicationLogConfig": {
    log_format?: Messages["envoy.config.bootstrap.v3.Bootstrap.ApplicationLogConfig.LogFormat"];
  };
  "envoy.config.bootstrap.v3.Bootstrap.ApplicationLogConfig.LogFormat": {
    json_format?: JsonObject;
    text_format?: string;
  };
  "envoy.config.bootstrap.v3.Bootstrap.DeferredStatOptions": {
    enable_deferred_creation_stats?: boolean;
  };
  "envoy.config.bootstrap.v3.Bootstrap.DynamicResources": {
    lds_config?: Messages["envoy.config.core.v3.ConfigSource"];
    lds_resources_locator?: string;
    cds_config?: Messages["envoy.config.core.v3.ConfigSource"];
    cds_resources_locator?: string;
    ads_config?: Messages["envoy.config.core.v3.ApiConfigSource"];
  };
  "envoy.config.bootstrap.v3.Bootstrap.GrpcAsyncClientManagerConfig": {
    max_cached_entry_idle_duration?: string;
  };
  "envoy.config.bootstrap.v3.Bootstrap.StaticResources": {
    listeners?: readonly (Messages["envoy.config.listener.v3.Listener"])[];
    clusters?: readonly (Messages["envoy.config.cluster.v3.Cluster"])[];
    secrets?: readonly (Messages["envoy.extensions.transport_sockets.tls.v3.Secret"])[];
  };
  "envoy.config.bootstrap.v3.ClusterManager": {
    local_cluster_name?: string;
    outlier_detection?: Messages["envoy.config.bootstrap.v3.ClusterManager.OutlierDetection"];
    upstream_bind_config?: Messages["envoy.config.core.v3.BindConfig"];
    load_stats_config?: Messages["envoy.config.core.v3.ApiConfigSource"];
    enable_deferred_cluster_creation?: boolean;
  };
  "envoy.config.bootstrap.v3.ClusterManager.OutlierDetection": {
    event_log_path?: string;
    event_service?: Messages["envoy.config.core.v3.EventServiceConfig"];
  };
  "envoy.config.bootstrap.v3.CustomInlineHeader": {
    inline_header_name?: string;
    inline_header_type?: 'REQUEST_HEADER' | 'REQUEST_TRAILER' | 'RESPONSE_HEADER' | 'RESPONSE_TRAILER';
  };
  "envoy.config.bootstrap.v3.FatalAction": {
    config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
  };
  "envoy.config.bootstrap.v3.LayeredRuntime": {
    layers?: readonly (Messages["envoy.config.bootstrap.v3.RuntimeLayer"])[];
  };
  "envoy.config.bootstrap.v3.MemoryAllocatorManager": {
    bytes_to_release?: number | string;
    memory_release_interval?: string;
    soft_memory_limit_bytes?: number | string;
    max_per_cpu_cache_size_bytes?: number;
    max_unfreed_memory_bytes?: number | string;
  };
  "envoy.config.bootstrap.v3.RuntimeLayer": {
    name?: string;
    static_layer?: JsonObject;
    disk_layer?: Messages["envoy.config.bootstrap.v3.RuntimeLayer.DiskLayer"];
    admin_layer?: Messages["envoy.config.bootstrap.v3.RuntimeLayer.AdminLayer"];
    rtds_layer?: Messages["envoy.config.bootstrap.v3.RuntimeLayer.RtdsLayer"];
  };
  "envoy.config.bootstrap.v3.RuntimeLayer.AdminLayer": {
  };
  "envoy.config.bootstrap.v3.RuntimeLayer.DiskLayer": {
    symlink_root?: string;
    subdirectory?: string;
    append_service_cluster?: boolean;
  };
  "envoy.config.bootstrap.v3.RuntimeLayer.RtdsLayer": {
    name?: string;
    rtds_config?: Messages["envoy.config.core.v3.ConfigSource"];
  };
  "envoy.config.bootstrap.v3.Watchdog": {
    actions?: readonly (Messages["envoy.config.bootstrap.v3.Watchdog.WatchdogAction"])[];
    miss_timeout?: string;
    megamiss_timeout?: string;
    kill_timeout?: string;
    max_kill_timeout_jitter?: string;
    multikill_timeout?: string;
    multikill_threshold?: Messages["envoy.type.v3.Percent"];
  };
  "envoy.config.bootstrap.v3.Watchdog.WatchdogAction": {
    config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    event?: 'UNKNOWN' | 'KILL' | 'MULTIKILL' | 'MEGAMISS' | 'MISS';
  };
  "envoy.config.bootstrap.v3.Watchdogs": {
    main_thread_watchdog?: Messages["envoy.config.bootstrap.v3.Watchdog"];
    worker_watchdog?: Messages["envoy.config.bootstrap.v3.Watchdog"];
  };
  "envoy.config.cluster.v3.CircuitBreakers": {
    thresholds?: readonly (Messages["envoy.config.cluster.v3.CircuitBreakers.Thresholds"])[];
    per_host_thresholds?: readonly (Messages["envoy.config.cluster.v3.CircuitBreakers.Thresholds"])[];
  };
  "envoy.config.cluster.v3.CircuitBreakers.Thresholds": {
    priority?: 'DEFAULT' | 'HIGH';
    max_connections?: number;
    max_pending_requests?: number;
    max_requests?: number;
    max_retries?: number;
    retry_budget?: Messages["envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget"];
    track_remaining?: boolean;
    max_connection_pools?: number;
  };
  "envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget": {
    budget_percent?: Messages["envoy.type.v3.Percent"];
    budget_interval?: string;
    min_retry_concurrency?: number;
  };
  "envoy.config.cluster.v3.Cluster": {
    transport_socket_matches?: readonly (Messages["envoy.config.cluster.v3.Cluster.TransportSocketMatch"])[];
    transport_socket_matcher?: Messages["xds.type.matcher.v3.Matcher"];
    name?: string;
    alt_stat_name?: string;
    stats_matcher?: Messages["envoy.config.metrics.v3.StatsMatcher"];
    type?: 'STATIC' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'EDS' | 'ORIGINAL_DST';
    cluster_type?: Messages["envoy.config.cluster.v3.Cluster.CustomClusterType"];
    eds_cluster_config?: Messages["envoy.config.cluster.v3.Cluster.EdsClusterConfig"];
    connect_timeout?: string;
    per_connection_buffer_limit_bytes?: number;
    per_connection_buffer_high_watermark_timeout?: string;
    lb_policy?: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RING_HASH' | 'RANDOM' | 'MAGLEV' | 'CLUSTER_PROVIDED' | 'LOAD_BALANCING_POLICY_CONFIG';
    load_assignment?: Messages["envoy.config.endpoint.v3.ClusterLoadAssignment"];
    health_checks?: readonly (Messages["envoy.config.core.v3.HealthCheck"])[];
    max_requests_per_connection?: number;
    circuit_breakers?: Messages["envoy.config.cluster.v3.CircuitBreakers"];
    upstream_http_protocol_options?: Messages["envoy.config.core.v3.UpstreamHttpProtocolOptions"];
    common_http_protocol_options?: Messages["envoy.config.core.v3.HttpProtocolOptions"];
    http_protocol_options?: Messages["envoy.config.core.v3.Http1ProtocolOptions"];
    http2_protocol_options?: Messages["envoy.config.core.v3.Http2ProtocolOptions"];
    typed_extension_protocol_options?: { readonly [key: string]: Any };
    dns_refresh_rate?: string;
    dns_jitter?: string;
    dns_failure_refresh_rate?: Messages["envoy.config.cluster.v3.Cluster.RefreshRate"];
    respect_dns_ttl?: boolean;
    dns_lookup_family?: 'AUTO' | 'V4_ONLY' | 'V6_ONLY' | 'V4_PREFERRED' | 'ALL';
    dns_resolvers?: readonly (Messages["envoy.config.core.v3.Address"])[];
    use_tcp_for_dns_lookups?: boolean;
    dns_resolution_config?: Messages["envoy.config.core.v3.DnsResolutionConfig"];
    typed_dns_resolver_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    wait_for_warm_on_init?: boolean;
    outlier_detection?: Messages["envoy.config.cluster.v3.OutlierDetection"];
    cleanup_interval?: string;
    upstream_bind_config?: Messages["envoy.config.core.v3.BindConfig"];
    lb_subset_config?: Messages["envoy.config.cluster.v3.Cluster.LbSubsetConfig"];
    ring_hash_lb_config?: Messages["envoy.config.cluster.v3.Cluster.RingHashLbConfig"];
    maglev_lb_config?: Messages["envoy.config.cluster.v3.Cluster.MaglevLbConfig"];
    original_dst_lb_config?: Messages["envoy.config.cluster.v3.Cluster.OriginalDstLbConfig"];
    least_request_lb_config?: Messages["envoy.config.cluster.v3.Cluster.LeastRequestLbConfig"];
    round_robin_lb_config?: Messages["envoy.config.cluster.v3.Cluster.RoundRobinLbConfig"];
    common_lb_config?: Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig"];
    transport_socket?: Messages["envoy.config.core.v3.TransportSocket"];
    metadata?: Messages["envoy.config.core.v3.Metadata"];
    protocol_selection?: 'USE_CONFIGURED_PROTOCOL' | 'USE_DOWNSTREAM_PROTOCOL';
    upstream_connection_options?: Messages["envoy.config.cluster.v3.UpstreamConnectionOptions"];
    close_connections_on_host_health_failure?: boolean;
    ignore_health_on_host_removal?: boolean;
    filters?: readonly (Messages["envoy.config.cluster.v3.Filter"])[];
    load_balancing_policy?: Messages["envoy.config.cluster.v3.LoadBalancingPolicy"];
    lrs_server?: Messages["envoy.config.core.v3.ConfigSource"];
    lrs_report_endpoint_metrics?: readonly (string)[];
    track_timeout_budgets?: boolean;
    upstream_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    track_cluster_stats?: Messages["envoy.config.cluster.v3.TrackClusterStats"];
    preconnect_policy?: Messages["envoy.config.cluster.v3.Cluster.PreconnectPolicy"];
    connection_pool_per_downstream_connection?: boolean;
    queuing_policies?: Messages["envoy.config.cluster.v3.Cluster.QueuingPolicies"];
  };
  "envoy.config.cluster.v3.Cluster.CommonLbConfig": {
    healthy_panic_threshold?: Messages["envoy.type.v3.Percent"];
    zone_aware_lb_config?: Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig"];
    locality_weighted_lb_config?: Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig"];
    update_merge_window?: string;
    ignore_new_hosts_until_first_hc?: boolean;
    close_connections_on_host_set_change?: boolean;
    consistent_hashing_lb_config?: Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig.ConsistentHashingLbConfig"];
    override_host_status?: Messages["envoy.config.core.v3.HealthStatusSet"];
  };
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.ConsistentHashingLbConfig": {
    use_hostname_for_hashing?: boolean;
    hash_balance_factor?: number;
  };
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig": {
  };
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig": {
    routing_enabled?: Messages["envoy.type.v3.Percent"];
    min_cluster_size?: number | string;
    fail_traffic_on_panic?: boolean;
  };
  "envoy.config.cluster.v3.Cluster.CustomClusterType": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.cluster.v3.Cluster.EdsClusterConfig": {
    eds_config?: Messages["envoy.config.core.v3.ConfigSource"];
    service_name?: string;
  };
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig": {
    fallback_policy?: 'NO_FALLBACK' | 'ANY_ENDPOINT' | 'DEFAULT_SUBSET';
    default_subset?: JsonObject;
    subset_selectors?: readonly (Messages["envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector"])[];
    locality_weight_aware?: boolean;
    scale_locality_weight?: boolean;
    panic_mode_any?: boolean;
    list_as_any?: boolean;
    metadata_fallback_policy?: 'METADATA_NO_FALLBACK' | 'FALLBACK_LIST';
  };
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector": {
    keys?: readonly (string)[];
    single_host_per_subset?: boolean;
    fallback_policy?: 'NOT_DEFINED' | 'NO_FALLBACK' | 'ANY_ENDPOINT' | 'DEFAULT_SUBSET' | 'KEYS_SUBSET';
    fallback_keys_subset?: readonly (string)[];
  };
  "envoy.config.cluster.v3.Cluster.LeastRequestLbConfig": {
    choice_count?: number;
    active_request_bias?: Messages["envoy.config.core.v3.RuntimeDouble"];
    slow_start_config?: Messages["envoy.config.cluster.v3.Cluster.SlowStartConfig"];
  };
  "envoy.config.cluster.v3.Cluster.MaglevLbConfig": {
    table_size?: number | string;
  };
  "envoy.config.cluster.v3.Cluster.OriginalDstLbConfig": {
    use_http_header?: boolean;
    http_header_name?: string;
    upstream_port_override?: number;
    metadata_key?: Messages["envoy.type.metadata.v3.MetadataKey"];
  };
  "envoy.config.cluster.v3.Cluster.PreconnectPolicy": {
    per_upstream_preconnect_ratio?: number;
    predictive_preconnect_ratio?: number;
    preconnect_enabled_metadata?: Messages["envoy.type.matcher.v3.MetadataMatcher"];
  };
  "envoy.config.cluster.v3.Cluster.QueuingPolicies": {
    pending_rq_policy?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
  };
  "envoy.config.cluster.v3.Cluster.RefreshRate": {
    base_interval?: string;
    max_interval?: string;
  };
  "envoy.config.cluster.v3.Cluster.RingHashLbConfig": {
    minimum_ring_size?: number | string;
    hash_function?: 'XX_HASH' | 'MURMUR_HASH_2';
    maximum_ring_size?: number | string;
  };
  "envoy.config.cluster.v3.Cluster.RoundRobinLbConfig": {
    slow_start_config?: Messages["envoy.config.cluster.v3.Cluster.SlowStartConfig"];
  };
  "envoy.config.cluster.v3.Cluster.SlowStartConfig": {
    slow_start_window?: string;
    aggression?: Messages["envoy.config.core.v3.RuntimeDouble"];
    min_weight_percent?: Messages["envoy.type.v3.Percent"];
  };
  "envoy.config.cluster.v3.Cluster.TransportSocketMatch": {
    name?: string;
    match?: JsonObject;
    transport_socket?: Messages["envoy.config.core.v3.TransportSocket"];
  };
  "envoy.config.cluster.v3.Filter": {
    name?: string;
    typed_config?: Any;
    config_discovery?: Messages["envoy.config.core.v3.ExtensionConfigSource"];
  };
  "envoy.config.cluster.v3.LoadBalancingPolicy": {
    policies?: readonly (Messages["envoy.config.cluster.v3.LoadBalancingPolicy.Policy"])[];
  };
  "envoy.config.cluster.v3.LoadBalancingPolicy.Policy": {
    typed_extension_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
  };
  "envoy.config.cluster.v3.OutlierDetection": {
    consecutive_5xx?: number;
    interval?: string;
    base_ejection_time?: string;
    max_ejection_percent?: number;
    enforcing_consecutive_5xx?: number;
    enforcing_success_rate?: number;
    success_rate_minimum_hosts?: number;
    success_rate_request_volume?: number;
    success_rate_stdev_factor?: number;
    consecutive_gateway_failure?: number;
    enforcing_consecutive_gateway_failure?: number;
    split_external_local_origin_errors?: boolean;
    consecutive_local_origin_failure?: number;
    enforcing_consecutive_local_origin_failure?: number;
    enforcing_local_origin_success_rate?: number;
    failure_percentage_threshold?: number;
    enforcing_failure_percentage?: number;
    enforcing_failure_percentage_local_origin?: number;
    failure_percentage_minimum_hosts?: number;
    failure_percentage_request_volume?: number;
    max_ejection_time?: string;
    max_ejection_time_jitter?: string;
    successful_active_health_check_uneject_host?: boolean;
    monitors?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    always_eject_one_host?: boolean;
    detect_degraded_hosts?: boolean;
  };
  "envoy.config.cluster.v3.TrackClusterStats": {
    timeout_budgets?: boolean;
    request_response_sizes?: boolean;
    per_endpoint_stats?: boolean;
  };
  "envoy.config.cluster.v3.UpstreamConnectionOptions": {
    tcp_keepalive?: Messages["envoy.config.core.v3.TcpKeepalive"];
    set_local_interface_name_on_upstream_connections?: boolean;
    happy_eyeballs_config?: Messages["envoy.config.cluster.v3.UpstreamConnectionOptions.HappyEyeballsConfig"];
  };
  "envoy.config.cluster.v3.UpstreamConnectionOptions.HappyEyeballsConfig": {
    first_address_family_version?: 'DEFAULT' | 'V4' | 'V6' | 'PIPE' | 'INTERNAL';
    first_address_family_count?: number;
  };
  "envoy.config.common.matcher.v3.HttpGenericBodyMatch": {
    bytes_limit?: number;
    patterns?: readonly (Messages["envoy.config.common.matcher.v3.HttpGenericBodyMatch.GenericTextMatch"])[];
  };
  "envoy.config.common.matcher.v3.HttpGenericBodyMatch.GenericTextMatch": {
    string_match?: string;
    binary_match?: string;
  };
  "envoy.config.common.matcher.v3.HttpHeadersMatch": {
    headers?: readonly (Messages["envoy.config.route.v3.HeaderMatcher"])[];
  };
  "envoy.config.common.matcher.v3.MatchPredicate": {
    or_match?: Messages["envoy.config.common.matcher.v3.MatchPredicate.MatchSet"];
    and_match?: Messages["envoy.config.common.matcher.v3.MatchPredicate.MatchSet"];
    not_match?: Messages["envoy.config.common.matcher.v3.MatchPredicate"];
    any_match?: boolean;
    http_request_headers_match?: Messages["envoy.config.common.matcher.v3.HttpHeadersMatch"];
    http_request_trailers_match?: Messages["envoy.config.common.matcher.v3.HttpHeadersMatch"];
    http_response_headers_match?: Messages["envoy.config.common.matcher.v3.HttpHeadersMatch"];
    http_response_trailers_match?: Messages["envoy.config.common.matcher.v3.HttpHeadersMatch"];
    http_request_generic_body_match?: Messages["envoy.config.common.matcher.v3.HttpGenericBodyMatch"];
    http_response_generic_body_match?: Messages["envoy.config.common.matcher.v3.HttpGenericBodyMatch"];
  };
  "envoy.config.common.matcher.v3.MatchPredicate.MatchSet": {
    rules?: readonly (Messages["envoy.config.common.matcher.v3.MatchPredicate"])[];
  };
  "envoy.config.common.mutation_rules.v3.HeaderMutation": {
    remove?: string;
    append?: Messages["envoy.config.core.v3.HeaderValueOption"];
    remove_on_match?: Messages["envoy.config.common.mutation_rules.v3.HeaderMutation.RemoveOnMatch"];
  };
  "envoy.config.common.mutation_rules.v3.HeaderMutation.RemoveOnMatch": {
    key_matcher?: Messages["envoy.type.matcher.v3.StringMatcher"];
  };
  "envoy.config.common.mutation_rules.v3.HeaderMutationRules": {
    allow_all_routing?: boolean;
    allow_envoy?: boolean;
    disallow_system?: boolean;
    disallow_all?: boolean;
    allow_expression?: Messages["envoy.type.matcher.v3.RegexMatcher"];
    disallow_expression?: Messages["envoy.type.matcher.v3.RegexMatcher"];
    disallow_is_error?: boolean;
  };
  "envoy.config.core.v3.Address": {
    socket_address?: Messages["envoy.config.core.v3.SocketAddress"];
    pipe?: Messages["envoy.config.core.v3.Pipe"];
    envoy_internal_address?: Messages["envoy.config.core.v3.EnvoyInternalAddress"];
  };
  "envoy.config.core.v3.AggregatedConfigSource": {
  };
  "envoy.config.core.v3.AlternateProtocolsCacheOptions": {
    name?: string;
    max_entries?: number;
    key_value_store_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    prepopulated_entries?: readonly (Messages["envoy.config.core.v3.AlternateProtocolsCacheOptions.AlternateProtocolsCacheEntry"])[];
    canonical_suffixes?: readonly (string)[];
  };
  "envoy.config.core.v3.AlternateProtocolsCacheOptions.AlternateProtocolsCacheEntry": {
    hostname?: string;
    port?: number;
  };
  "envoy.config.core.v3.ApiConfigSource": {
    api_type?: 'DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE' | 'REST' | 'GRPC' | 'DELTA_GRPC' | 'AGGREGATED_GRPC' | 'AGGREGATED_DELTA_GRPC';
    transport_api_version?: 'AUTO' | 'V2' | 'V3';
    cluster_names?: readonly (string)[];
    grpc_services?: readonly (Messages["envoy.config.core.v3.GrpcService"])[];
    refresh_delay?: string;
    request_timeout?: string;
    rate_limit_settings?: Messages["envoy.config.core.v3.RateLimitSettings"];
    set_node_on_first_message_only?: boolean;
    config_validators?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
  };
  "envoy.config.core.v3.BackoffStrategy": {
    base_interval?: string;
    max_interval?: string;
  };
  "envoy.config.core.v3.BindConfig": {
    source_address?: Messages["envoy.config.core.v3.SocketAddress"];
    freebind?: boolean;
    socket_options?: readonly (Messages["envoy.config.core.v3.SocketOption"])[];
    extra_source_addresses?: readonly (Messages["envoy.config.core.v3.ExtraSourceAddress"])[];
    additional_source_addresses?: readonly (Messages["envoy.config.core.v3.SocketAddress"])[];
    local_address_selector?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    validate_network_namespaces?: boolean;
  };
  "envoy.config.core.v3.BuildVersion": {
    version?: Messages["envoy.type.v3.SemanticVersion"];
    metadata?: JsonObject;
  };
  "envoy.config.core.v3.CelExpressionConfig": {
    enable_string_conversion?: boolean;
    enable_string_concat?: boolean;
    enable_string_functions?: boolean;
  };
  "envoy.config.core.v3.CidrRange": {
    address_prefix?: string;
    prefix_len?: number;
  };
  "envoy.config.core.v3.ConfigSource": {
    authorities?: readonly (Messages["xds.core.v3.Authority"])[];
    path?: string;
    path_config_source?: Messages["envoy.config.core.v3.PathConfigSource"];
    api_config_source?: Messages["envoy.config.core.v3.ApiConfigSource"];
    ads?: Messages["envoy.config.core.v3.AggregatedConfigSource"];
    self?: Messages["envoy.config.core.v3.SelfConfigSource"];
    initial_fetch_timeout?: string;
    resource_api_version?: 'AUTO' | 'V2' | 'V3';
  };
  "envoy.config.core.v3.ControlPlane": {
    identifier?: string;
  };
  "envoy.config.core.v3.DataSource": {
    filename?: string;
    inline_bytes?: string;
    inline_string?: string;
    environment_variable?: string;
    watched_directory?: Messages["envoy.config.core.v3.WatchedDirectory"];
  };
  "envoy.config.core.v3.DnsResolutionConfig": {
    resolvers?: readonly (Messages["envoy.config.core.v3.Address"])[];
    dns_resolver_options?: Messages["envoy.config.core.v3.DnsResolverOptions"];
  };
  "envoy.config.core.v3.DnsResolverOptions": {
    use_tcp_for_dns_lookups?: boolean;
    no_default_search_domain?: boolean;
  };
  "envoy.config.core.v3.EnvoyInternalAddress": {
    server_listener_name?: string;
    endpoint_id?: string;
  };
  "envoy.config.core.v3.EventServiceConfig": {
    grpc_service?: Messages["envoy.config.core.v3.GrpcService"];
  };
  "envoy.config.core.v3.Extension": {
    name?: string;
    category?: string;
    type_descriptor?: string;
    version?: Messages["envoy.config.core.v3.BuildVersion"];
    disabled?: boolean;
    type_urls?: readonly (string)[];
  };
  "envoy.config.core.v3.ExtensionConfigSource": {
    config_source?: Messages["envoy.config.core.v3.ConfigSource"];
    default_config?: Any;
    apply_default_config_without_warming?: boolean;
    type_urls?: readonly (string)[];
  };
  "envoy.config.core.v3.ExtraSourceAddress": {
    address?: Messages["envoy.config.core.v3.SocketAddress"];
    socket_options?: Messages["envoy.config.core.v3.SocketOptionsOverride"];
  };
  "envoy.config.core.v3.GrpcService": {
    envoy_grpc?: Messages["envoy.config.core.v3.GrpcService.EnvoyGrpc"];
    google_grpc?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc"];
    timeout?: string;
    initial_metadata?: readonly (Messages["envoy.config.core.v3.HeaderValue"])[];
    retry_policy?: Messages["envoy.config.core.v3.RetryPolicy"];
  };
  "envoy.config.core.v3.GrpcService.EnvoyGrpc": {
    cluster_name?: string;
    authority?: string;
    retry_policy?: Messages["envoy.config.core.v3.RetryPolicy"];
    max_receive_message_length?: number;
    skip_envoy_headers?: boolean;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc": {
    target_uri?: string;
    channel_credentials?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelCredentials"];
    channel_credentials_plugin?: readonly (Any)[];
    call_credentials?: readonly (Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials"])[];
    call_credentials_plugin?: readonly (Any)[];
    stat_prefix?: string;
    credentials_factory_name?: string;
    config?: JsonObject;
    per_stream_buffer_limit_bytes?: number;
    channel_args?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs"];
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials": {
    access_token?: string;
    google_compute_engine?: JsonObject;
    google_refresh_token?: string;
    service_account_jwt_access?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.ServiceAccountJWTAccessCredentials"];
    google_iam?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.GoogleIAMCredentials"];
    from_plugin?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.MetadataCredentialsFromPlugin"];
    sts_service?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.StsService"];
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.GoogleIAMCredentials": {
    authorization_token?: string;
    authority_selector?: string;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.MetadataCredentialsFromPlugin": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.ServiceAccountJWTAccessCredentials": {
    json_key?: string;
    token_lifetime_seconds?: number | string;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.StsService": {
    token_exchange_service_uri?: string;
    resource?: string;
    audience?: string;
    scope?: string;
    requested_token_type?: string;
    subject_token_path?: string;
    subject_token_type?: string;
    actor_token_path?: string;
    actor_token_type?: string;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs": {
    args?: { readonly [key: string]: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs.Value"] };
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs.Value": {
    string_value?: string;
    int_value?: number | string;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelCredentials": {
    ssl_credentials?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.SslCredentials"];
    google_default?: JsonObject;
    local_credentials?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.GoogleLocalCredentials"];
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.GoogleLocalCredentials": {
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.SslCredentials": {
    root_certs?: Messages["envoy.config.core.v3.DataSource"];
    private_key?: Messages["envoy.config.core.v3.DataSource"];
    cert_chain?: Messages["envoy.config.core.v3.DataSource"];
  };
  "envoy.config.core.v3.HeaderValue": {
    key?: string;
    value?: string;
    raw_value?: string;
  };
  "envoy.config.core.v3.HeaderValueOption": {
    header?: Messages["envoy.config.core.v3.HeaderValue"];
    append?: boolean;
    append_action?: 'APPEND_IF_EXISTS_OR_ADD' | 'ADD_IF_ABSENT' | 'OVERWRITE_IF_EXISTS_OR_ADD' | 'OVERWRITE_IF_EXISTS';
    keep_empty_value?: boolean;
  };
  "envoy.config.core.v3.HealthCheck": {
    name?: string;
    timeout?: string;
    interval?: string;
    initial_jitter?: string;
    interval_jitter?: string;
    interval_jitter_percent?: number;
    unhealthy_threshold?: number;
    healthy_threshold?: number;
    alt_port?: number;
    reuse_connection?: boolean;
    http_health_check?: Messages["envoy.config.core.v3.HealthCheck.HttpHealthCheck"];
    tcp_health_check?: Messages["envoy.config.core.v3.HealthCheck.TcpHealthCheck"];
    grpc_health_check?: Messages["envoy.config.core.v3.HealthCheck.GrpcHealthCheck"];
    custom_health_check?: Messages["envoy.config.core.v3.HealthCheck.CustomHealthCheck"];
    no_traffic_interval?: string;
    no_traffic_healthy_interval?: string;
    unhealthy_interval?: string;
    unhealthy_edge_interval?: string;
    healthy_edge_interval?: string;
    event_log_path?: string;
    event_logger?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    event_service?: Messages["envoy.config.core.v3.EventServiceConfig"];
    always_log_health_check_failures?: boolean;
    always_log_health_check_success?: boolean;
    tls_options?: Messages["envoy.config.core.v3.HealthCheck.TlsOptions"];
    transport_socket_match_criteria?: JsonObject;
  };
  "envoy.config.core.v3.HealthCheck.CustomHealthCheck": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.core.v3.HealthCheck.GrpcHealthCheck": {
    service_name?: string;
    authority?: string;
    initial_metadata?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
  };
  "envoy.config.core.v3.HealthCheck.HttpHealthCheck": {
    host?: string;
    path?: string;
    send?: Messages["envoy.config.core.v3.HealthCheck.Payload"];
    receive?: readonly (Messages["envoy.config.core.v3.HealthCheck.Payload"])[];
    response_buffer_size?: number | string;
    request_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    request_headers_to_remove?: readonly (string)[];
    expected_statuses?: readonly (Messages["envoy.type.v3.Int64Range"])[];
    retriable_statuses?: readonly (Messages["envoy.type.v3.Int64Range"])[];
    codec_client_type?: 'HTTP1' | 'HTTP2' | 'HTTP3';
    use_alpn_protocol?: boolean;
    service_name_matcher?: Messages["envoy.type.matcher.v3.StringMatcher"];
    method?: 'METHOD_UNSPECIFIED' | 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
  };
  "envoy.config.core.v3.HealthCheck.Payload": {
    text?: string;
    binary?: string;
  };
  "envoy.config.core.v3.HealthCheck.TcpHealthCheck": {
    send?: Messages["envoy.config.core.v3.HealthCheck.Payload"];
    receive?: readonly (Messages["envoy.config.core.v3.HealthCheck.Payload"])[];
    proxy_protocol_config?: Messages["envoy.config.core.v3.ProxyProtocolConfig"];
  };
  "envoy.config.core.v3.HealthCheck.TlsOptions": {
    alpn_protocols?: readonly (string)[];
  };
  "envoy.config.core.v3.HealthStatusSet": {
    statuses?: readonly ('UNKNOWN' | 'HEALTHY' | 'UNHEALTHY' | 'DRAINING' | 'TIMEOUT' | 'DEGRADED')[];
  };
  "envoy.config.core.v3.Http1ProtocolOptions": {
    allow_absolute_url?: boolean;
    accept_http_10?: boolean;
    default_host_for_http_10?: string;
    header_key_format?: Messages["envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat"];
    enable_trailers?: boolean;
    allow_chunked_length?: boolean;
    override_stream_error_on_invalid_http_message?: boolean;
    send_fully_qualified_url?: boolean;
    use_balsa_parser?: boolean;
    allow_custom_methods?: boolean;
    ignore_http_11_upgrade?: readonly (Messages["envoy.type.matcher.v3.StringMatcher"])[];
  };
  "envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat": {
    proper_case_words?: Messages["envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat.ProperCaseWords"];
    stateful_formatter?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
  };
  "envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat.ProperCaseWords": {
  };
  "envoy.config.core.v3.Http2ProtocolOptions": {
    hpack_table_size?: number;
    max_concurrent_streams?: number;
    initial_stream_window_size?: number;
    initial_connection_window_size?: number;
    allow_connect?: boolean;
    allow_metadata?: boolean;
    max_outbound_frames?: number;
    max_outbound_control_frames?: number;
    max_consecutive_inbound_frames_with_empty_payload?: number;
    max_inbound_priority_frames_per_stream?: number;
    max_inbound_window_update_frames_per_data_frame_sent?: number;
    stream_error_on_invalid_http_messaging?: boolean;
    override_stream_error_on_invalid_http_message?: boolean;
    custom_settings_parameters?: readonly (Messages["envoy.config.core.v3.Http2ProtocolOptions.SettingsParameter"])[];
    connection_keepalive?: Messages["envoy.config.core.v3.KeepaliveSettings"];
    use_oghttp2_codec?: boolean;
    max_metadata_size?: number | string;
    enable_huffman_encoding?: boolean;
    max_header_field_size_kb?: number;
    disallow_obs_text?: boolean;
    stream_reset_burst?: number | string;
    stream_reset_rate?: number | string;
  };
  "envoy.config.core.v3.Http2ProtocolOptions.SettingsParameter": {
    identifier?: number;
    value?: number;
  };
  "envoy.config.core.v3.Http3ProtocolOptions": {
    quic_protocol_options?: Messages["envoy.config.core.v3.QuicProtocolOptions"];
    override_stream_error_on_invalid_http_message?: boolean;
    allow_extended_connect?: boolean;
    allow_metadata?: boolean;
    disable_qpack?: boolean;
    disable_connection_flow_control_for_streams?: boolean;
    disallow_obs_text?: boolean;
  };
  "envoy.config.core.v3.HttpProtocolOptions": {
    idle_timeout?: string;
    max_connection_duration?: string;
    max_connection_duration_jitter?: Messages["envoy.type.v3.Percent"];
    max_headers_count?: number;
    max_response_headers_kb?: number;
    max_stream_duration?: string;
    headers_with_underscores_action?: 'ALLOW' | 'REJECT_REQUEST' | 'DROP_HEADER';
    max_requests_per_connection?: number;
  };
  "envoy.config.core.v3.HttpService": {
    http_uri?: Messages["envoy.config.core.v3.HttpUri"];
    request_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    formatters?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
  };
  "envoy.config.core.v3.HttpUri": {
    uri?: string;
    cluster?: string;
    timeout?: string;
  };
  "envoy.config.core.v3.JsonFormatOptions": {
    sort_properties?: boolean;
  };
  "envoy.config.core.v3.KeepaliveSettings": {
    interval?: string;
    timeout?: string;
    interval_jitter?: Messages["envoy.type.v3.Percent"];
    connection_idle_interval?: string;
  };
  "envoy.config.core.v3.Locality": {
    region?: string;
    zone?: string;
    sub_zone?: string;
  };
  "envoy.config.core.v3.Metadata": {
    filter_metadata?: { readonly [key: string]: JsonObject };
    typed_filter_metadata?: { readonly [key: string]: Any };
  };
  "envoy.config.core.v3.Node": {
    id?: string;
    cluster?: string;
    metadata?: JsonObject;
    dynamic_parameters?: { readonly [key: string]: Messages["xds.core.v3.ContextParams"] };
    locality?: Messages["envoy.config.core.v3.Locality"];
    user_agent_name?: string;
    user_agent_version?: string;
    user_agent_build_version?: Messages["envoy.config.core.v3.BuildVersion"];
    extensions?: readonly (Messages["envoy.config.core.v3.Extension"])[];
    client_features?: readonly (string)[];
    listening_addresses?: readonly (Messages["envoy.config.core.v3.Address"])[];
  };
  "envoy.config.core.v3.PathConfigSource": {
    path?: string;
    watched_directory?: Messages["envoy.config.core.v3.WatchedDirectory"];
    poll_interval?: string;
  };
  "envoy.config.core.v3.Pipe": {
    path?: string;
    mode?: number;
  };
  "envoy.config.core.v3.ProxyProtocolConfig": {
    version?: 'V1' | 'V2';
    pass_through_tlvs?: Messages["envoy.config.core.v3.ProxyProtocolPassThroughTLVs"];
    added_tlvs?: readonly (Messages["envoy.config.core.v3.TlvEntry"])[];
  };
  "envoy.config.core.v3.ProxyProtocolPassThroughTLVs": {
    match_type?: 'INCLUDE_ALL' | 'INCLUDE';
    tlv_type?: readonly (number)[];
  };
  "envoy.config.core.v3.QuicKeepAliveSettings": {
    max_interval?: string;
    initial_interval?: string;
  };
  "envoy.config.core.v3.QuicProtocolOptions": {
    max_concurrent_streams?: number;
    initial_stream_window_size?: number;
    initial_connection_window_size?: number;
    num_timeouts_to_trigger_port_migration?: number;
    connection_keepalive?: Messages["envoy.config.core.v3.QuicKeepAliveSettings"];
    connection_options?: string;
    client_connection_options?: string;
    idle_network_timeout?: string;
    max_packet_length?: number | string;
    client_packet_writer?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    connection_migration?: Messages["envoy.config.core.v3.QuicProtocolOptions.ConnectionMigrationSettings"];
    memory_reduction_timeout?: string;
    enable_scone?: boolean;
  };
  "envoy.config.core.v3.QuicProtocolOptions.ConnectionMigrationSettings": {
    migrate_idle_connections?: Messages["envoy.config.core.v3.QuicProtocolOptions.ConnectionMigrationSettings.MigrateIdleConnectionSettings"];
    max_time_on_non_default_network?: string;
  };
  "envoy.config.core.v3.QuicProtocolOptions.ConnectionMigrationSettings.MigrateIdleConnectionSettings": {
    max_idle_time_before_migration?: string;
  };
  "envoy.config.core.v3.RateLimitSettings": {
    max_tokens?: number;
    fill_rate?: number;
  };
  "envoy.config.core.v3.RetryPolicy": {
    retry_back_off?: Messages["envoy.config.core.v3.BackoffStrategy"];
    num_retries?: number;
    retry_on?: string;
    retry_priority?: Messages["envoy.config.core.v3.RetryPolicy.RetryPriority"];
    retry_host_predicate?: readonly (Messages["envoy.config.core.v3.RetryPolicy.RetryHostPredicate"])[];
    host_selection_retry_max_attempts?: number | string;
  };
  "envoy.config.core.v3.RetryPolicy.RetryHostPredicate": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.core.v3.RetryPolicy.RetryPriority": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.core.v3.RuntimeDouble": {
    default_value?: number;
    runtime_key?: string;
  };
  "envoy.config.core.v3.RuntimeFeatureFlag": {
    default_value?: boolean;
    runtime_key?: string;
  };
  "envoy.config.core.v3.RuntimeFractionalPercent": {
    default_value?: Messages["envoy.type.v3.FractionalPercent"];
    runtime_key?: string;
  };
  "envoy.config.core.v3.RuntimeUInt32": {
    default_value?: number;
    runtime_key?: string;
  };
  "envoy.config.core.v3.SchemeHeaderTransformation": {
    scheme_to_overwrite?: string;
    match_upstream?: boolean;
  };
  "envoy.config.core.v3.SelfConfigSource": {
    transport_api_version?: 'AUTO' | 'V2' | 'V3';
  };
  "envoy.config.core.v3.SocketAddress": {
    protocol?: 'TCP' | 'UDP';
    address?: string;
    port_value?: number;
    named_port?: string;
    resolver_name?: string;
    ipv4_compat?: boolean;
    network_namespace_filepath?: string;
  };
  "envoy.config.core.v3.SocketCmsgHeaders": {
    level?: number;
    type?: number;
    expected_size?: number;
  };
  "envoy.config.core.v3.SocketOption": {
    description?: string;
    level?: number | string;
    name?: number | string;
    int_value?: number | string;
    buf_value?: string;
    state?: 'STATE_PREBIND' | 'STATE_BOUND' | 'STATE_LISTENING';
    type?: Messages["envoy.config.core.v3.SocketOption.SocketType"];
    ip_version?: 'SOCKET_IP_VERSION_UNSPECIFIED' | 'SOCKET_IP_VERSION_IPV4' | 'SOCKET_IP_VERSION_IPV6';
  };
  "envoy.config.core.v3.SocketOption.SocketType": {
    stream?: Messages["envoy.config.core.v3.SocketOption.SocketType.Stream"];
    datagram?: Messages["envoy.config.core.v3.SocketOption.SocketType.Datagram"];
  };
  "envoy.config.core.v3.SocketOption.SocketType.Datagram": {
  };
  "envoy.config.core.v3.SocketOption.SocketType.Stream": {
  };
  "envoy.config.core.v3.SocketOptionsOverride": {
    socket_options?: readonly (Messages["envoy.config.core.v3.SocketOption"])[];
  };
  "envoy.config.core.v3.SubstitutionFormatString": {
    text_format?: string;
    json_format?: JsonObject;
    text_format_source?: Messages["envoy.config.core.v3.DataSource"];
    omit_empty_values?: boolean;
    content_type?: string;
    formatters?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    json_format_options?: Messages["envoy.config.core.v3.JsonFormatOptions"];
  };
  "envoy.config.core.v3.TcpKeepalive": {
    keepalive_probes?: number;
    keepalive_time?: number;
    keepalive_interval?: number;
  };
  "envoy.config.core.v3.TlvEntry": {
    type?: number;
    value?: string;
    format_string?: Messages["envoy.config.core.v3.SubstitutionFormatString"];
  };
  "envoy.config.core.v3.TransportSocket": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.core.v3.TypedExtensionConfig": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.core.v3.UdpSocketConfig": {
    max_rx_datagram_size?: number | string;
    prefer_gro?: boolean;
  };
  "envoy.config.core.v3.UpstreamHttpProtocolOptions": {
    auto_sni?: boolean;
    auto_san_validation?: boolean;
    override_auto_sni_header?: string;
  };
  "envoy.config.core.v3.WatchedDirectory": {
    path?: string;
    watch_modify?: boolean;
  };
  "envoy.config.endpoint.v3.ClusterLoadAssignment": {
    cluster_name?: string;
    endpoints?: readonly (Messages["envoy.config.endpoint.v3.LocalityLbEndpoints"])[];
    named_endpoints?: { readonly [key: string]: Messages["envoy.config.endpoint.v3.Endpoint"] };
    policy?: Messages["envoy.config.endpoint.v3.ClusterLoadAssignment.Policy"];
  };
  "envoy.config.endpoint.v3.ClusterLoadAssignment.Policy": {
    drop_overloads?: readonly (Messages["envoy.config.endpoint.v3.ClusterLoadAssignment.Policy.DropOverload"])[];
    overprovisioning_factor?: number;
    endpoint_stale_after?: string;
    weighted_priority_health?: boolean;
  };
  "envoy.config.endpoint.v3.ClusterLoadAssignment.Policy.DropOverload": {
    category?: string;
    drop_percentage?: Messages["envoy.type.v3.FractionalPercent"];
  };
  "envoy.config.endpoint.v3.Endpoint": {
    address?: Messages["envoy.config.core.v3.Address"];
    health_check_config?: Messages["envoy.config.endpoint.v3.Endpoint.HealthCheckConfig"];
    hostname?: string;
    additional_addresses?: readonly (Messages["envoy.config.endpoint.v3.Endpoint.AdditionalAddress"])[];
    observability_name?: string;
  };
  "envoy.config.endpoint.v3.Endpoint.AdditionalAddress": {
    address?: Messages["envoy.config.core.v3.Address"];
  };
  "envoy.config.endpoint.v3.Endpoint.HealthCheckConfig": {
    port_value?: number;
    hostname?: string;
    address?: Messages["envoy.config.core.v3.Address"];
    disable_active_health_check?: boolean;
  };
  "envoy.config.endpoint.v3.LbEndpoint": {
    endpoint?: Messages["envoy.config.endpoint.v3.Endpoint"];
    endpoint_name?: string;
    health_status?: 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY' | 'DRAINING' | 'TIMEOUT' | 'DEGRADED';
    metadata?: Messages["envoy.config.core.v3.Metadata"];
    load_balancing_weight?: number;
  };
  "envoy.config.endpoint.v3.LedsClusterLocalityConfig": {
    leds_config?: Messages["envoy.config.core.v3.ConfigSource"];
    leds_collection_name?: string;
  };
  "envoy.config.endpoint.v3.LocalityLbEndpoints": {
    locality?: Messages["envoy.config.core.v3.Locality"];
    metadata?: Messages["envoy.config.core.v3.Metadata"];
    lb_endpoints?: readonly (Messages["envoy.config.endpoint.v3.LbEndpoint"])[];
    load_balancer_endpoints?: Messages["envoy.config.endpoint.v3.LocalityLbEndpoints.LbEndpointList"];
    leds_cluster_locality_config?: Messages["envoy.config.endpoint.v3.LedsClusterLocalityConfig"];
    load_balancing_weight?: number;
    priority?: number;
    proximity?: number;
  };
  "envoy.config.endpoint.v3.LocalityLbEndpoints.LbEndpointList": {
    lb_endpoints?: readonly (Messages["envoy.config.endpoint.v3.LbEndpoint"])[];
  };
  "envoy.config.listener.v3.AdditionalAddress": {
    address?: Messages["envoy.config.core.v3.Address"];
    socket_options?: Messages["envoy.config.core.v3.SocketOptionsOverride"];
    tcp_keepalive?: Messages["envoy.config.core.v3.TcpKeepalive"];
  };
  "envoy.config.listener.v3.ApiListener": {
    api_listener?: Any;
  };
  "envoy.config.listener.v3.Filter": {
    name?: string;
    typed_config?: Any;
    config_discovery?: Messages["envoy.config.core.v3.ExtensionConfigSource"];
  };
  "envoy.config.listener.v3.FilterChain": {
    filter_chain_match?: Messages["envoy.config.listener.v3.FilterChainMatch"];
    filters?: readonly (Messages["envoy.config.listener.v3.Filter"])[];
    use_proxy_proto?: boolean;
    metadata?: Messages["envoy.config.core.v3.Metadata"];
    transport_socket?: Messages["envoy.config.core.v3.TransportSocket"];
    transport_socket_connect_timeout?: string;
    name?: string;
  };
  "envoy.config.listener.v3.FilterChainMatch": {
    destination_port?: number;
    prefix_ranges?: readonly (Messages["envoy.config.core.v3.CidrRange"])[];
    address_suffix?: string;
    suffix_len?: number;
    direct_source_prefix_ranges?: readonly (Messages["envoy.config.core.v3.CidrRange"])[];
    source_type?: 'ANY' | 'SAME_IP_OR_LOOPBACK' | 'EXTERNAL';
    source_prefix_ranges?: readonly (Messages["envoy.config.core.v3.CidrRange"])[];
    source_ports?: readonly (number)[];
    server_names?: readonly (string)[];
    transport_protocol?: string;
    application_protocols?: readonly (string)[];
  };
  "envoy.config.listener.v3.Listener": {
    name?: string;
    address?: Messages["envoy.config.core.v3.Address"];
    additional_addresses?: readonly (Messages["envoy.config.listener.v3.AdditionalAddress"])[];
    stat_prefix?: string;
    stats_matcher?: Messages["envoy.config.metrics.v3.StatsMatcher"];
    filter_chains?: readonly (Messages["envoy.config.listener.v3.FilterChain"])[];
    fcds_config?: Messages["envoy.config.listener.v3.Listener.FcdsConfig"];
    filter_chain_matcher?: Messages["xds.type.matcher.v3.Matcher"];
    use_original_dst?: boolean;
    default_filter_chain?: Messages["envoy.config.listener.v3.FilterChain"];
    per_connection_buffer_limit_bytes?: number;
    per_connection_buffer_high_watermark_timeout?: string;
    metadata?: Messages["envoy.config.core.v3.Metadata"];
    deprecated_v1?: Messages["envoy.config.listener.v3.Listener.DeprecatedV1"];
    drain_type?: 'DEFAULT' | 'MODIFY_ONLY';
    listener_filters?: readonly (Messages["envoy.config.listener.v3.ListenerFilter"])[];
    listener_filters_timeout?: string;
    continue_on_listener_filters_timeout?: boolean;
    transparent?: boolean;
    freebind?: boolean;
    socket_options?: readonly (Messages["envoy.config.core.v3.SocketOption"])[];
    tcp_fast_open_queue_length?: number;
    traffic_direction?: 'UNSPECIFIED' | 'INBOUND' | 'OUTBOUND';
    udp_listener_config?: Messages["envoy.config.listener.v3.UdpListenerConfig"];
    api_listener?: Messages["envoy.config.listener.v3.ApiListener"];
    connection_balance_config?: Messages["envoy.config.listener.v3.Listener.ConnectionBalanceConfig"];
    reuse_port?: boolean;
    enable_reuse_port?: boolean;
    access_log?: readonly (Messages["envoy.config.accesslog.v3.AccessLog"])[];
    tcp_backlog_size?: number;
    max_connections_to_accept_per_socket_event?: number;
    bind_to_port?: boolean;
    internal_listener?: Messages["envoy.config.listener.v3.Listener.InternalListenerConfig"];
    enable_mptcp?: boolean;
    ignore_global_conn_limit?: boolean;
    bypass_overload_manager?: boolean;
    tcp_keepalive?: Messages["envoy.config.core.v3.TcpKeepalive"];
  };
  "envoy.config.listener.v3.Listener.ConnectionBalanceConfig": {
    exact_balance?: Messages["envoy.config.listener.v3.Listener.ConnectionBalanceConfig.ExactBalance"];
    extend_balance?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    cpu_locality_balance?: Messages["envoy.config.listener.v3.Listener.ConnectionBalanceConfig.CpuLocalityBalance"];
  };
  "envoy.config.listener.v3.Listener.ConnectionBalanceConfig.CpuLocalityBalance": {
  };
  "envoy.config.listener.v3.Listener.ConnectionBalanceConfig.ExactBalance": {
  };
  "envoy.config.listener.v3.Listener.DeprecatedV1": {
    bind_to_port?: boolean;
  };
  "envoy.config.listener.v3.Listener.FcdsConfig": {
    name?: string;
    config_source?: Messages["envoy.config.core.v3.ConfigSource"];
  };
  "envoy.config.listener.v3.Listener.InternalListenerConfig": {
  };
  "envoy.config.listener.v3.ListenerFilter": {
    name?: string;
    typed_config?: Any;
    config_discovery?: Messages["envoy.config.core.v3.ExtensionConfigSource"];
    filter_disabled?: Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate"];
  };
  "envoy.config.listener.v3.ListenerFilterChainMatchPredicate": {
    or_match?: Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet"];
    and_match?: Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet"];
    not_match?: Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate"];
    any_match?: boolean;
    destination_port_range?: Messages["envoy.type.v3.Int32Range"];
  };
  "envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet": {
    rules?: readonly (Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate"])[];
  };
  "envoy.config.listener.v3.QuicProtocolOptions": {
    quic_protocol_options?: Messages["envoy.config.core.v3.QuicProtocolOptions"];
    idle_timeout?: string;
    crypto_handshake_timeout?: string;
    enabled?: Messages["envoy.config.core.v3.RuntimeFeatureFlag"];
    packets_to_read_to_connection_count_ratio?: number;
    crypto_stream_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    proof_source_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    connection_id_generator_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    server_preferred_address_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    send_disable_active_migration?: boolean;
    connection_debug_visitor_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    save_cmsg_config?: readonly (Messages["envoy.config.core.v3.SocketCmsgHeaders"])[];
    reject_new_connections?: boolean;
    max_sessions_per_event_loop?: number;
  };
  "envoy.config.listener.v3.UdpListenerConfig": {
    downstream_socket_config?: Messages["envoy.config.core.v3.UdpSocketConfig"];
    quic_options?: Messages["envoy.config.listener.v3.QuicProtocolOptions"];
    udp_packet_packet_writer_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
  };
  "envoy.config.metrics.v3.HistogramBucketSettings": {
    match?: Messages["envoy.type.matcher.v3.StringMatcher"];
    buckets?: readonly (number)[];
    bins?: number;
  };
  "envoy.config.metrics.v3.StatsConfig": {
    stats_tags?: readonly (Messages["envoy.config.metrics.v3.TagSpecifier"])[];
    use_all_default_tags?: boolean;
    stats_matcher?: Messages["envoy.config.metrics.v3.StatsMatcher"];
    histogram_bucket_settings?: readonly (Messages["envoy.config.metrics.v3.HistogramBucketSettings"])[];
    allow_default_tag_overrides?: boolean;
  };
  "envoy.config.metrics.v3.StatsMatcher": {
    reject_all?: boolean;
    exclusion_list?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
    inclusion_list?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
  };
  "envoy.config.metrics.v3.StatsSink": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.metrics.v3.TagSpecifier": {
    tag_name?: string;
    regex?: string;
    fixed_value?: string;
  };
  "envoy.config.overload.v3.BufferFactoryConfig": {
    minimum_account_to_track_power_of_two?: number;
  };
  "envoy.config.overload.v3.LoadShedPoint": {
    name?: string;
    triggers?: readonly (Messages["envoy.config.overload.v3.Trigger"])[];
  };
  "envoy.config.overload.v3.OverloadAction": {
    name?: string;
    triggers?: readonly (Messages["envoy.config.overload.v3.Trigger"])[];
    typed_config?: Any;
  };
  "envoy.config.overload.v3.OverloadManager": {
    refresh_interval?: string;
    resource_monitors?: readonly (Messages["envoy.config.overload.v3.ResourceMonitor"])[];
    actions?: readonly (Messages["envoy.config.overload.v3.OverloadAction"])[];
    loadshed_points?: readonly (Messages["envoy.config.overload.v3.LoadShedPoint"])[];
    buffer_factory_config?: Messages["envoy.config.overload.v3.BufferFactoryConfig"];
  };
  "envoy.config.overload.v3.ResourceMonitor": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.overload.v3.ScaledTrigger": {
    scaling_threshold?: number;
    saturation_threshold?: number;
  };
  "envoy.config.overload.v3.ThresholdTrigger": {
    value?: number;
  };
  "envoy.config.overload.v3.Trigger": {
    name?: string;
    threshold?: Messages["envoy.config.overload.v3.ThresholdTrigger"];
    scaled?: Messages["envoy.config.overload.v3.ScaledTrigger"];
  };
  "envoy.config.ratelimit.v3.RateLimitServiceConfig": {
    grpc_service?: Messages["envoy.config.core.v3.GrpcService"];
    transport_api_version?: 'AUTO' | 'V2' | 'V3';
  };
  "envoy.config.rbac.v3.Permission": {
    and_rules?: Messages["envoy.config.rbac.v3.Permission.Set"];
    or_rules?: Messages["envoy.config.rbac.v3.Permission.Set"];
    any?: boolean;
    header?: Messages["envoy.config.route.v3.HeaderMatcher"];
    url_path?: Messages["envoy.type.matcher.v3.PathMatcher"];
    destination_ip?: Messages["envoy.config.core.v3.CidrRange"];
    destination_port?: number;
    destination_port_range?: Messages["envoy.type.v3.Int32Range"];
    metadata?: Messages["envoy.type.matcher.v3.MetadataMatcher"];
    not_rule?: Messages["envoy.config.rbac.v3.Permission"];
    requested_server_name?: Messages["envoy.type.matcher.v3.StringMatcher"];
    matcher?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    uri_template?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    sourced_metadata?: Messages["envoy.config.rbac.v3.SourcedMetadata"];
  };
  "envoy.config.rbac.v3.Permission.Set": {
    rules?: readonly (Messages["envoy.config.rbac.v3.Permission"])[];
  };
  "envoy.config.rbac.v3.Policy": {
    permissions?: readonly (Messages["envoy.config.rbac.v3.Permission"])[];
    principals?: readonly (Messages["envoy.config.rbac.v3.Principal"])[];
    condition?: Messages["google.api.expr.v1alpha1.Expr"];
    checked_condition?: Messages["google.api.expr.v1alpha1.CheckedExpr"];
    cel_config?: Messages["envoy.config.core.v3.CelExpressionConfig"];
  };
  "envoy.config.rbac.v3.Principal": {
    and_ids?: Messages["envoy.config.rbac.v3.Principal.Set"];
    or_ids?: Messages["envoy.config.rbac.v3.Principal.Set"];
    any?: boolean;
    authenticated?: Messages["envoy.config.rbac.v3.Principal.Authenticated"];
    source_ip?: Messages["envoy.config.core.v3.CidrRange"];
    direct_remote_ip?: Messages["envoy.config.core.v3.CidrRange"];
    remote_ip?: Messages["envoy.config.core.v3.CidrRange"];
    header?: Messages["envoy.config.route.v3.HeaderMatcher"];
    url_path?: Messages["envoy.type.matcher.v3.PathMatcher"];
    metadata?: Messages["envoy.type.matcher.v3.MetadataMatcher"];
    filter_state?: Messages["envoy.type.matcher.v3.FilterStateMatcher"];
    not_id?: Messages["envoy.config.rbac.v3.Principal"];
    sourced_metadata?: Messages["envoy.config.rbac.v3.SourcedMetadata"];
    custom?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
  };
  "envoy.config.rbac.v3.Principal.Authenticated": {
    principal_name?: Messages["envoy.type.matcher.v3.StringMatcher"];
  };
  "envoy.config.rbac.v3.Principal.Set": {
    ids?: readonly (Messages["envoy.config.rbac.v3.Principal"])[];
  };
  "envoy.config.rbac.v3.RBAC": {
    action?: 'ALLOW' | 'DENY' | 'LOG';
    policies?: { readonly [key: string]: Messages["envoy.config.rbac.v3.Policy"] };
    audit_logging_options?: Messages["envoy.config.rbac.v3.RBAC.AuditLoggingOptions"];
  };
  "envoy.config.rbac.v3.RBAC.AuditLoggingOptions": {
    audit_condition?: 'NONE' | 'ON_DENY' | 'ON_ALLOW' | 'ON_DENY_AND_ALLOW';
    logger_configs?: readonly (Messages["envoy.config.rbac.v3.RBAC.AuditLoggingOptions.AuditLoggerConfig"])[];
  };
  "envoy.config.rbac.v3.RBAC.AuditLoggingOptions.AuditLoggerConfig": {
    audit_logger?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    is_optional?: boolean;
  };
  "envoy.config.rbac.v3.SourcedMetadata": {
    metadata_matcher?: Messages["envoy.type.matcher.v3.MetadataMatcher"];
    metadata_source?: 'DYNAMIC' | 'ROUTE';
  };
  "envoy.config.route.v3.ClusterSpecifierPlugin": {
    extension?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    is_optional?: boolean;
  };
  "envoy.config.route.v3.CookieMatcher": {
    name?: string;
    string_match?: Messages["envoy.type.matcher.v3.StringMatcher"];
    invert_match?: boolean;
  };
  "envoy.config.route.v3.CorsPolicy": {
    allow_origin_string_match?: readonly (Messages["envoy.type.matcher.v3.StringMatcher"])[];
    allow_methods?: string;
    allow_headers?: string;
    expose_headers?: string;
    max_age?: string;
    allow_credentials?: boolean;
    filter_enabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    shadow_enabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    allow_private_network_access?: boolean;
    forward_not_matching_preflights?: boolean;
  };
  "envoy.config.route.v3.Decorator": {
    operation?: string;
    propagate?: boolean;
  };
  "envoy.config.route.v3.DirectResponseAction": {
    status?: number;
    body?: Messages["envoy.config.core.v3.DataSource"];
    body_format?: Messages["envoy.config.core.v3.SubstitutionFormatString"];
  };
  "envoy.config.route.v3.FilterAction": {
    action?: Any;
  };
  "envoy.config.route.v3.HeaderMatcher": {
    name?: string;
    exact_match?: string;
    safe_regex_match?: Messages["envoy.type.matcher.v3.RegexMatcher"];
    range_match?: Messages["envoy.type.v3.Int64Range"];
    present_match?: boolean;
    prefix_match?: string;
    suffix_match?: string;
    contains_match?: string;
    string_match?: Messages["envoy.type.matcher.v3.StringMatcher"];
    invert_match?: boolean;
    treat_missing_header_as_empty?: boolean;
  };
  "envoy.config.route.v3.HedgePolicy": {
    initial_requests?: number;
    additional_request_chance?: Messages["envoy.type.v3.FractionalPercent"];
    hedge_on_per_try_timeout?: boolean;
  };
  "envoy.config.route.v3.InternalRedirectPolicy": {
    max_internal_redirects?: number;
    redirect_response_codes?: readonly (number)[];
    predicates?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    allow_cross_scheme_redirect?: boolean;
    response_headers_to_copy?: readonly (string)[];
  };
  "envoy.config.route.v3.NonForwardingAction": {
  };
  "envoy.config.route.v3.QueryParameterMatcher": {
    name?: string;
    string_match?: Messages["envoy.type.matcher.v3.StringMatcher"];
    present_match?: boolean;
  };
  "envoy.config.route.v3.RateLimit": {
    stage?: number;
    disable_key?: string;
    actions?: readonly (Messages["envoy.config.route.v3.RateLimit.Action"])[];
    limit?: Messages["envoy.config.route.v3.RateLimit.Override"];
    hits_addend?: Messages["envoy.config.route.v3.RateLimit.HitsAddend"];
    apply_on_stream_done?: boolean;
    x_ratelimit_option?: 'UNSPECIFIED' | 'OFF' | 'DRAFT_VERSION_03';
  };
  "envoy.config.route.v3.RateLimit.Action": {
    source_cluster?: Messages["envoy.config.route.v3.RateLimit.Action.SourceCluster"];
    destination_cluster?: Messages["envoy.config.route.v3.RateLimit.Action.DestinationCluster"];
    request_headers?: Messages["envoy.config.route.v3.RateLimit.Action.RequestHeaders"];
    query_parameters?: Messages["envoy.config.route.v3.RateLimit.Action.QueryParameters"];
    remote_address?: Messages["envoy.config.route.v3.RateLimit.Action.RemoteAddress"];
    generic_key?: Messages["envoy.config.route.v3.RateLimit.Action.GenericKey"];
    header_value_match?: Messages["envoy.config.route.v3.RateLimit.Action.HeaderValueMatch"];
    dynamic_metadata?: Messages["envoy.config.route.v3.RateLimit.Action.DynamicMetaData"];
    metadata?: Messages["envoy.config.route.v3.RateLimit.Action.MetaData"];
    extension?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    masked_remote_address?: Messages["envoy.config.route.v3.RateLimit.Action.MaskedRemoteAddress"];
    query_parameter_value_match?: Messages["envoy.config.route.v3.RateLimit.Action.QueryParameterValueMatch"];
    remote_address_match?: Messages["envoy.config.route.v3.RateLimit.Action.RemoteAddressMatch"];
  };
  "envoy.config.route.v3.RateLimit.Action.DestinationCluster": {
  };
  "envoy.config.route.v3.RateLimit.Action.DynamicMetaData": {
    descriptor_key?: string;
    metadata_key?: Messages["envoy.type.metadata.v3.MetadataKey"];
    default_value?: string;
  };
  "envoy.config.route.v3.RateLimit.Action.GenericKey": {
    descriptor_value?: string;
    default_value?: string;
    descriptor_key?: string;
  };
  "envoy.config.route.v3.RateLimit.Action.HeaderValueMatch": {
    descriptor_value?: string;
    default_value?: string;
    descriptor_key?: string;
    expect_match?: boolean;
    headers?: readonly (Messages["envoy.config.route.v3.HeaderMatcher"])[];
  };
  "envoy.config.route.v3.RateLimit.Action.MaskedRemoteAddress": {
    v4_prefix_mask_len?: number;
    v6_prefix_mask_len?: number;
  };
  "envoy.config.route.v3.RateLimit.Action.MetaData": {
    descriptor_key?: string;
    metadata_key?: Messages["envoy.type.metadata.v3.MetadataKey"];
    default_value?: string;
    source?: 'DYNAMIC' | 'ROUTE_ENTRY' | 'CLUSTER_ENTRY' | 'CLUSTER_LOCALITY_ENTRY';
    skip_if_absent?: boolean;
  };
  "envoy.config.route.v3.RateLimit.Action.QueryParameterValueMatch": {
    descriptor_value?: string;
    default_value?: string;
    descriptor_key?: string;
    expect_match?: boolean;
    query_parameters?: readonly (Messages["envoy.config.route.v3.QueryParameterMatcher"])[];
  };
  "envoy.config.route.v3.RateLimit.Action.QueryParameters": {
    query_parameter_name?: string;
    descriptor_key?: string;
    skip_if_absent?: boolean;
  };
  "envoy.config.route.v3.RateLimit.Action.RemoteAddress": {
  };
  "envoy.config.route.v3.RateLimit.Action.RemoteAddressMatch": {
    descriptor_value?: string;
    descriptor_key?: string;
    default_value?: string;
    address_matcher?: Messages["envoy.type.matcher.v3.AddressMatcher"];
  };
  "envoy.config.route.v3.RateLimit.Action.RequestHeaders": {
    header_name?: string;
    descriptor_key?: string;
    skip_if_absent?: boolean;
  };
  "envoy.config.route.v3.RateLimit.Action.SourceCluster": {
  };
  "envoy.config.route.v3.RateLimit.HitsAddend": {
    number?: number | string;
    format?: string;
    is_negative_hits?: boolean;
  };
  "envoy.config.route.v3.RateLimit.Override": {
    dynamic_metadata?: Messages["envoy.config.route.v3.RateLimit.Override.DynamicMetadata"];
    rate_limit?: Messages["envoy.config.route.v3.RateLimit.Override.RateLimitOverride"];
  };
  "envoy.config.route.v3.RateLimit.Override.DynamicMetadata": {
    metadata_key?: Messages["envoy.type.metadata.v3.MetadataKey"];
  };
  "envoy.config.route.v3.RateLimit.Override.RateLimitOverride": {
    requests_per_unit?: number;
    unit?: 'UNKNOWN' | 'SECOND' | 'MINUTE' | 'HOUR' | 'DAY' | 'MONTH' | 'YEAR';
  };
  "envoy.config.route.v3.RedirectAction": {
    https_redirect?: boolean;
    scheme_redirect?: string;
    host_redirect?: string;
    port_redirect?: number;
    path_redirect?: string;
    prefix_rewrite?: string;
    regex_rewrite?: Messages["envoy.type.matcher.v3.RegexMatchAndSubstitute"];
    path_rewrite?: string;
    response_code?: 'MOVED_PERMANENTLY' | 'FOUND' | 'SEE_OTHER' | 'TEMPORARY_REDIRECT' | 'PERMANENT_REDIRECT';
    strip_query?: boolean;
  };
  "envoy.config.route.v3.RetryPolicy": {
    retry_on?: string;
    num_retries?: number;
    per_try_timeout?: string;
    per_try_idle_timeout?: string;
    retry_priority?: Messages["envoy.config.route.v3.RetryPolicy.RetryPriority"];
    retry_host_predicate?: readonly (Messages["envoy.config.route.v3.RetryPolicy.RetryHostPredicate"])[];
    retry_options_predicates?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    host_selection_retry_max_attempts?: number | string;
    retriable_status_codes?: readonly (number)[];
    retry_back_off?: Messages["envoy.config.route.v3.RetryPolicy.RetryBackOff"];
    rate_limited_retry_back_off?: Messages["envoy.config.route.v3.RetryPolicy.RateLimitedRetryBackOff"];
    retriable_headers?: readonly (Messages["envoy.config.route.v3.HeaderMatcher"])[];
    retriable_request_headers?: readonly (Messages["envoy.config.route.v3.HeaderMatcher"])[];
    refresh_cluster_on_retry?: boolean;
  };
  "envoy.config.route.v3.RetryPolicy.RateLimitedRetryBackOff": {
    reset_headers?: readonly (Messages["envoy.config.route.v3.RetryPolicy.ResetHeader"])[];
    max_interval?: string;
  };
  "envoy.config.route.v3.RetryPolicy.ResetHeader": {
    name?: string;
    format?: 'SECONDS' | 'UNIX_TIMESTAMP';
  };
  "envoy.config.route.v3.RetryPolicy.RetryBackOff": {
    base_interval?: string;
    max_interval?: string;
  };
  "envoy.config.route.v3.RetryPolicy.RetryHostPredicate": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.route.v3.RetryPolicy.RetryPriority": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.route.v3.Route": {
    name?: string;
    match?: Messages["envoy.config.route.v3.RouteMatch"];
    route?: Messages["envoy.config.route.v3.RouteAction"];
    redirect?: Messages["envoy.config.route.v3.RedirectAction"];
    direct_response?: Messages["envoy.config.route.v3.DirectResponseAction"];
    filter_action?: Messages["envoy.config.route.v3.FilterAction"];
    non_forwarding_action?: Messages["envoy.config.route.v3.NonForwardingAction"];
    metadata?: Messages["envoy.config.core.v3.Metadata"];
    decorator?: Messages["envoy.config.route.v3.Decorator"];
    typed_per_filter_config?: { readonly [key: string]: Any };
    request_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    request_headers_to_remove?: readonly (string)[];
    response_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    response_headers_to_remove?: readonly (string)[];
    tracing?: Messages["envoy.config.route.v3.Tracing"];
    per_request_buffer_limit_bytes?: number;
    stat_prefix?: string;
    request_body_buffer_limit?: number | string;
    route_specifiers?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
  };
  "envoy.config.route.v3.RouteAction": {
    cluster?: string;
    cluster_header?: string;
    weighted_clusters?: Messages["envoy.config.route.v3.WeightedCluster"];
    cluster_specifier_plugin?: string;
    inline_cluster_specifier_plugin?: Messages["envoy.config.route.v3.ClusterSpecifierPlugin"];
    cluster_not_found_response_code?: 'SERVICE_UNAVAILABLE' | 'NOT_FOUND' | 'INTERNAL_SERVER_ERROR';
    metadata_match?: Messages["envoy.config.core.v3.Metadata"];
    prefix_rewrite?: string;
    regex_rewrite?: Messages["envoy.type.matcher.v3.RegexMatchAndSubstitute"];
    path_rewrite_policy?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    path_rewrite?: string;
    host_rewrite_literal?: string;
    auto_host_rewrite?: boolean;
    host_rewrite_header?: string;
    host_rewrite_path_regex?: Messages["envoy.type.matcher.v3.RegexMatchAndSubstitute"];
    host_rewrite?: string;
    append_x_forwarded_host?: boolean;
    timeout?: string;
    idle_timeout?: string;
    flush_timeout?: string;
    early_data_policy?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    retry_policy?: Messages["envoy.config.route.v3.RetryPolicy"];
    retry_policy_typed_config?: Any;
    request_mirror_policies?: readonly (Messages["envoy.config.route.v3.RouteAction.RequestMirrorPolicy"])[];
    priority?: 'DEFAULT' | 'HIGH';
    rate_limits?: readonly (Messages["envoy.config.route.v3.RateLimit"])[];
    include_vh_rate_limits?: boolean;
    hash_policy?: readonly (Messages["envoy.config.route.v3.RouteAction.HashPolicy"])[];
    cors?: Messages["envoy.config.route.v3.CorsPolicy"];
    max_grpc_timeout?: string;
    grpc_timeout_offset?: string;
    upgrade_configs?: readonly (Messages["envoy.config.route.v3.RouteAction.UpgradeConfig"])[];
    internal_redirect_policy?: Messages["envoy.config.route.v3.InternalRedirectPolicy"];
    internal_redirect_action?: 'PASS_THROUGH_INTERNAL_REDIRECT' | 'HANDLE_INTERNAL_REDIRECT';
    max_internal_redirects?: number;
    hedge_policy?: Messages["envoy.config.route.v3.HedgePolicy"];
    max_stream_duration?: Messages["envoy.config.route.v3.RouteAction.MaxStreamDuration"];
  };
  "envoy.config.route.v3.RouteAction.HashPolicy": {
    header?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.Header"];
    cookie?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.Cookie"];
    connection_properties?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.ConnectionProperties"];
    query_parameter?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.QueryParameter"];
    filter_state?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.FilterState"];
    terminal?: boolean;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.ConnectionProperties": {
    source_ip?: boolean;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.Cookie": {
    name?: string;
    ttl?: string;
    path?: string;
    attributes?: readonly (Messages["envoy.config.route.v3.RouteAction.HashPolicy.CookieAttribute"])[];
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.CookieAttribute": {
    name?: string;
    value?: string;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.FilterState": {
    key?: string;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.Header": {
    header_name?: string;
    regex_rewrite?: Messages["envoy.type.matcher.v3.RegexMatchAndSubstitute"];
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.QueryParameter": {
    name?: string;
  };
  "envoy.config.route.v3.RouteAction.MaxStreamDuration": {
    max_stream_duration?: string;
    grpc_timeout_header_max?: string;
    grpc_timeout_header_offset?: string;
  };
  "envoy.config.route.v3.RouteAction.RequestMirrorPolicy": {
    cluster?: string;
    cluster_header?: string;
    runtime_fraction?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    trace_sampled?: boolean;
    disable_shadow_host_suffix_append?: boolean;
    request_headers_mutations?: readonly (Messages["envoy.config.common.mutation_rules.v3.HeaderMutation"])[];
    host_rewrite_literal?: string;
  };
  "envoy.config.route.v3.RouteAction.UpgradeConfig": {
    upgrade_type?: string;
    enabled?: boolean;
    connect_config?: Messages["envoy.config.route.v3.RouteAction.UpgradeConfig.ConnectConfig"];
  };
  "envoy.config.route.v3.RouteAction.UpgradeConfig.ConnectConfig": {
    proxy_protocol_config?: Messages["envoy.config.core.v3.ProxyProtocolConfig"];
    allow_post?: boolean;
  };
  "envoy.config.route.v3.RouteConfiguration": {
    name?: string;
    virtual_hosts?: readonly (Messages["envoy.config.route.v3.VirtualHost"])[];
    vhds?: Messages["envoy.config.route.v3.Vhds"];
    internal_only_headers?: readonly (string)[];
    response_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    response_headers_to_remove?: readonly (string)[];
    request_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    request_headers_to_remove?: readonly (string)[];
    most_specific_header_mutations_wins?: boolean;
    validate_clusters?: boolean;
    max_direct_response_body_size_bytes?: number;
    cluster_specifier_plugins?: readonly (Messages["envoy.config.route.v3.ClusterSpecifierPlugin"])[];
    request_mirror_policies?: readonly (Messages["envoy.config.route.v3.RouteAction.RequestMirrorPolicy"])[];
    ignore_port_in_host_matching?: boolean;
    vhost_header?: string;
    ignore_path_parameters_in_path_matching?: boolean;
    typed_per_filter_config?: { readonly [key: string]: Any };
    metadata?: Messages["envoy.config.core.v3.Metadata"];
    route_specifiers?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
  };
  "envoy.config.route.v3.RouteMatch": {
    prefix?: string;
    path?: string;
    safe_regex?: Messages["envoy.type.matcher.v3.RegexMatcher"];
    connect_matcher?: Messages["envoy.config.route.v3.RouteMatch.ConnectMatcher"];
    path_separated_prefix?: string;
    path_match_policy?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    case_sensitive?: boolean;
    runtime_fraction?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    headers?: readonly (Messages["envoy.config.route.v3.HeaderMatcher"])[];
    query_parameters?: readonly (Messages["envoy.config.route.v3.QueryParameterMatcher"])[];
    cookies?: readonly (Messages["envoy.config.route.v3.CookieMatcher"])[];
    grpc?: Messages["envoy.config.route.v3.RouteMatch.GrpcRouteMatchOptions"];
    tls_context?: Messages["envoy.config.route.v3.RouteMatch.TlsContextMatchOptions"];
    dynamic_metadata?: readonly (Messages["envoy.type.matcher.v3.MetadataMatcher"])[];
    filter_state?: readonly (Messages["envoy.type.matcher.v3.FilterStateMatcher"])[];
  };
  "envoy.config.route.v3.RouteMatch.ConnectMatcher": {
  };
  "envoy.config.route.v3.RouteMatch.GrpcRouteMatchOptions": {
  };
  "envoy.config.route.v3.RouteMatch.TlsContextMatchOptions": {
    presented?: boolean;
    validated?: boolean;
  };
  "envoy.config.route.v3.ScopedRouteConfiguration": {
    on_demand?: boolean;
    name?: string;
    route_configuration_name?: string;
    route_configuration?: Messages["envoy.config.route.v3.RouteConfiguration"];
    key?: Messages["envoy.config.route.v3.ScopedRouteConfiguration.Key"];
  };
  "envoy.config.route.v3.ScopedRouteConfiguration.Key": {
    fragments?: readonly (Messages["envoy.config.route.v3.ScopedRouteConfiguration.Key.Fragment"])[];
  };
  "envoy.config.route.v3.ScopedRouteConfiguration.Key.Fragment": {
    string_key?: string;
  };
  "envoy.config.route.v3.Tracing": {
    client_sampling?: Messages["envoy.type.v3.FractionalPercent"];
    random_sampling?: Messages["envoy.type.v3.FractionalPercent"];
    overall_sampling?: Messages["envoy.type.v3.FractionalPercent"];
    custom_tags?: readonly (Messages["envoy.type.tracing.v3.CustomTag"])[];
    operation?: string;
    upstream_operation?: string;
  };
  "envoy.config.route.v3.Vhds": {
    config_source?: Messages["envoy.config.core.v3.ConfigSource"];
  };
  "envoy.config.route.v3.VirtualCluster": {
    headers?: readonly (Messages["envoy.config.route.v3.HeaderMatcher"])[];
    name?: string;
  };
  "envoy.config.route.v3.VirtualHost": {
    name?: string;
    domains?: readonly (string)[];
    routes?: readonly (Messages["envoy.config.route.v3.Route"])[];
    matcher?: Messages["xds.type.matcher.v3.Matcher"];
    require_tls?: 'NONE' | 'EXTERNAL_ONLY' | 'ALL';
    virtual_clusters?: readonly (Messages["envoy.config.route.v3.VirtualCluster"])[];
    rate_limits?: readonly (Messages["envoy.config.route.v3.RateLimit"])[];
    request_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    request_headers_to_remove?: readonly (string)[];
    response_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    response_headers_to_remove?: readonly (string)[];
    cors?: Messages["envoy.config.route.v3.CorsPolicy"];
    typed_per_filter_config?: { readonly [key: string]: Any };
    include_request_attempt_count?: boolean;
    include_attempt_count_in_response?: boolean;
    retry_policy?: Messages["envoy.config.route.v3.RetryPolicy"];
    retry_policy_typed_config?: Any;
    hedge_policy?: Messages["envoy.config.route.v3.HedgePolicy"];
    include_is_timeout_retry_header?: boolean;
    per_request_buffer_limit_bytes?: number;
    request_body_buffer_limit?: number | string;
    request_mirror_policies?: readonly (Messages["envoy.config.route.v3.RouteAction.RequestMirrorPolicy"])[];
    metadata?: Messages["envoy.config.core.v3.Metadata"];
    route_specifiers?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
  };
  "envoy.config.route.v3.WeightedCluster": {
    clusters?: readonly (Messages["envoy.config.route.v3.WeightedCluster.ClusterWeight"])[];
    total_weight?: number;
    runtime_key_prefix?: string;
    header_name?: string;
    use_hash_policy?: boolean;
  };
  "envoy.config.route.v3.WeightedCluster.ClusterWeight": {
    name?: string;
    cluster_header?: string;
    weight?: number;
    metadata_match?: Messages["envoy.config.core.v3.Metadata"];
    request_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    request_headers_to_remove?: readonly (string)[];
    response_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    response_headers_to_remove?: readonly (string)[];
    typed_per_filter_config?: { readonly [key: string]: Any };
    host_rewrite_literal?: string;
  };
  "envoy.config.trace.v3.OpenTelemetryConfig": {
    grpc_service?: Messages["envoy.config.core.v3.GrpcService"];
    http_service?: Messages["envoy.config.core.v3.HttpService"];
    exporter?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    service_name?: string;
    resource_detectors?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    sampler?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    max_cache_size?: number;
    set_telemetry_sdk_resource_attributes?: boolean;
    set_service_name_resource_attribute?: boolean;
    set_instrumentation_scope?: boolean;
  };
  "envoy.config.trace.v3.Tracing": {
    http?: Messages["envoy.config.trace.v3.Tracing.Http"];
  };
  "envoy.config.trace.v3.Tracing.Http": {
    name?: string;
    typed_config?: Any;
  };
  "envoy.config.trace.v3.ZipkinConfig": {
    collector_cluster?: string;
    collector_endpoint?: string;
    trace_id_128bit?: boolean;
    shared_span_context?: boolean;
    collector_endpoint_version?: 'DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE' | 'HTTP_JSON' | 'HTTP_PROTO' | 'GRPC';
    collector_hostname?: string;
    split_spans_for_request?: boolean;
    trace_context_option?: 'USE_B3' | 'USE_B3_WITH_W3C_PROPAGATION';
    collector_service?: Messages["envoy.config.core.v3.HttpService"];
    timestamp_trace_ids?: boolean;
  };
  "envoy.extensions.access_loggers.file.v3.FileAccessLog": {
    path?: string;
    format?: string;
    json_format?: JsonObject;
    typed_json_format?: JsonObject;
    log_format?: Messages["envoy.config.core.v3.SubstitutionFormatString"];
  };
  "envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter": {
    expression?: string;
    cel_config?: Messages["envoy.config.core.v3.CelExpressionConfig"];
  };
  "envoy.extensions.access_loggers.grpc.v3.CommonGrpcAccessLogConfig": {
    log_name?: string;
    grpc_service?: Messages["envoy.config.core.v3.GrpcService"];
    transport_api_version?: 'AUTO' | 'V2' | 'V3';
    buffer_flush_interval?: string;
    buffer_size_bytes?: number;
    filter_state_objects_to_log?: readonly (string)[];
    grpc_stream_retry_policy?: Messages["envoy.config.core.v3.RetryPolicy"];
    custom_tags?: readonly (Messages["envoy.type.tracing.v3.CustomTag"])[];
  };
  "envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig": {
    common_config?: Messages["envoy.extensions.access_loggers.grpc.v3.CommonGrpcAccessLogConfig"];
    http_service?: Messages["envoy.config.core.v3.HttpService"];
    grpc_service?: Messages["envoy.config.core.v3.GrpcService"];
    disable_builtin_labels?: boolean;
    resource_attributes?: Messages["opentelemetry.proto.common.v1.KeyValueList"];
    resource_detectors?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    body?: Messages["opentelemetry.proto.common.v1.AnyValue"];
    attributes?: Messages["opentelemetry.proto.common.v1.KeyValueList"];
    stat_prefix?: string;
    formatters?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    log_name?: string;
    buffer_flush_interval?: string;
    buffer_size_bytes?: number;
    filter_state_objects_to_log?: readonly (string)[];
    custom_tags?: readonly (Messages["envoy.type.tracing.v3.CustomTag"])[];
  };
  "envoy.extensions.common.ratelimit.v3.LocalClusterRateLimit": {
  };
  "envoy.extensions.common.ratelimit.v3.LocalRateLimitDescriptor": {
    entries?: readonly (Messages["envoy.extensions.common.ratelimit.v3.RateLimitDescriptor.Entry"])[];
    token_bucket?: Messages["envoy.type.v3.TokenBucket"];
    shadow_mode?: boolean;
  };
  "envoy.extensions.common.ratelimit.v3.RateLimitDescriptor.Entry": {
    key?: string;
    value?: string;
  };
  "envoy.extensions.filters.common.fault.v3.FaultDelay": {
    fixed_delay?: string;
    header_delay?: Messages["envoy.extensions.filters.common.fault.v3.FaultDelay.HeaderDelay"];
    percentage?: Messages["envoy.type.v3.FractionalPercent"];
  };
  "envoy.extensions.filters.common.fault.v3.FaultDelay.HeaderDelay": {
  };
  "envoy.extensions.filters.common.fault.v3.FaultRateLimit": {
    fixed_limit?: Messages["envoy.extensions.filters.common.fault.v3.FaultRateLimit.FixedLimit"];
    header_limit?: Messages["envoy.extensions.filters.common.fault.v3.FaultRateLimit.HeaderLimit"];
    percentage?: Messages["envoy.type.v3.FractionalPercent"];
  };
  "envoy.extensions.filters.common.fault.v3.FaultRateLimit.FixedLimit": {
    limit_kbps?: number | string;
  };
  "envoy.extensions.filters.common.fault.v3.FaultRateLimit.HeaderLimit": {
  };
  "envoy.extensions.filters.http.cors.v3.Cors": {
  };
  "envoy.extensions.filters.http.cors.v3.CorsPolicy": {
    allow_origin_string_match?: readonly (Messages["envoy.type.matcher.v3.StringMatcher"])[];
    allow_methods?: string;
    allow_headers?: string;
    expose_headers?: string;
    max_age?: string;
    allow_credentials?: boolean;
    filter_enabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    shadow_enabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    allow_private_network_access?: boolean;
    forward_not_matching_preflights?: boolean;
  };
  "envoy.extensions.filters.http.ext_authz.v3.AuthorizationRequest": {
    allowed_headers?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
    headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValue"])[];
  };
  "envoy.extensions.filters.http.ext_authz.v3.AuthorizationResponse": {
    allowed_upstream_headers?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
    allowed_upstream_headers_to_append?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
    allowed_client_headers?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
    allowed_client_headers_on_success?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
    dynamic_metadata_from_headers?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
  };
  "envoy.extensions.filters.http.ext_authz.v3.BufferSettings": {
    max_request_bytes?: number;
    allow_partial_message?: boolean;
    pack_as_bytes?: boolean;
  };
  "envoy.extensions.filters.http.ext_authz.v3.ExtAuthz": {
    grpc_service?: Messages["envoy.config.core.v3.GrpcService"];
    http_service?: Messages["envoy.extensions.filters.http.ext_authz.v3.HttpService"];
    transport_api_version?: 'AUTO' | 'V2' | 'V3';
    failure_mode_allow?: boolean;
    failure_mode_allow_header_add?: boolean;
    with_request_body?: Messages["envoy.extensions.filters.http.ext_authz.v3.BufferSettings"];
    clear_route_cache?: boolean;
    clear_route_cache_headers?: readonly (string)[];
    status_on_error?: Messages["envoy.type.v3.HttpStatus"];
    validate_mutations?: boolean;
    metadata_context_namespaces?: readonly (string)[];
    typed_metadata_context_namespaces?: readonly (string)[];
    route_metadata_context_namespaces?: readonly (string)[];
    route_typed_metadata_context_namespaces?: readonly (string)[];
    filter_enabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    filter_enabled_metadata?: Messages["envoy.type.matcher.v3.MetadataMatcher"];
    deny_at_disable?: Messages["envoy.config.core.v3.RuntimeFeatureFlag"];
    include_peer_certificate?: boolean;
    stat_prefix?: string;
    bootstrap_metadata_labels_key?: string;
    allowed_headers?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
    disallowed_headers?: Messages["envoy.type.matcher.v3.ListStringMatcher"];
    include_tls_session?: boolean;
    charge_cluster_response_stats?: boolean;
    encode_raw_headers?: boolean;
    decoder_header_mutation_rules?: Messages["envoy.config.common.mutation_rules.v3.HeaderMutationRules"];
    enable_dynamic_metadata_ingestion?: boolean;
    filter_metadata?: JsonObject;
    emit_filter_state_stats?: boolean;
    max_denied_response_body_bytes?: number;
    enforce_response_header_limits?: boolean;
    shadow_mode?: boolean;
    emit_client_span?: boolean;
  };
  "envoy.extensions.filters.http.ext_authz.v3.HttpService": {
    server_uri?: Messages["envoy.config.core.v3.HttpUri"];
    path_prefix?: string;
    path_override?: string;
    authorization_request?: Messages["envoy.extensions.filters.http.ext_authz.v3.AuthorizationRequest"];
    authorization_response?: Messages["envoy.extensions.filters.http.ext_authz.v3.AuthorizationResponse"];
    retry_policy?: Messages["envoy.config.core.v3.RetryPolicy"];
  };
  "envoy.extensions.filters.http.fault.v3.FaultAbort": {
    http_status?: number;
    grpc_status?: number;
    header_abort?: Messages["envoy.extensions.filters.http.fault.v3.FaultAbort.HeaderAbort"];
    percentage?: Messages["envoy.type.v3.FractionalPercent"];
    response_body?: string;
  };
  "envoy.extensions.filters.http.fault.v3.FaultAbort.HeaderAbort": {
  };
  "envoy.extensions.filters.http.fault.v3.HTTPFault": {
    delay?: Messages["envoy.extensions.filters.common.fault.v3.FaultDelay"];
    abort?: Messages["envoy.extensions.filters.http.fault.v3.FaultAbort"];
    upstream_cluster?: string;
    headers?: readonly (Messages["envoy.config.route.v3.HeaderMatcher"])[];
    downstream_nodes?: readonly (string)[];
    max_active_faults?: number;
    response_rate_limit?: Messages["envoy.extensions.filters.common.fault.v3.FaultRateLimit"];
    delay_percent_runtime?: string;
    abort_percent_runtime?: string;
    delay_duration_runtime?: string;
    abort_http_status_runtime?: string;
    max_active_faults_runtime?: string;
    response_rate_limit_percent_runtime?: string;
    abort_grpc_status_runtime?: string;
    disable_downstream_cluster_stats?: boolean;
    filter_metadata?: JsonObject;
  };
  "envoy.extensions.filters.http.grpc_web.v3.GrpcWeb": {
  };
  "envoy.extensions.filters.http.jwt_authn.v3.ExtractOnlyWithoutValidation": {
    verification_status_header?: string;
  };
  "envoy.extensions.filters.http.jwt_authn.v3.FilterStateRule": {
    name?: string;
    requires?: { readonly [key: string]: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtRequirement"] };
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwksAsyncFetch": {
    fast_listener?: boolean;
    failed_refetch_duration?: string;
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication": {
    providers?: { readonly [key: string]: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtProvider"] };
    rules?: readonly (Messages["envoy.extensions.filters.http.jwt_authn.v3.RequirementRule"])[];
    filter_state_rules?: Messages["envoy.extensions.filters.http.jwt_authn.v3.FilterStateRule"];
    bypass_cors_preflight?: boolean;
    requirement_map?: { readonly [key: string]: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtRequirement"] };
    strip_failure_response?: boolean;
    stat_prefix?: string;
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtCacheConfig": {
    jwt_cache_size?: number;
    jwt_max_token_size?: number;
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtClaimToHeader": {
    header_name?: string;
    claim_name?: string;
    claim_path?: readonly (Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtClaimToHeader.PathSegment"])[];
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtClaimToHeader.PathSegment": {
    key?: string;
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtHeader": {
    name?: string;
    value_prefix?: string;
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtProvider": {
    issuer?: string;
    audiences?: readonly (string)[];
    subjects?: Messages["envoy.type.matcher.v3.StringMatcher"];
    require_expiration?: boolean;
    max_lifetime?: string;
    remote_jwks?: Messages["envoy.extensions.filters.http.jwt_authn.v3.RemoteJwks"];
    local_jwks?: Messages["envoy.config.core.v3.DataSource"];
    forward?: boolean;
    from_headers?: readonly (Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtHeader"])[];
    from_params?: readonly (string)[];
    from_cookies?: readonly (string)[];
    forward_payload_header?: string;
    pad_forward_payload_header?: boolean;
    payload_in_metadata?: string;
    normalize_payload_in_metadata?: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtProvider.NormalizePayload"];
    header_in_metadata?: string;
    failed_status_in_metadata?: string;
    clock_skew_seconds?: number;
    jwt_cache_config?: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtCacheConfig"];
    claim_to_headers?: readonly (Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtClaimToHeader"])[];
    clear_route_cache?: boolean;
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtProvider.NormalizePayload": {
    space_delimited_claims?: readonly (string)[];
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtRequirement": {
    provider_name?: string;
    provider_and_audiences?: Messages["envoy.extensions.filters.http.jwt_authn.v3.ProviderWithAudiences"];
    requires_any?: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtRequirementOrList"];
    requires_all?: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtRequirementAndList"];
    allow_missing_or_failed?: JsonObject;
    allow_missing?: JsonObject;
    extract_only_without_validation?: Messages["envoy.extensions.filters.http.jwt_authn.v3.ExtractOnlyWithoutValidation"];
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtRequirementAndList": {
    requirements?: readonly (Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtRequirement"])[];
  };
  "envoy.extensions.filters.http.jwt_authn.v3.JwtRequirementOrList": {
    requirements?: readonly (Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtRequirement"])[];
  };
  "envoy.extensions.filters.http.jwt_authn.v3.ProviderWithAudiences": {
    provider_name?: string;
    audiences?: readonly (string)[];
  };
  "envoy.extensions.filters.http.jwt_authn.v3.RemoteJwks": {
    http_uri?: Messages["envoy.config.core.v3.HttpUri"];
    cache_duration?: string;
    async_fetch?: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwksAsyncFetch"];
    retry_policy?: Messages["envoy.config.core.v3.RetryPolicy"];
  };
  "envoy.extensions.filters.http.jwt_authn.v3.RequirementRule": {
    match?: Messages["envoy.config.route.v3.RouteMatch"];
    requires?: Messages["envoy.extensions.filters.http.jwt_authn.v3.JwtRequirement"];
    requirement_name?: string;
  };
  "envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit": {
    stat_prefix?: string;
    status?: Messages["envoy.type.v3.HttpStatus"];
    token_bucket?: Messages["envoy.type.v3.TokenBucket"];
    filter_enabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    filter_enforced?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    request_headers_to_add_when_not_enforced?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    response_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    descriptors?: readonly (Messages["envoy.extensions.common.ratelimit.v3.LocalRateLimitDescriptor"])[];
    stage?: number;
    local_rate_limit_per_downstream_connection?: boolean;
    local_cluster_rate_limit?: Messages["envoy.extensions.common.ratelimit.v3.LocalClusterRateLimit"];
    enable_x_ratelimit_headers?: 'OFF' | 'DRAFT_VERSION_03';
    vh_rate_limits?: 'OVERRIDE' | 'INCLUDE' | 'IGNORE';
    always_consume_default_token_bucket?: boolean;
    rate_limited_as_resource_exhausted?: boolean;
    rate_limits?: readonly (Messages["envoy.config.route.v3.RateLimit"])[];
    max_dynamic_descriptors?: number;
    enable_retry_after_header?: boolean;
  };
  "envoy.extensions.filters.http.ratelimit.v3.RateLimit": {
    domain?: string;
    stage?: number;
    request_type?: string;
    timeout?: string;
    failure_mode_deny?: boolean;
    rate_limited_as_resource_exhausted?: boolean;
    rate_limit_service?: Messages["envoy.config.ratelimit.v3.RateLimitServiceConfig"];
    enable_x_ratelimit_headers?: 'OFF' | 'DRAFT_VERSION_03';
    disable_x_envoy_ratelimited_header?: boolean;
    rate_limited_status?: Messages["envoy.type.v3.HttpStatus"];
    response_headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    status_on_error?: Messages["envoy.type.v3.HttpStatus"];
    stat_prefix?: string;
    filter_enabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    filter_enforced?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    failure_mode_deny_percent?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"];
    rate_limits?: readonly (Messages["envoy.config.route.v3.RateLimit"])[];
    metadata_namespace?: string;
    enable_retry_after_header?: boolean;
  };
  "envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute": {
    vh_rate_limits?: 'OVERRIDE' | 'INCLUDE' | 'IGNORE';
    override_option?: 'DEFAULT' | 'OVERRIDE_POLICY' | 'INCLUDE_POLICY' | 'IGNORE_POLICY';
    rate_limits?: readonly (Messages["envoy.config.route.v3.RateLimit"])[];
    domain?: string;
  };
  "envoy.extensions.filters.http.rbac.v3.RBAC": {
    rules?: Messages["envoy.config.rbac.v3.RBAC"];
    rules_stat_prefix?: string;
    matcher?: Messages["xds.type.matcher.v3.Matcher"];
    shadow_rules?: Messages["envoy.config.rbac.v3.RBAC"];
    shadow_matcher?: Messages["xds.type.matcher.v3.Matcher"];
    shadow_rules_stat_prefix?: string;
    track_per_rule_stats?: boolean;
  };
  "envoy.extensions.filters.http.rbac.v3.RBACPerRoute": {
    rbac?: Messages["envoy.extensions.filters.http.rbac.v3.RBAC"];
  };
  "envoy.extensions.filters.http.router.v3.Router": {
    dynamic_stats?: boolean;
    start_child_span?: boolean;
    upstream_log?: readonly (Messages["envoy.config.accesslog.v3.AccessLog"])[];
    upstream_log_options?: Messages["envoy.extensions.filters.http.router.v3.Router.UpstreamAccessLogOptions"];
    suppress_envoy_headers?: boolean;
    strict_check_headers?: readonly (string)[];
    respect_expected_rq_timeout?: boolean;
    suppress_grpc_request_failure_code_stats?: boolean;
    upstream_http_filters?: readonly (Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter"])[];
    reject_connect_request_early_data?: boolean;
  };
  "envoy.extensions.filters.http.router.v3.Router.UpstreamAccessLogOptions": {
    flush_upstream_log_on_upstream_stream?: boolean;
    upstream_log_flush_interval?: string;
  };
  "envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol": {
    rules?: readonly (Messages["envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol.Rule"])[];
    allow_requests_without_proxy_protocol?: boolean;
    pass_through_tlvs?: Messages["envoy.config.core.v3.ProxyProtocolPassThroughTLVs"];
    disallowed_versions?: readonly ('V1' | 'V2')[];
    stat_prefix?: string;
    tlv_location?: 'DYNAMIC_METADATA' | 'FILTER_STATE';
  };
  "envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol.KeyValuePair": {
    metadata_namespace?: string;
    key?: string;
    value_string_encoding?: 'UNSPECIFIED' | 'SANITIZED_UTF8' | 'BASE64';
  };
  "envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol.Rule": {
    tlv_type?: number;
    on_tlv_present?: Messages["envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol.KeyValuePair"];
  };
  "envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector": {
    enable_ja3_fingerprinting?: boolean;
    enable_ja4_fingerprinting?: boolean;
    initial_read_buffer_size?: number;
    close_connection_on_client_hello_parsing_errors?: boolean;
    max_client_hello_size?: number;
  };
  "envoy.extensions.filters.network.ext_authz.v3.ExtAuthz": {
    stat_prefix?: string;
    grpc_service?: Messages["envoy.config.core.v3.GrpcService"];
    failure_mode_allow?: boolean;
    include_peer_certificate?: boolean;
    transport_api_version?: 'AUTO' | 'V2' | 'V3';
    filter_enabled_metadata?: Messages["envoy.type.matcher.v3.MetadataMatcher"];
    bootstrap_metadata_labels_key?: string;
    include_tls_session?: boolean;
    send_tls_alert_on_denial?: boolean;
    metadata_context_namespaces?: readonly (string)[];
    typed_metadata_context_namespaces?: readonly (string)[];
    shadow_mode?: boolean;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ForwardProtoConfig": {
    https_destination_ports?: readonly (number)[];
    http_destination_ports?: readonly (number)[];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager": {
    codec_type?: 'AUTO' | 'HTTP1' | 'HTTP2' | 'HTTP3';
    stat_prefix?: string;
    rds?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.Rds"];
    route_config?: Messages["envoy.config.route.v3.RouteConfiguration"];
    scoped_routes?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes"];
    http_filters?: readonly (Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter"])[];
    add_user_agent?: boolean;
    tracing?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing"];
    common_http_protocol_options?: Messages["envoy.config.core.v3.HttpProtocolOptions"];
    http1_safe_max_connection_duration?: boolean;
    http_protocol_options?: Messages["envoy.config.core.v3.Http1ProtocolOptions"];
    http2_protocol_options?: Messages["envoy.config.core.v3.Http2ProtocolOptions"];
    http3_protocol_options?: Messages["envoy.config.core.v3.Http3ProtocolOptions"];
    server_name?: string;
    server_header_transformation?: 'OVERWRITE' | 'APPEND_IF_ABSENT' | 'PASS_THROUGH';
    scheme_header_transformation?: Messages["envoy.config.core.v3.SchemeHeaderTransformation"];
    max_request_headers_kb?: number;
    stream_idle_timeout?: string;
    stream_flush_timeout?: string;
    request_timeout?: string;
    request_headers_timeout?: string;
    drain_timeout?: string;
    drain_timeout_jitter?: Messages["envoy.type.v3.Percent"];
    delayed_close_timeout?: string;
    access_log?: readonly (Messages["envoy.config.accesslog.v3.AccessLog"])[];
    access_log_flush_interval?: string;
    flush_access_log_on_new_request?: boolean;
    access_log_options?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.HcmAccessLogOptions"];
    use_remote_address?: boolean;
    xff_num_trusted_hops?: number;
    original_ip_detection_extensions?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    early_header_mutation_extensions?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
    internal_address_config?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig"];
    skip_xff_append?: boolean;
    via?: string;
    generate_request_id?: boolean;
    preserve_external_request_id?: boolean;
    always_set_request_id_in_response?: boolean;
    forward_client_cert_details?: 'SANITIZE' | 'FORWARD_ONLY' | 'APPEND_FORWARD' | 'SANITIZE_SET' | 'ALWAYS_FORWARD_ONLY';
    set_current_client_cert_details?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails"];
    forward_client_cert_matcher?: Messages["xds.type.matcher.v3.Matcher"];
    proxy_100_continue?: boolean;
    represent_ipv4_remote_address_as_ipv4_mapped_ipv6?: boolean;
    upgrade_configs?: readonly (Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig"])[];
    normalize_path?: boolean;
    merge_slashes?: boolean;
    path_with_escaped_slashes_action?: 'IMPLEMENTATION_SPECIFIC_DEFAULT' | 'KEEP_UNCHANGED' | 'REJECT_REQUEST' | 'UNESCAPE_AND_REDIRECT' | 'UNESCAPE_AND_FORWARD';
    request_id_extension?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension"];
    local_reply_config?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.LocalReplyConfig"];
    strip_matching_host_port?: boolean;
    strip_any_host_port?: boolean;
    stream_error_on_invalid_http_message?: boolean;
    path_normalization_options?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathNormalizationOptions"];
    strip_trailing_host_dot?: boolean;
    proxy_status_config?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ProxyStatusConfig"];
    typed_header_validation_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    append_x_forwarded_port?: boolean;
    append_local_overload?: boolean;
    add_proxy_protocol_connection_state?: boolean;
    forward_proto_config?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ForwardProtoConfig"];
    record_route_resolution_stats?: boolean;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.HcmAccessLogOptions": {
    access_log_flush_interval?: string;
    flush_access_log_on_new_request?: boolean;
    flush_log_on_tunnel_successfully_established?: boolean;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig": {
    unix_sockets?: boolean;
    cidr_ranges?: readonly (Messages["envoy.config.core.v3.CidrRange"])[];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathNormalizationOptions": {
    forwarding_transformation?: Messages["envoy.type.http.v3.PathTransformation"];
    http_filter_transformation?: Messages["envoy.type.http.v3.PathTransformation"];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ProxyStatusConfig": {
    remove_details?: boolean;
    remove_connection_termination_details?: boolean;
    remove_response_flags?: boolean;
    set_recommended_response_code?: boolean;
    use_node_id?: boolean;
    literal_proxy_name?: string;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails": {
    subject?: boolean;
    cert?: boolean;
    chain?: boolean;
    dns?: boolean;
    uri?: boolean;
    issuer?: boolean;
    format?: 'TEXT' | 'JSON';
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing": {
    client_sampling?: Messages["envoy.type.v3.Percent"];
    random_sampling?: Messages["envoy.type.v3.Percent"];
    overall_sampling?: Messages["envoy.type.v3.Percent"];
    verbose?: boolean;
    max_path_tag_length?: number;
    custom_tags?: readonly (Messages["envoy.type.tracing.v3.CustomTag"])[];
    provider?: Messages["envoy.config.trace.v3.Tracing.Http"];
    spawn_upstream_span?: boolean;
    operation?: string;
    upstream_operation?: string;
    no_context_propagation?: boolean;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig": {
    upgrade_type?: string;
    filters?: readonly (Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter"])[];
    enabled?: boolean;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter": {
    name?: string;
    typed_config?: Any;
    config_discovery?: Messages["envoy.config.core.v3.ExtensionConfigSource"];
    is_optional?: boolean;
    disabled?: boolean;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.LocalReplyConfig": {
    mappers?: readonly (Messages["envoy.extensions.filters.network.http_connection_manager.v3.ResponseMapper"])[];
    body_format?: Messages["envoy.config.core.v3.SubstitutionFormatString"];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.Rds": {
    config_source?: Messages["envoy.config.core.v3.ConfigSource"];
    route_config_name?: string;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension": {
    typed_config?: Any;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ResponseMapper": {
    filter?: Messages["envoy.config.accesslog.v3.AccessLogFilter"];
    status_code?: number;
    body?: Messages["envoy.config.core.v3.DataSource"];
    body_format_override?: Messages["envoy.config.core.v3.SubstitutionFormatString"];
    headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRds": {
    scoped_rds_config_source?: Messages["envoy.config.core.v3.ConfigSource"];
    srds_resources_locator?: string;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRouteConfigurationsList": {
    scoped_route_configurations?: readonly (Messages["envoy.config.route.v3.ScopedRouteConfiguration"])[];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes": {
    name?: string;
    scope_key_builder?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder"];
    rds_config_source?: Messages["envoy.config.core.v3.ConfigSource"];
    scoped_route_configurations_list?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRouteConfigurationsList"];
    scoped_rds?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRds"];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder": {
    fragments?: readonly (Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder"])[];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder": {
    header_value_extractor?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor"];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor": {
    name?: string;
    element_separator?: string;
    index?: number;
    element?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor.KvElement"];
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor.KvElement": {
    separator?: string;
    key?: string;
  };
  "envoy.extensions.filters.network.rbac.v3.RBAC": {
    rules?: Messages["envoy.config.rbac.v3.RBAC"];
    matcher?: Messages["xds.type.matcher.v3.Matcher"];
    shadow_rules?: Messages["envoy.config.rbac.v3.RBAC"];
    shadow_matcher?: Messages["xds.type.matcher.v3.Matcher"];
    shadow_rules_stat_prefix?: string;
    stat_prefix?: string;
    enforcement_type?: 'ONE_TIME_ON_FIRST_BYTE' | 'CONTINUOUS';
    delay_deny?: string;
  };
  "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy": {
    stat_prefix?: string;
    cluster?: string;
    weighted_clusters?: Messages["envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster"];
    on_demand?: Messages["envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.OnDemand"];
    metadata_match?: Messages["envoy.config.core.v3.Metadata"];
    idle_timeout?: string;
    downstream_idle_timeout?: string;
    upstream_idle_timeout?: string;
    access_log?: readonly (Messages["envoy.config.accesslog.v3.AccessLog"])[];
    max_connect_attempts?: number;
    backoff_options?: Messages["envoy.config.core.v3.BackoffStrategy"];
    hash_policy?: readonly (Messages["envoy.type.v3.HashPolicy"])[];
    tunneling_config?: Messages["envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TunnelingConfig"];
    max_downstream_connection_duration?: string;
    max_downstream_connection_duration_jitter_percentage?: Messages["envoy.type.v3.Percent"];
    access_log_flush_interval?: string;
    flush_access_log_on_connected?: boolean;
    access_log_options?: Messages["envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TcpAccessLogOptions"];
    proxy_protocol_tlvs?: readonly (Messages["envoy.config.core.v3.TlvEntry"])[];
    proxy_protocol_tlv_merge_policy?: 'ADD_IF_ABSENT' | 'OVERWRITE_BY_TYPE_IF_EXISTS_OR_ADD' | 'APPEND_IF_EXISTS_OR_ADD';
    upstream_connect_mode?: 'IMMEDIATE' | 'ON_DOWNSTREAM_DATA' | 'ON_DOWNSTREAM_TLS_HANDSHAKE';
    max_early_data_bytes?: number;
    check_drain_close?: boolean;
  };
  "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.OnDemand": {
    odcds_config?: Messages["envoy.config.core.v3.ConfigSource"];
    resources_locator?: string;
    timeout?: string;
  };
  "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TcpAccessLogOptions": {
    access_log_flush_interval?: string;
    flush_access_log_on_connected?: boolean;
    flush_access_log_on_start?: boolean;
  };
  "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TunnelingConfig": {
    hostname?: string;
    use_post?: boolean;
    headers_to_add?: readonly (Messages["envoy.config.core.v3.HeaderValueOption"])[];
    propagate_response_headers?: boolean;
    post_path?: string;
    propagate_response_trailers?: boolean;
    request_id_extension?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension"];
    request_id_header?: string;
    request_id_metadata_key?: string;
    formatters?: readonly (Messages["envoy.config.core.v3.TypedExtensionConfig"])[];
  };
  "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster": {
    clusters?: readonly (Messages["envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster.ClusterWeight"])[];
  };
  "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster.ClusterWeight": {
    name?: string;
    weight?: number;
    metadata_match?: Messages["envoy.config.core.v3.Metadata"];
  };
  "envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig": {
    path_template?: string;
  };
  "envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor": {
    descriptor_key?: string;
    skip_if_error?: boolean;
    text?: string;
    parsed?: Messages["google.api.expr.v1alpha1.Expr"];
  };
  "envoy.extensions.rbac.principals.mtls_authenticated.v3.Config": {
    san_matcher?: Messages["envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher"];
    any_validated_client_certificate?: boolean;
  };
  "envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate": {
  };
  "envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance": {
    instance_name?: string;
    certificate_name?: string;
  };
  "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext": {
    trusted_ca?: Messages["envoy.config.core.v3.DataSource"];
    ca_certificate_provider_instance?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance"];
    system_root_certs?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.SystemRootCerts"];
    watched_directory?: Messages["envoy.config.core.v3.WatchedDirectory"];
    verify_certificate_spki?: readonly (string)[];
    verify_certificate_hash?: readonly (string)[];
    match_typed_subject_alt_names?: readonly (Messages["envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher"])[];
    match_subject_alt_names?: readonly (Messages["envoy.type.matcher.v3.StringMatcher"])[];
    require_signed_certificate_timestamp?: boolean;
    crl?: Messages["envoy.config.core.v3.DataSource"];
    allow_expired_certificate?: boolean;
    trust_chain_verification?: 'VERIFY_TRUST_CHAIN' | 'ACCEPT_UNTRUSTED';
    custom_validator_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    only_verify_leaf_cert_crl?: boolean;
    max_verify_depth?: number;
    suppress_client_ca_list?: boolean;
  };
  "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.SystemRootCerts": {
  };
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext": {
    tls_params?: Messages["envoy.extensions.transport_sockets.tls.v3.TlsParameters"];
    tls_certificates?: readonly (Messages["envoy.extensions.transport_sockets.tls.v3.TlsCertificate"])[];
    tls_certificate_sds_secret_configs?: readonly (Messages["envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig"])[];
    tls_certificate_provider_instance?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance"];
    custom_tls_certificate_selector?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    tls_certificate_certificate_provider?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider"];
    tls_certificate_certificate_provider_instance?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance"];
    validation_context?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext"];
    validation_context_sds_secret_config?: Messages["envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig"];
    combined_validation_context?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext"];
    validation_context_certificate_provider?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider"];
    validation_context_certificate_provider_instance?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance"];
    alpn_protocols?: readonly (string)[];
    custom_handshaker?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    key_log?: Messages["envoy.extensions.transport_sockets.tls.v3.TlsKeyLog"];
  };
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider": {
    name?: string;
    typed_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
  };
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance": {
    instance_name?: string;
    certificate_name?: string;
  };
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext": {
    default_validation_context?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext"];
    validation_context_sds_secret_config?: Messages["envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig"];
    validation_context_certificate_provider?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider"];
    validation_context_certificate_provider_instance?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance"];
  };
  "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext": {
    common_tls_context?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext"];
    require_client_certificate?: boolean;
    require_sni?: boolean;
    session_ticket_keys?: Messages["envoy.extensions.transport_sockets.tls.v3.TlsSessionTicketKeys"];
    session_ticket_keys_sds_secret_config?: Messages["envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig"];
    disable_stateless_session_resumption?: boolean;
    disable_stateful_session_resumption?: boolean;
    session_timeout?: string;
    ocsp_staple_policy?: 'LENIENT_STAPLING' | 'STRICT_STAPLING' | 'MUST_STAPLE';
    full_scan_certs_on_sni_mismatch?: boolean;
    prefer_client_ciphers?: boolean;
  };
  "envoy.extensions.transport_sockets.tls.v3.GenericSecret": {
    secret?: Messages["envoy.config.core.v3.DataSource"];
    secrets?: { readonly [key: string]: Messages["envoy.config.core.v3.DataSource"] };
  };
  "envoy.extensions.transport_sockets.tls.v3.PrivateKeyProvider": {
    provider_name?: string;
    typed_config?: Any;
    fallback?: boolean;
  };
  "envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig": {
    name?: string;
    sds_config?: Messages["envoy.config.core.v3.ConfigSource"];
  };
  "envoy.extensions.transport_sockets.tls.v3.Secret": {
    name?: string;
    tls_certificate?: Messages["envoy.extensions.transport_sockets.tls.v3.TlsCertificate"];
    session_ticket_keys?: Messages["envoy.extensions.transport_sockets.tls.v3.TlsSessionTicketKeys"];
    validation_context?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext"];
    generic_secret?: Messages["envoy.extensions.transport_sockets.tls.v3.GenericSecret"];
  };
  "envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher": {
    san_type?: 'SAN_TYPE_UNSPECIFIED' | 'EMAIL' | 'DNS' | 'URI' | 'IP_ADDRESS' | 'OTHER_NAME';
    matcher?: Messages["envoy.type.matcher.v3.StringMatcher"];
    oid?: string;
  };
  "envoy.extensions.transport_sockets.tls.v3.TlsCertificate": {
    certificate_chain?: Messages["envoy.config.core.v3.DataSource"];
    private_key?: Messages["envoy.config.core.v3.DataSource"];
    pkcs12?: Messages["envoy.config.core.v3.DataSource"];
    watched_directory?: Messages["envoy.config.core.v3.WatchedDirectory"];
    private_key_provider?: Messages["envoy.extensions.transport_sockets.tls.v3.PrivateKeyProvider"];
    password?: Messages["envoy.config.core.v3.DataSource"];
    ocsp_staple?: Messages["envoy.config.core.v3.DataSource"];
    signed_certificate_timestamp?: readonly (Messages["envoy.config.core.v3.DataSource"])[];
    tls_params?: Messages["envoy.extensions.transport_sockets.tls.v3.TlsParameters"];
  };
  "envoy.extensions.transport_sockets.tls.v3.TlsKeyLog": {
    path?: string;
    local_address_range?: readonly (Messages["envoy.config.core.v3.CidrRange"])[];
    remote_address_range?: readonly (Messages["envoy.config.core.v3.CidrRange"])[];
  };
  "envoy.extensions.transport_sockets.tls.v3.TlsParameters": {
    tls_minimum_protocol_version?: 'TLS_AUTO' | 'TLSv1_0' | 'TLSv1_1' | 'TLSv1_2' | 'TLSv1_3';
    tls_maximum_protocol_version?: 'TLS_AUTO' | 'TLSv1_0' | 'TLSv1_1' | 'TLSv1_2' | 'TLSv1_3';
    cipher_suites?: readonly (string)[];
    ecdh_curves?: readonly (string)[];
    signature_algorithms?: readonly (string)[];
    compliance_policies?: readonly ('FIPS_202205' | 'CNSA2_202603' | 'CNSA1_202603')[];
  };
  "envoy.extensions.transport_sockets.tls.v3.TlsSessionTicketKeys": {
    keys?: readonly (Messages["envoy.config.core.v3.DataSource"])[];
  };
  "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext": {
    common_tls_context?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext"];
    sni?: string;
    auto_host_sni?: boolean;
    auto_sni_san_validation?: boolean;
    allow_renegotiation?: boolean;
    max_session_keys?: number;
    enforce_rsa_key_usage?: boolean;
  };
  "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
    common_http_protocol_options?: Messages["envoy.config.core.v3.HttpProtocolOptions"];
    upstream_http_protocol_options?: Messages["envoy.config.core.v3.UpstreamHttpProtocolOptions"];
    explicit_http_config?: Messages["envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig"];
    use_downstream_protocol_config?: Messages["envoy.extensions.upstreams.http.v3.HttpProtocolOptions.UseDownstreamHttpConfig"];
    auto_config?: Messages["envoy.extensions.upstreams.http.v3.HttpProtocolOptions.AutoHttpConfig"];
    http_filters?: readonly (Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter"])[];
    header_validation_config?: Messages["envoy.config.core.v3.TypedExtensionConfig"];
    outlier_detection?: Messages["envoy.extensions.upstreams.http.v3.HttpProtocolOptions.OutlierDetection"];
    request_mirror_policies?: readonly (Messages["envoy.config.route.v3.RouteAction.RequestMirrorPolicy"])[];
    hash_policy?: readonly (Messages["envoy.config.route.v3.RouteAction.HashPolicy"])[];
    retry_policy?: Messages["envoy.config.route.v3.RetryPolicy"];
  };
  "envoy.extensions.upstreams.http.v3.HttpProtocolOptions.AutoHttpConfig": {
    http_protocol_options?: Messages["envoy.config.core.v3.Http1ProtocolOptions"];
    http2_protocol_options?: Messages["envoy.config.core.v3.Http2ProtocolOptions"];
    http3_protocol_options?: Messages["envoy.config.core.v3.Http3ProtocolOptions"];
    alternate_protocols_cache_options?: Messages["envoy.config.core.v3.AlternateProtocolsCacheOptions"];
  };
  "envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig": {
    http_protocol_options?: Messages["envoy.config.core.v3.Http1ProtocolOptions"];
    http2_protocol_options?: Messages["envoy.config.core.v3.Http2ProtocolOptions"];
    http3_protocol_options?: Messages["envoy.config.core.v3.Http3ProtocolOptions"];
  };
  "envoy.extensions.upstreams.http.v3.HttpProtocolOptions.OutlierDetection": {
    error_matcher?: Messages["envoy.config.common.matcher.v3.MatchPredicate"];
  };
  "envoy.extensions.upstreams.http.v3.HttpProtocolOptions.UseDownstreamHttpConfig": {
    http_protocol_options?: Messages["envoy.config.core.v3.Http1ProtocolOptions"];
    http2_protocol_options?: Messages["envoy.config.core.v3.Http2ProtocolOptions"];
    http3_protocol_options?: Messages["envoy.config.core.v3.Http3ProtocolOptions"];
  };
  "envoy.service.discovery.v3.DiscoveryResponse": {
    version_info?: string;
    resources?: readonly (Any)[];
    canary?: boolean;
    type_url?: string;
    nonce?: string;
    control_plane?: Messages["envoy.config.core.v3.ControlPlane"];
    resource_errors?: readonly (Messages["envoy.service.discovery.v3.ResourceError"])[];
  };
  "envoy.service.discovery.v3.DynamicParameterConstraints": {
    constraint?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint"];
    or_constraints?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList"];
    and_constraints?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList"];
    not_constraints?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints"];
  };
  "envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList": {
    constraints?: readonly (Messages["envoy.service.discovery.v3.DynamicParameterConstraints"])[];
  };
  "envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint": {
    key?: string;
    value?: string;
    exists?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint.Exists"];
  };
  "envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint.Exists": {
  };
  "envoy.service.discovery.v3.ResourceError": {
    resource_name?: Messages["envoy.service.discovery.v3.ResourceName"];
    error_detail?: Messages["google.rpc.Status"];
  };
  "envoy.service.discovery.v3.ResourceName": {
    name?: string;
    dynamic_parameter_constraints?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints"];
  };
  "envoy.type.http.v3.PathTransformation": {
    operations?: readonly (Messages["envoy.type.http.v3.PathTransformation.Operation"])[];
  };
  "envoy.type.http.v3.PathTransformation.Operation": {
    normalize_path_rfc_3986?: Messages["envoy.type.http.v3.PathTransformation.Operation.NormalizePathRFC3986"];
    merge_slashes?: Messages["envoy.type.http.v3.PathTransformation.Operation.MergeSlashes"];
  };
  "envoy.type.http.v3.PathTransformation.Operation.MergeSlashes": {
  };
  "envoy.type.http.v3.PathTransformation.Operation.NormalizePathRFC3986": {
  };
  "envoy.type.matcher.v3.AddressMatcher": {
    ranges?: readonly (Messages["xds.core.v3.CidrRange"])[];
    invert_match?: boolean;
  };
  "envoy.type.matcher.v3.DoubleMatcher": {
    range?: Messages["envoy.type.v3.DoubleRange"];
    exact?: number;
  };
  "envoy.type.matcher.v3.FilterStateMatcher": {
    key?: string;
    string_match?: Messages["envoy.type.matcher.v3.StringMatcher"];
    address_match?: Messages["envoy.type.matcher.v3.AddressMatcher"];
  };
  "envoy.type.matcher.v3.ListMatcher": {
    one_of?: Messages["envoy.type.matcher.v3.ValueMatcher"];
  };
  "envoy.type.matcher.v3.ListStringMatcher": {
    patterns?: readonly (Messages["envoy.type.matcher.v3.StringMatcher"])[];
  };
  "envoy.type.matcher.v3.MetadataMatcher": {
    filter?: string;
    path?: readonly (Messages["envoy.type.matcher.v3.MetadataMatcher.PathSegment"])[];
    value?: Messages["envoy.type.matcher.v3.ValueMatcher"];
    invert?: boolean;
  };
  "envoy.type.matcher.v3.MetadataMatcher.PathSegment": {
    key?: string;
  };
  "envoy.type.matcher.v3.OrMatcher": {
    value_matchers?: readonly (Messages["envoy.type.matcher.v3.ValueMatcher"])[];
  };
  "envoy.type.matcher.v3.PathMatcher": {
    path?: Messages["envoy.type.matcher.v3.StringMatcher"];
  };
  "envoy.type.matcher.v3.RegexMatchAndSubstitute": {
    pattern?: Messages["envoy.type.matcher.v3.RegexMatcher"];
    substitution?: string;
  };
  "envoy.type.matcher.v3.RegexMatcher": {
    google_re2?: Messages["envoy.type.matcher.v3.RegexMatcher.GoogleRE2"];
    regex?: string;
  };
  "envoy.type.matcher.v3.RegexMatcher.GoogleRE2": {
    max_program_size?: number;
  };
  "envoy.type.matcher.v3.StringMatcher": {
    exact?: string;
    prefix?: string;
    suffix?: string;
    safe_regex?: Messages["envoy.type.matcher.v3.RegexMatcher"];
    contains?: string;
    custom?: Messages["xds.core.v3.TypedExtensionConfig"];
    ignore_case?: boolean;
  };
  "envoy.type.matcher.v3.ValueMatcher": {
    null_match?: Messages["envoy.type.matcher.v3.ValueMatcher.NullMatch"];
    double_match?: Messages["envoy.type.matcher.v3.DoubleMatcher"];
    string_match?: Messages["envoy.type.matcher.v3.StringMatcher"];
    bool_match?: boolean;
    present_match?: boolean;
    list_match?: Messages["envoy.type.matcher.v3.ListMatcher"];
    or_match?: Messages["envoy.type.matcher.v3.OrMatcher"];
  };
  "envoy.type.matcher.v3.ValueMatcher.NullMatch": {
  };
  "envoy.type.metadata.v3.MetadataKey": {
    key?: string;
    path?: readonly (Messages["envoy.type.metadata.v3.MetadataKey.PathSegment"])[];
  };
  "envoy.type.metadata.v3.MetadataKey.PathSegment": {
    key?: string;
    index?: number;
  };
  "envoy.type.metadata.v3.MetadataKind": {
    request?: Messages["envoy.type.metadata.v3.MetadataKind.Request"];
    route?: Messages["envoy.type.metadata.v3.MetadataKind.Route"];
    cluster?: Messages["envoy.type.metadata.v3.MetadataKind.Cluster"];
    host?: Messages["envoy.type.metadata.v3.MetadataKind.Host"];
  };
  "envoy.type.metadata.v3.MetadataKind.Cluster": {
  };
  "envoy.type.metadata.v3.MetadataKind.Host": {
  };
  "envoy.type.metadata.v3.MetadataKind.Request": {
  };
  "envoy.type.metadata.v3.MetadataKind.Route": {
  };
  "envoy.type.tracing.v3.CustomTag": {
    tag?: string;
    literal?: Messages["envoy.type.tracing.v3.CustomTag.Literal"];
    environment?: Messages["envoy.type.tracing.v3.CustomTag.Environment"];
    request_header?: Messages["envoy.type.tracing.v3.CustomTag.Header"];
    metadata?: Messages["envoy.type.tracing.v3.CustomTag.Metadata"];
    value?: string;
    value_type?: 'UNSPECIFIED' | 'STRING' | 'INT' | 'DOUBLE' | 'BOOL';
  };
  "envoy.type.tracing.v3.CustomTag.Environment": {
    name?: string;
    default_value?: string;
  };
  "envoy.type.tracing.v3.CustomTag.Header": {
    name?: string;
    default_value?: string;
  };
  "envoy.type.tracing.v3.CustomTag.Literal": {
    value?: string;
  };
  "envoy.type.tracing.v3.CustomTag.Metadata": {
    kind?: Messages["envoy.type.metadata.v3.MetadataKind"];
    metadata_key?: Messages["envoy.type.metadata.v3.MetadataKey"];
    default_value?: string;
  };
  "envoy.type.v3.DoubleRange": {
    start?: number;
    end?: number;
  };
  "envoy.type.v3.FractionalPercent": {
    numerator?: number;
    denominator?: 'HUNDRED' | 'TEN_THOUSAND' | 'MILLION';
  };
  "envoy.type.v3.HashPolicy": {
    source_ip?: Messages["envoy.type.v3.HashPolicy.SourceIp"];
    filter_state?: Messages["envoy.type.v3.HashPolicy.FilterState"];
  };
  "envoy.type.v3.HashPolicy.FilterState": {
    key?: string;
  };
  "envoy.type.v3.HashPolicy.SourceIp": {
  };
  "envoy.type.v3.HttpStatus": {
    code?: 'Empty' | 'Continue' | 'OK' | 'Created' | 'Accepted' | 'NonAuthoritativeInformation' | 'NoContent' | 'ResetContent' | 'PartialContent' | 'MultiStatus' | 'AlreadyReported' | 'IMUsed' | 'MultipleChoices' | 'MovedPermanently' | 'Found' | 'SeeOther' | 'NotModified' | 'UseProxy' | 'TemporaryRedirect' | 'PermanentRedirect' | 'BadRequest' | 'Unauthorized' | 'PaymentRequired' | 'Forbidden' | 'NotFound' | 'MethodNotAllowed' | 'NotAcceptable' | 'ProxyAuthenticationRequired' | 'RequestTimeout' | 'Conflict' | 'Gone' | 'LengthRequired' | 'PreconditionFailed' | 'PayloadTooLarge' | 'URITooLong' | 'UnsupportedMediaType' | 'RangeNotSatisfiable' | 'ExpectationFailed' | 'MisdirectedRequest' | 'UnprocessableEntity' | 'Locked' | 'FailedDependency' | 'UpgradeRequired' | 'PreconditionRequired' | 'TooManyRequests' | 'RequestHeaderFieldsTooLarge' | 'InternalServerError' | 'NotImplemented' | 'BadGateway' | 'ServiceUnavailable' | 'GatewayTimeout' | 'HTTPVersionNotSupported' | 'VariantAlsoNegotiates' | 'InsufficientStorage' | 'LoopDetected' | 'NotExtended' | 'NetworkAuthenticationRequired';
  };
  "envoy.type.v3.Int32Range": {
    start?: number;
    end?: number;
  };
  "envoy.type.v3.Int64Range": {
    start?: number | string;
    end?: number | string;
  };
  "envoy.type.v3.Percent": {
    value?: number;
  };
  "envoy.type.v3.SemanticVersion": {
    major_number?: number;
    minor_number?: number;
    patch?: number;
  };
  "envoy.type.v3.TokenBucket": {
    max_tokens?: number;
    tokens_per_fill?: number;
    fill_interval?: string;
  };
  "google.api.expr.v1alpha1.CheckedExpr": {
    reference_map?: { readonly [key: string]: Messages["google.api.expr.v1alpha1.Reference"] };
    type_map?: { readonly [key: string]: Messages["google.api.expr.v1alpha1.Type"] };
    source_info?: Messages["google.api.expr.v1alpha1.SourceInfo"];
    expr_version?: string;
    expr?: Messages["google.api.expr.v1alpha1.Expr"];
  };
  "google.api.expr.v1alpha1.Constant": {
    null_value?: 'NULL_VALUE';
    bool_value?: boolean;
    int64_value?: number | string;
    uint64_value?: number | string;
    double_value?: number;
    string_value?: string;
    bytes_value?: string;
    duration_value?: string;
    timestamp_value?: string;
  };
  "google.api.expr.v1alpha1.Expr": {
    id?: number | string;
    const_expr?: Messages["google.api.expr.v1alpha1.Constant"];
    ident_expr?: Messages["google.api.expr.v1alpha1.Expr.Ident"];
    select_expr?: Messages["google.api.expr.v1alpha1.Expr.Select"];
    call_expr?: Messages["google.api.expr.v1alpha1.Expr.Call"];
    list_expr?: Messages["google.api.expr.v1alpha1.Expr.CreateList"];
    struct_expr?: Messages["google.api.expr.v1alpha1.Expr.CreateStruct"];
    comprehension_expr?: Messages["google.api.expr.v1alpha1.Expr.Comprehension"];
  };
  "google.api.expr.v1alpha1.Expr.Call": {
    target?: Messages["google.api.expr.v1alpha1.Expr"];
    function?: string;
    args?: readonly (Messages["google.api.expr.v1alpha1.Expr"])[];
  };
  "google.api.expr.v1alpha1.Expr.Comprehension": {
    iter_var?: string;
    iter_var2?: string;
    iter_range?: Messages["google.api.expr.v1alpha1.Expr"];
    accu_var?: string;
    accu_init?: Messages["google.api.expr.v1alpha1.Expr"];
    loop_condition?: Messages["google.api.expr.v1alpha1.Expr"];
    loop_step?: Messages["google.api.expr.v1alpha1.Expr"];
    result?: Messages["google.api.expr.v1alpha1.Expr"];
  };
  "google.api.expr.v1alpha1.Expr.CreateList": {
    elements?: readonly (Messages["google.api.expr.v1alpha1.Expr"])[];
    optional_indices?: readonly (number)[];
  };
  "google.api.expr.v1alpha1.Expr.CreateStruct": {
    message_name?: string;
    entries?: readonly (Messages["google.api.expr.v1alpha1.Expr.CreateStruct.Entry"])[];
  };
  "google.api.expr.v1alpha1.Expr.CreateStruct.Entry": {
    id?: number | string;
    field_key?: string;
    map_key?: Messages["google.api.expr.v1alpha1.Expr"];
    value?: Messages["google.api.expr.v1alpha1.Expr"];
    optional_entry?: boolean;
  };
  "google.api.expr.v1alpha1.Expr.Ident": {
    name?: string;
  };
  "google.api.expr.v1alpha1.Expr.Select": {
    operand?: Messages["google.api.expr.v1alpha1.Expr"];
    field?: string;
    test_only?: boolean;
  };
  "google.api.expr.v1alpha1.Reference": {
    name?: string;
    overload_id?: readonly (string)[];
    value?: Messages["google.api.expr.v1alpha1.Constant"];
  };
  "google.api.expr.v1alpha1.SourceInfo": {
    syntax_version?: string;
    location?: string;
    line_offsets?: readonly (number)[];
    positions?: { readonly [key: string]: number };
    macro_calls?: { readonly [key: string]: Messages["google.api.expr.v1alpha1.Expr"] };
    extensions?: readonly (Messages["google.api.expr.v1alpha1.SourceInfo.Extension"])[];
  };
  "google.api.expr.v1alpha1.SourceInfo.Extension": {
    id?: string;
    affected_components?: readonly ('COMPONENT_UNSPECIFIED' | 'COMPONENT_PARSER' | 'COMPONENT_TYPE_CHECKER' | 'COMPONENT_RUNTIME')[];
    version?: Messages["google.api.expr.v1alpha1.SourceInfo.Extension.Version"];
  };
  "google.api.expr.v1alpha1.SourceInfo.Extension.Version": {
    major?: number | string;
    minor?: number | string;
  };
  "google.api.expr.v1alpha1.Type": {
    dyn?: JsonObject;
    null?: 'NULL_VALUE';
    primitive?: 'PRIMITIVE_TYPE_UNSPECIFIED' | 'BOOL' | 'INT64' | 'UINT64' | 'DOUBLE' | 'STRING' | 'BYTES';
    wrapper?: 'PRIMITIVE_TYPE_UNSPECIFIED' | 'BOOL' | 'INT64' | 'UINT64' | 'DOUBLE' | 'STRING' | 'BYTES';
    well_known?: 'WELL_KNOWN_TYPE_UNSPECIFIED' | 'ANY' | 'TIMESTAMP' | 'DURATION';
    list_type?: Messages["google.api.expr.v1alpha1.Type.ListType"];
    map_type?: Messages["google.api.expr.v1alpha1.Type.MapType"];
    function?: Messages["google.api.expr.v1alpha1.Type.FunctionType"];
    message_type?: string;
    type_param?: string;
    type?: Messages["google.api.expr.v1alpha1.Type"];
    error?: JsonObject;
    abstract_type?: Messages["google.api.expr.v1alpha1.Type.AbstractType"];
  };
  "google.api.expr.v1alpha1.Type.AbstractType": {
    name?: string;
    parameter_types?: readonly (Messages["google.api.expr.v1alpha1.Type"])[];
  };
  "google.api.expr.v1alpha1.Type.FunctionType": {
    result_type?: Messages["google.api.expr.v1alpha1.Type"];
    arg_types?: readonly (Messages["google.api.expr.v1alpha1.Type"])[];
  };
  "google.api.expr.v1alpha1.Type.ListType": {
    elem_type?: Messages["google.api.expr.v1alpha1.Type"];
  };
  "google.api.expr.v1alpha1.Type.MapType": {
    key_type?: Messages["google.api.expr.v1alpha1.Type"];
    value_type?: Messages["google.api.expr.v1alpha1.Type"];
  };
  "google.rpc.Status": {
    code?: number;
    message?: string;
    details?: readonly (Any)[];
  };
  "opentelemetry.proto.common.v1.AnyValue": {
    string_value?: string;
    bool_value?: boolean;
    int_value?: number | string;
    double_value?: number;
    array_value?: Messages["opentelemetry.proto.common.v1.ArrayValue"];
    kvlist_value?: Messages["opentelemetry.proto.common.v1.KeyValueList"];
    bytes_value?: string;
    string_value_strindex?: number;
  };
  "opentelemetry.proto.common.v1.ArrayValue": {
    values?: readonly (Messages["opentelemetry.proto.common.v1.AnyValue"])[];
  };
  "opentelemetry.proto.common.v1.KeyValue": {
    key?: string;
    value?: Messages["opentelemetry.proto.common.v1.AnyValue"];
    key_strindex?: number;
  };
  "opentelemetry.proto.common.v1.KeyValueList": {
    values?: readonly (Messages["opentelemetry.proto.common.v1.KeyValue"])[];
  };
  "xds.core.v3.Authority": {
    name?: string;
  };
  "xds.core.v3.CidrRange": {
    address_prefix?: string;
    prefix_len?: number;
  };
  "xds.core.v3.ContextParams": {
    params?: { readonly [key: string]: string };
  };
  "xds.core.v3.TypedExtensionConfig": {
    name?: string;
    typed_config?: Any;
  };
  "xds.type.matcher.v3.Matcher": {
    matcher_list?: Messages["xds.type.matcher.v3.Matcher.MatcherList"];
    matcher_tree?: Messages["xds.type.matcher.v3.Matcher.MatcherTree"];
    on_no_match?: Messages["xds.type.matcher.v3.Matcher.OnMatch"];
  };
  "xds.type.matcher.v3.Matcher.MatcherList": {
    matchers?: readonly (Messages["xds.type.matcher.v3.Matcher.MatcherList.FieldMatcher"])[];
  };
  "xds.type.matcher.v3.Matcher.MatcherList.FieldMatcher": {
    predicate?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate"];
    on_match?: Messages["xds.type.matcher.v3.Matcher.OnMatch"];
  };
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate": {
    single_predicate?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate"];
    or_matcher?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList"];
    and_matcher?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList"];
    not_matcher?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate"];
  };
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList": {
    predicate?: readonly (Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate"])[];
  };
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate": {
    input?: Messages["xds.core.v3.TypedExtensionConfig"];
    value_match?: Messages["xds.type.matcher.v3.StringMatcher"];
    custom_match?: Messages["xds.core.v3.TypedExtensionConfig"];
  };
  "xds.type.matcher.v3.Matcher.MatcherTree": {
    input?: Messages["xds.core.v3.TypedExtensionConfig"];
    exact_match_map?: Messages["xds.type.matcher.v3.Matcher.MatcherTree.MatchMap"];
    prefix_match_map?: Messages["xds.type.matcher.v3.Matcher.MatcherTree.MatchMap"];
    custom_match?: Messages["xds.core.v3.TypedExtensionConfig"];
  };
  "xds.type.matcher.v3.Matcher.MatcherTree.MatchMap": {
    map?: { readonly [key: string]: Messages["xds.type.matcher.v3.Matcher.OnMatch"] };
  };
  "xds.type.matcher.v3.Matcher.OnMatch": {
    matcher?: Messages["xds.type.matcher.v3.Matcher"];
    action?: Messages["xds.core.v3.TypedExtensionConfig"];
    keep_matching?: boolean;
  };
  "xds.type.matcher.v3.RegexMatcher": {
    google_re2?: Messages["xds.type.matcher.v3.RegexMatcher.GoogleRE2"];
    regex?: string;
  };
  "xds.type.matcher.v3.RegexMatcher.GoogleRE2": {
  };
  "xds.type.matcher.v3.StringMatcher": {
    exact?: string;
    prefix?: string;
    suffix?: string;
    safe_regex?: Messages["xds.type.matcher.v3.RegexMatcher"];
    contains?: string;
    custom?: Messages["xds.core.v3.TypedExtensionConfig"];
    ignore_case?: boolean;
  };
}
