// Where everything is, for proofs: every service is somewhere, and each version of it somewhere else.
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import { ENVOY_DEFAULTS, type EnvoyOptions } from '../../src/config/envoy.ts';
import { PROVIDERS } from '../backends/envoy/setup.ts';

/** The names that policies of tests have for what they ask. */
const NAMED: EnvoyOptions['providers'] = {
  ...PROVIDERS,
  'opa.ext_authz': PROVIDERS['opa']!,
  other: PROVIDERS['opa']!,
  envoy: PROVIDERS['stdout']!,
  limits: {
    kind: 'envoyRateLimit',
    service: 'limits.example.com',
    port: 8081,
    domain: 'shop',
    timeout: '1s',
    failOpen: false,
  },
};

export function envoyAt(options: Partial<EnvoyOptions> = {}) {
  const place = placeFrom({ ...ENVOY_DEFAULTS, version: '1.40', providers: NAMED, ...options });
  return envoy((lookup) => ({
    ...place(lookup),
    endpoints: ({ key }, { targetPort }, version) => ({
      kind: 'static',
      endpoints: [{ address: `10.0.${key.length}.${version?.length ?? 0}`, port: targetPort, locality: 'a/b/c' }],
    }),
    locality: () => 'a/b/c',
  }));
}
