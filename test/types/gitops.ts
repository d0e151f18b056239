// What a configuration may say of what syncs it, and, under @ts-expect-error, what it may not. Checked by `npm run types`, never run.
import { argoCd, defineConfig, flux, istio, plain } from 'meshwright/config';

const shared = { repoURL: 'https://git.example.com/acme/mesh.git', path: 'mesh' };
const target = { environment: 'prod', cluster: 'prod', backends: [istio({ version: '1.31' })] } as const;

export default defineConfig({
  gitops: argoCd({ ...shared, targetRevision: 'main', applicationSet: 'list' }),
  targets: {
    a: target,
    b: { ...target, gitops: argoCd({ ...shared, destination: { server: 'https://10.0.0.1:6443' } }) },
    c: {
      ...target,
      gitops: flux({ url: 'oci://registry.example.com/mesh', ref: { semver: '1.x' }, interval: '1h30m' }),
    },
    d: { ...target, gitops: plain() },
    e: { ...target, gitops: 'none' },
  },
});

// @ts-expect-error the repository is what everything else is about
argoCd({});
// @ts-expect-error a misspelt option
argoCd({ ...shared, targetRevison: 'main' });
// @ts-expect-error an API server is reached by TLS
argoCd({ ...shared, destination: { server: 'http://10.0.0.1' } });
// @ts-expect-error no such generator
argoCd({ ...shared, applicationSet: 'git' });
// @ts-expect-error a duration has a unit
flux({ url: 'https://git.example.com/a', interval: '10' });
// @ts-expect-error no such kind of reference
flux({ url: 'https://git.example.com/a', ref: { revision: 'main' } });
// @ts-expect-error it is the target that may be synced by nothing
defineConfig({ gitops: 'none', targets: { a: target } });
