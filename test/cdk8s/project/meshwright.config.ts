import { defineConfig, istio } from 'meshwright/config';

export default defineConfig({
  policies: 'policies/index.js',
  targets: { dev: { environment: 'dev', cluster: 'local', backends: [istio({ version: '1.31' })] } },
});
