export type WasmPlugin = {
  readonly apiVersion: 'extensions.istio.io/v1alpha1';
  readonly kind: 'WasmPlugin';
  readonly metadata: ObjectMeta;
  readonly spec: WasmPluginSpec;
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
export type WasmPluginSpec = {
  readonly failStrategy?: 'FAIL_CLOSE' | 'FAIL_OPEN' | 'FAIL_RELOAD';
  readonly imagePullPolicy?: 'UNSPECIFIED_POLICY' | 'IfNotPresent' | 'Always';
  readonly imagePullSecret?: string;
  readonly match?: readonly WasmPluginMatch[];
  readonly phase?: 'UNSPECIFIED_PHASE' | 'AUTHN' | 'AUTHZ' | 'STATS';
  readonly pluginConfig?: { readonly [k: string]: Json | undefined };
  readonly pluginName?: string;
  readonly priority?: number;
  readonly selector?: WasmPluginSelector;
  readonly sha256?: string;
  readonly targetRef?: WasmPluginTargetRef;
  readonly targetRefs?: readonly WasmPluginTargetRef[];
  readonly type?: 'UNSPECIFIED_PLUGIN_TYPE' | 'HTTP' | 'NETWORK';
  readonly url: string;
  readonly verificationKey?: string;
  readonly vmConfig?: WasmPluginVmConfig;
};
export type WasmPluginMatch = {
  readonly mode?: 'UNDEFINED' | 'CLIENT' | 'SERVER' | 'CLIENT_AND_SERVER';
  readonly ports?: readonly WasmPluginMatchPorts[];
};
export type WasmPluginMatchPorts = {
  readonly number: number;
};
export type WasmPluginSelector = {
  readonly matchLabels?: {
    readonly [k: string]: string;
  };
};
export type WasmPluginTargetRef = {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
};
export type WasmPluginVmConfig = {
  readonly env?: readonly WasmPluginVmConfigEnv[];
};
export type WasmPluginVmConfigEnv = {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: 'INLINE' | 'HOST';
};
export type Json = null | boolean | number | string | readonly Json[] | { readonly [k: string]: Json | undefined };
