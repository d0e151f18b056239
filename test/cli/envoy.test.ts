import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { command } from './in-process.ts';
import { buildOnce, type Files, folderWith, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

const config = (
  options: string,
  more = '',
) => `import { addresses, defineConfig, dns, envoy, files, istio, spire } from 'meshwright/config';
export default defineConfig({
  ${more}targets: {
    vms: { environment: 'prod', cluster: 'vms', backends: [envoy({ version: '1.40', ${options} })] },
  },
});
`;
const POLICIES = `import { mesh } from 'meshwright';
export const all = mesh('all', { trustDomain: 'example.com' });
const shop = all.namespace('shop', { dataPlane: 'sidecar' });
const web = shop.service('web', { ports: { http: 80 } });
const orders = shop.service('orders', { ports: { http: { port: 8080 } } });
web.calls(orders);
`;
const project = (options = '', more = ''): Files => ({
  'meshwright.config.ts': config(options, more),
  'policies/index.ts': POLICIES,
});

/** Codes and messages of what a compile finds. */
const found = async (files: Files) => {
  const { code, out } = await command(['compile'], { cwd: folderWith(files) });
  return { code, said: [...out.matchAll(/^(?:error|warning) (MW.*)$/gm)].map((match) => match[1]) };
};

describe('a target of stand-alone proxies', () => {
  it('gets a folder for each, and nothing for a cluster', () => {
    const cwd = folderWith(project());
    const ran = meshwright(['compile'], { cwd });
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' });
    expect(ran.out).toContain('2 proxies, 11 added');
    const read = (path: string) => parse(readFileSync(join(cwd, 'out/vms', path), 'utf8'));
    expect(read('envoy/shop/web/envoy.yaml').dynamic_resources.lds_config.path_config_source.path).toBe(
      '/etc/envoy/listeners.yaml',
    );
    expect(read('envoy/shop/web/routes/outbound.yaml').resources[0].virtual_hosts[0].domains).toContain('orders:8080');
    expect(read('envoy/shop/orders/listeners.yaml').resources[0].address.socket_address.port_value).toBe(18080);
    expect(existsSync(join(cwd, 'out/vms/kustomization.yaml'))).toBe(false);
    expect(Object.keys(JSON.parse(readFileSync(join(cwd, 'out/vms/inventory.json'), 'utf8')).files)).toHaveLength(11);
    expect(meshwright(['compile', '--check'], { cwd }).code).toBe(0);
    appendFileSync(join(cwd, 'policies/index.ts'), 'orders.calls(web);\n');
    expect(meshwright(['compile', '--check'], { cwd }).code).toBe(1);
  });

  it('may have one file a proxy, and manifests beside it', async () => {
    const files = project("configuration: 'static'");
    const cwd = folderWith({
      ...files,
      'meshwright.config.ts': (files['meshwright.config.ts'] as string).replace(
        '[envoy(',
        "[istio({ version: '1.31' }), envoy(",
      ),
    });
    const { code, out } = await command(['compile'], { cwd });
    expect([code, out]).toEqual([0, expect.stringMatching(/\d+ manifests, 2 proxies/)]);
    expect(existsSync(join(cwd, 'out/vms/envoy/shop/web/listeners.yaml'))).toBe(false);
    expect(readFileSync(join(cwd, 'out/vms/kustomization.yaml'), 'utf8')).not.toContain('envoy/');
  });

  it('loses the folder of a proxy that is gone, and asks nobody about it', async () => {
    const cwd = folderWith(project());
    await command(['compile', '-q'], { cwd });
    const policies = POLICIES.replace(/^(const orders|web\.calls).*\n/gm, '');
    writeFileSync(join(cwd, 'policies/index.ts'), policies);
    expect((await command(['compile', '-q'], { cwd })).code).toBe(0);
    expect([
      existsSync(join(cwd, 'out/vms/envoy/shop/orders')),
      existsSync(join(cwd, 'out/vms/envoy/shop/web')),
    ]).toEqual([false, true]);
  });

  it('has nothing that a cluster could sync', async () => {
    expect(await found(project('', "gitops: { sync: 'plain' },\n  "))).toEqual({
      code: 1,
      said: ['MW6104: `gitops` has nothing to sync for the target `vms`: no backend of it makes manifests'],
    });
  });
});

describe('options of stand-alone proxies', () => {
  it.each([
    ["scoep: 'mesh'", 'cannot say `scoep`'],
    ["inbound: { adress: '10.0.0.1' }", 'cannot say `adress`'],
    ['inbound: { portOffset: 0 }', 'must not be zero'],
    ["certificates: files('certs')", 'must be an absolute path'],
    ["certificates: { kind: 'vault' }", 'must come from `files` or `spire`'],
    ["endpoints: dns('{namespace}.internal')", 'must have `{service}` in it'],
    ["endpoints: addresses({ 'shop/web': [{ address: 'web.internal' }] })", 'must be an IP address'],
    ["endpoints: addresses({ 'shop/web': [] as never })", 'must be a list of at least one address'],
    ["admin: { address: '0.0.0.0' }", 'must be of this machine alone'],
    ["providers: { opa: { kind: 'opa' } as never }", 'must say its `kind`'],
    ["locality: 'a/b/c/d'", 'must be `region`'],
  ])('%s: %s', async (options, message) => {
    const { code, said } = await found(project(options));
    expect([code, said]).toEqual([2, [expect.stringContaining(message)]]);
  });
});
