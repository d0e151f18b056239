/** What `init` writes, by path. */
export const FILES: Readonly<Record<string, string>> = {
  'meshwright.config.ts': `import { defineConfig, istio } from 'meshwright/config';

export default defineConfig({
  policies: 'policies/index.ts',
  out: 'out',
  targets: {
    dev: { environment: 'dev', cluster: 'dev', backends: [istio({ version: '1.31' })] },
  },
});
`,
  'policies/index.ts': `// The entry: importing a module declares what it holds. The mesh is all that is exported.
import './demo.ts';

export { demo as default } from './mesh.ts';
`,
  'policies/mesh.ts': `// What everything else belongs to.
import { mesh } from 'meshwright';

export const demo = mesh('demo', {
  trustDomain: 'cluster.local',
  mtls: 'strict',
  authorization: 'deny-by-default',
});
`,
  'policies/demo.ts': `// Two services, and who may call whom.
import { GET } from 'meshwright';
import { demo } from './mesh.ts';

export const apps = demo.namespace('apps', { dataPlane: 'sidecar' });

export const api = apps.service('api', {
  ports: { http: 8080 },
  versions: { v1: { image: 'registry.example.com/api:1.0.0' } },
});

export const web = apps.service('web', {
  ports: { http: 8080 },
  versions: { v1: { image: 'registry.example.com/web:1.0.0' } },
});

// With deny-by-default this is the only request that is let through.
web.calls(api, GET('/items/{*}'));
`,
  'tsconfig.json': `{
  "compilerOptions": {
    "target": "es2023",
    "module": "esnext",
    "moduleResolution": "bundler",
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "verbatimModuleSyntax": true,
    "allowImportingTsExtensions": true,
    "skipLibCheck": true,
    "types": [],
    "noEmit": true
  },
  "include": ["policies", "meshwright.config.ts"]
}
`,
};

/** What .gitignore needs; out/ is not among it, since it is what Git hands to the cluster. */
export const GITIGNORE = ['node_modules/'] as const;

/** What the script for a CI writes beside it. */
export const REPORTS = 'meshwright-report/';
