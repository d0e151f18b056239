import { absurd } from '../base/absurd.ts';
import type { BackendConfig } from '../config/config.ts';
import type { Backend } from './backend.ts';
import { envoy } from './envoy/index.ts';
import { placeFrom } from './envoy/place.ts';
import { istio } from './istio/index.ts';

/** Backends that make manifests, whatever their options. */
export const BACKENDS: readonly Backend[] = [istio];

/** A backend as a target's configuration asks for it. */
export function backendFor(config: BackendConfig): Backend {
  switch (config.backend) {
    case 'istio':
      return istio;
    case 'envoy':
      return envoy(placeFrom(config.options));
    default:
      return absurd(config);
  }
}
