import { defineConfig, istio } from 'meshwright/config';

export default defineConfig({
  targets: { prod: { environment: 'prod', cluster: 'eu', backends: [istio({ version: '1.31' })] } },
});
