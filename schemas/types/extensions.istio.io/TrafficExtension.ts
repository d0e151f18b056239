export type TrafficExtension = {
  readonly apiVersion: 'extensions.istio.io/v1alpha1';
  readonly kind: 'TrafficExtension';
  readonly metadata: ObjectMeta;
  readonly spec: TrafficExtensionSpec;
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
export type TrafficExtensionSpec = {
  readonly lua?: TrafficExtensionLua;
  readonly match?: readonly TrafficExtensionMatch[];
  readonly phase?: 'UNSPECIFIED' | 'AUTHN' | 'AUTHZ' | 'STATS';
  readonly priority?: number;
  readonly selector?: TrafficExtensionSelector;
  readonly targetRefs?: readonly TrafficExtensionTargetRefs[];
  readonly wasm?: TrafficExtensionWasm;
};
export type TrafficExtensionLua = {
  readonly inlineCode: string;
};
export type TrafficExtensionMatch = {
  readonly mode?: 'UNDEFINED' | 'CLIENT' | 'SERVER' | 'CLIENT_AND_SERVER';
  readonly ports?: readonly TrafficExtensionMatchPorts[];
};
export type TrafficExtensionMatchPorts = {
  readonly number: number;
};
export type TrafficExtensionSelector = {
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
export type TrafficExtensionTargetRefs = {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
export type TrafficExtensionWasm = {
  readonly failStrategy?: 'FAIL_CLOSE' | 'FAIL_OPEN' | 'FAIL_RELOAD';
  readonly imagePullPolicy?: 'UNSPECIFIED_POLICY' | 'IfNotPresent' | 'Always';
  readonly imagePullSecret?: string;
  readonly pluginConfig?: { readonly [k: string]: Json | undefined };
  readonly pluginName?: string;
  readonly sha256?: string;
  readonly type?: 'UNSPECIFIED_PLUGIN_TYPE' | 'HTTP' | 'NETWORK';
  readonly url: string;
  readonly verificationKey?: string;
  readonly vmConfig?: TrafficExtensionWasmVmConfig;
};
export type TrafficExtensionWasmVmConfig = {
  readonly env?: readonly TrafficExtensionWasmVmConfigEnv[];
};
export type TrafficExtensionWasmVmConfigEnv = {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: 'INLINE' | 'HOST';
};
export type Json = null | boolean | number | string | readonly Json[] | { readonly [k: string]: Json | undefined };
