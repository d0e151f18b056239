import { argoCd, defineConfig, istio } from 'meshwright/config';

export default defineConfig({
  policies: 'policies/index.ts',
  out: 'out',
  gitops: argoCd({
    repoURL: 'https://git.example.com/acme/shop.git',
    targetRevision: 'main',
    path: 'examples/shop',
    name: 'shop',
  }),
  targets: {
    prod: { environment: 'prod', cluster: 'prod', backends: [istio({ version: '1.31' })] },
  },
});
