import { defineConfig, istio } from 'meshwright/config';

export default defineConfig({
  policies: 'policies/index.ts',
  out: 'out',
  targets: {
    prod: { environment: 'prod', cluster: 'prod', backends: [istio({ version: '1.31' })] },
  },
});
