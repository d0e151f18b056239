import { defineConfig, istio } from 'meshwright/config';

export default defineConfig({
  targets: {
    dev: { environment: 'dev', cluster: 'dev', backends: [istio({ version: '1.31' })] },
    prod: { environment: 'prod', cluster: 'prod', backends: [istio({ version: '1.31' })] },
  },
});
