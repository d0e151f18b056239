// Where the real programs are. `npm run conformance` installs them and says so in the environment.
import { join } from 'node:path';

export interface Judges {
  readonly istioctl: string;
  readonly istiod: string;
  readonly pilotAgent: string;
  readonly envoy: string;
  readonly apiserver: string;
  readonly kubectl: string;
  /** Argo CD's engine. */
  readonly syncer: string;
  readonly crds: string;
  readonly bootstrap: string;
}

export const judges = (): Judges => {
  const folder = process.env.MESHWRIGHT_JUDGES;
  if (folder === undefined) throw new Error('MESHWRIGHT_JUDGES is not set: run `npm run conformance`');
  return {
    istioctl: join(folder, 'istioctl'),
    istiod: join(folder, 'pilot-discovery'),
    pilotAgent: join(folder, 'pilot-agent'),
    envoy: join(folder, 'envoy'),
    apiserver: join(folder, 'apiserver'),
    kubectl: join(folder, 'kubectl'),
    syncer: process.env.MESHWRIGHT_SYNCER ?? '',
    crds: join(folder, 'definitions', 'crds'),
    bootstrap: join(folder, 'definitions', 'envoy_bootstrap.json'),
  };
};
