export type Telemetry = {
  readonly apiVersion: 'telemetry.istio.io/v1' | 'telemetry.istio.io/v1alpha1';
  readonly kind: 'Telemetry';
  readonly metadata: ObjectMeta;
  readonly spec?: TelemetrySpec;
};
export type ObjectMeta = {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly finalizers?: readonly string[];
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly name: string;
  readonly namespace?: string;
  readonly ownerReferences?: readonly OwnerReference[];
};
export type OwnerReference = {
  readonly apiVersion: string;
  readonly blockOwnerDeletion?: boolean;
  readonly controller?: boolean;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
};
export type TelemetrySpec = {
  readonly accessLogging?: readonly TelemetryAccessLogging[];
  readonly metrics?: readonly TelemetryMetrics[];
  readonly selector?: TelemetrySelector;
  readonly targetRef?: TelemetryTargetRef;
  readonly targetRefs?: readonly TelemetryTargetRef[];
  readonly tracing?: readonly TelemetryTracing[];
};
export type TelemetryAccessLogging = {
  readonly disabled?: boolean;
  readonly filter?: TelemetryAccessLoggingFilter;
  readonly match?: TelemetryAccessLoggingMatch;
  readonly providers?: readonly TelemetryAccessLoggingProviders[];
};
export type TelemetryAccessLoggingFilter = {
  readonly expression?: string;
};
export type TelemetryAccessLoggingMatch = {
  readonly mode?: 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';
};
export type TelemetryAccessLoggingProviders = {
  readonly name: string;
};
export type TelemetryMetrics = {
  readonly overrides?: readonly TelemetryMetricsOverrides[];
  readonly providers?: readonly TelemetryAccessLoggingProviders[];
  readonly reportingInterval?: string;
};
export type TelemetryMetricsOverrides = {
  readonly disabled?: boolean;
  readonly match?: TelemetryMetricsOverridesMatch;
  readonly tagOverrides?: {
    readonly [k: string]: TelemetryMetricsOverridesTagOverrides;
  };
};
export type TelemetryMetricsOverridesMatch = {
  readonly customMetric?: string;
  metric?:
    | 'ALL_METRICS'
    | 'REQUEST_COUNT'
    | 'REQUEST_DURATION'
    | 'REQUEST_SIZE'
    | 'RESPONSE_SIZE'
    | 'TCP_OPENED_CONNECTIONS'
    | 'TCP_CLOSED_CONNECTIONS'
    | 'TCP_SENT_BYTES'
    | 'TCP_RECEIVED_BYTES'
    | 'GRPC_REQUEST_MESSAGES'
    | 'GRPC_RESPONSE_MESSAGES';
  readonly mode?: 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';
};
export type TelemetryMetricsOverridesTagOverrides = {
  readonly operation?: 'UPSERT' | 'REMOVE';
  readonly value?: string;
};
export type TelemetrySelector = {
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
export type TelemetryTargetRef = {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
export type TelemetryTracing = {
  readonly customTags?: {
    readonly [k: string]: TelemetryTracingCustomTags;
  };
  readonly disableContextPropagation?: boolean;
  readonly disableSpanReporting?: boolean;
  readonly enableIstioTags?: boolean;
  readonly match?: TelemetryAccessLoggingMatch;
  readonly providers?: readonly TelemetryAccessLoggingProviders[];
  readonly randomSamplingPercentage?: number;
  readonly useRequestIdForTraceSampling?: boolean;
};
export type TelemetryTracingCustomTags = {
  readonly environment?: TelemetryTracingCustomTagsEnvironment;
  readonly formatter?: TelemetryTracingCustomTagsFormatter;
  readonly header?: TelemetryTracingCustomTagsEnvironment;
  readonly literal?: TelemetryTracingCustomTagsFormatter;
};
export type TelemetryTracingCustomTagsEnvironment = {
  readonly defaultValue?: string;
  readonly name: string;
};
export type TelemetryTracingCustomTagsFormatter = {
  readonly value: string;
};
