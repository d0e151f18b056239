import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, configFile, folderWith, meshwright } from '../cli/meshwright.ts';
import { GIT_ENV, repositoryWith } from '../diff/git/repository.ts';

const policies = (versions: string, more: string) => `import { GET, mesh } from 'meshwright';

const shop = mesh('shop');
const apps = shop.namespace('apps', { dataPlane: 'sidecar' });
const web = apps.service('web', { ports: { http: 8080 } });
const api = apps.service('api', { ports: { http: 8080 }, versions: { ${versions} } });
web.calls(api, GET('/items'));
${more}
export default shop;
`;

const TWO = policies("v1: { image: 'app' }, v2: { image: 'app' }", 'api.route({ to: { v1: 90, v2: 10 } });');
const ONE = policies("v1: { image: 'app' }", '');
const RELABELLED = ONE.replace("image: 'app'", "image: 'app', labels: { tier: 'x' }");

const project = (text: string) => ({ 'meshwright.config.ts': configFile(), 'policies/index.ts': text });
const run = (cwd: string, ...args: readonly string[]) => meshwright(['rollout', ...args], { cwd, env: GIT_ENV });

beforeAll(buildOnce);

describe('meshwright rollout', () => {
  it('says that one step is enough, and ends well', () => {
    const folder = repositoryWith(project(ONE));
    addFiles(folder, { 'policies/index.ts': TWO });
    const { code, out, err } = run(folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^dev: safe in one step \(3 objects, .* partial applications checked\)\n\n {2}step 1\n/);
    expect(out).toContain(
      '    update DestinationRule apps/api\n    create Deployment apps/api-v2\n    create VirtualService apps/api\n',
    );
  });

  it('writes each step as a folder like out/, the last as compile does', () => {
    const folder = repositoryWith(project(TWO));
    addFiles(folder, { 'policies/index.ts': ONE });
    const { code, out } = run(folder, '--write', 'steps');
    expect(code).toBe(0);
    expect(out).toContain('safe in 2 steps');
    expect(readdirSync(join(folder, 'steps'))).toEqual(['step-1', 'step-2']);
    expect(existsSync(join(folder, 'steps/step-1/dev/apps/virtualservice-api.yaml'))).toBe(false);
    expect(readFileSync(join(folder, 'steps/step-1/dev/apps/destinationrule-api.yaml'), 'utf8')).toContain('v2');
    expect(meshwright(['compile', '-q'], { cwd: folder }).code).toBe(0);
    const text = (root: string) =>
      readdirSync(join(folder, root), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => `${name}\n${readFileSync(join(folder, root, name), 'utf8')}`);
    expect(text('steps/step-2/dev')).toEqual(text('out/dev'));
  });

  it('tells Flux in each step which files its layers have then', () => {
    const config = configFile()
      .replace('{ defineConfig', '{ defineConfig, flux')
      .replace('targets:', "gitops: flux({ url: 'https://git.example.com/acme/mesh' }),\n  targets:");
    const folder = repositoryWith({ ...project(TWO), 'meshwright.config.ts': config });
    addFiles(folder, { 'policies/index.ts': ONE });
    expect(run(folder, '--write', 'steps').code).toBe(0);
    const listed = (root: string, layer: string) =>
      readFileSync(join(folder, root, 'gitops/flux/dev/layers', layer, 'kustomization.yaml'), 'utf8');
    expect(listed('steps/step-1', 'traffic')).not.toContain('virtualservice-api.yaml');
    expect(meshwright(['compile', '-q'], { cwd: folder }).code).toBe(0);
    for (const layer of ['destinations', 'workloads', 'traffic'])
      expect(listed('steps/step-2', layer)).toBe(listed('out', layer));
    expect(run(folder, '--write', 'some', '-t', 'dev').code).toBe(0);
  });

  it('leaves stand-alone proxies out, and says so', () => {
    const vms = "vms: { environment: 'prod', cluster: 'vms', backends: [envoy({ version: '1.40' })] }";
    const config = configFile()
      .replace('{ defineConfig', '{ defineConfig, envoy')
      .replace('targets: {', `targets: { ${vms},`);
    const folder = repositoryWith({ ...project(ONE), 'meshwright.config.ts': config });
    addFiles(folder, { 'policies/index.ts': ONE.replace('/items', '/things') });
    const { code, out } = run(folder);
    expect({ code, targets: out.match(/^\w+: /gm) }).toEqual({ code: 0, targets: ['dev: '] });
    expect(out).toContain('! target `vms` has stand-alone proxies, which are not part of a rollout');
    expect(run(folder, '-t', 'vms')).toMatchObject({ code: 2, err: expect.stringContaining('MW6156') });
  });

  it('writes nothing into a folder that holds something', () => {
    const folder = repositoryWith(project(TWO));
    addFiles(folder, { 'policies/index.ts': ONE });
    mkdirSync(join(folder, 'steps'));
    writeFileSync(join(folder, 'steps/mine'), '');
    const { code, err } = run(folder, '--write', 'steps');
    expect({ code, files: readdirSync(join(folder, 'steps')) }).toEqual({ code: 2, files: ['mine'] });
    expect(err).toContain('MW6155');
  });

  it('compares two folders of manifests', () => {
    const folder = folderWith(project(TWO));
    expect(meshwright(['compile', '-q'], { cwd: folder }).code).toBe(0);
    const other = folderWith(project(ONE));
    expect(meshwright(['compile', '-q'], { cwd: other }).code).toBe(0);
    const { code, out } = run(folder, join(folder, 'out'), join(other, 'out'), '-o', 'json');
    const report = JSON.parse(out);
    expect({ code, ok: report.ok, version: report.version }).toEqual({ code: 0, ok: true, version: 1 });
    expect(report.targets[0].steps[0].operations).toEqual([
      { kind: 'remove', object: 'VirtualService apps/api', stage: 'traffic', meanwhile: false },
    ]);
    expect(report.targets[0].steps.at(-1).operations.map(({ kind }: { kind: string }) => kind)).toContain('remove');
  });

  it('fails where there is no safe order, in every format', () => {
    const folder = repositoryWith(project(ONE));
    addFiles(folder, { 'policies/index.ts': RELABELLED });
    for (const output of ['text', 'json', 'markdown']) {
      const { code, out, err } = run(folder, '-o', output, '--write', 'steps');
      expect({ output, code }).toEqual({ output, code: 1 });
      expect(err).toContain('error MW6154: `Deployment apps/api-v1`');
      expect(output === 'text' ? out : out.toLowerCase()).toMatch(/no safe order|"safe": false/);
      expect(existsSync(join(folder, 'steps'))).toBe(false);
    }
  });

  it('says nothing that a user wrote as Markdown', () => {
    const folder = repositoryWith(project(ONE));
    addFiles(folder, { 'policies/index.ts': TWO });
    const { out } = run(folder, '-o', 'markdown');
    expect(out).toContain('- create `Deployment apps/api-v2`');
    expect(out).toMatch(/^## Rollout\n\n### `dev`: safe in one step\n/);
  });

  it('knows no target that is not there', () => {
    const { code, err } = run(repositoryWith(project(ONE)), '--target', 'nowhere');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('there is no target `nowhere`') });
  });
});
