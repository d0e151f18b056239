export type WorkloadGroup = {
  readonly apiVersion: 'networking.istio.io/v1' | 'networking.istio.io/v1beta1' | 'networking.istio.io/v1alpha3';
  readonly kind: 'WorkloadGroup';
  readonly metadata: ObjectMeta;
  readonly spec: WorkloadGroupSpec;
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
export type WorkloadGroupSpec = {
  readonly metadata?: WorkloadGroupMetadata;
  readonly probe?: WorkloadGroupProbe;
  readonly template: WorkloadGroupTemplate;
};
export type WorkloadGroupMetadata = {
  readonly annotations?: {
    readonly [k: string]: string;
  };
  readonly labels?: {
    readonly [k: string]: string;
  };
};
export type WorkloadGroupProbe = {
  readonly exec?: WorkloadGroupProbeExec;
  readonly failureThreshold?: number;
  readonly grpc?: WorkloadGroupProbeGrpc;
  readonly httpGet?: WorkloadGroupProbeHttpGet;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly tcpSocket?: WorkloadGroupProbeTcpSocket;
  readonly timeoutSeconds?: number;
};
export type WorkloadGroupProbeExec = {
  readonly command: readonly string[];
};
export type WorkloadGroupProbeGrpc = {
  readonly port?: number;
  readonly service?: string;
};
export type WorkloadGroupProbeHttpGet = {
  readonly host?: string;
  readonly httpHeaders?: readonly WorkloadGroupProbeHttpGetHttpHeaders[];
  readonly path?: string;
  readonly port: number;
  readonly scheme?: string;
};
export type WorkloadGroupProbeHttpGetHttpHeaders = {
  readonly name?: string;
  readonly value?: string;
};
export type WorkloadGroupProbeTcpSocket = {
  readonly host?: string;
  readonly port: number;
};
export type WorkloadGroupTemplate = {
  readonly address?: string;
  readonly labels?: {
    readonly [k: string]: string;
  };
  readonly locality?: string;
  readonly network?: string;
  readonly ports?: {
    readonly [k: string]: number;
  };
  readonly serviceAccount?: string;
  readonly weight?: number;
};
