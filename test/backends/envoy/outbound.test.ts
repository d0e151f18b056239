import { describe, expect, it } from '@jest/globals';
import type { NonEmpty } from '../../../src/base/nonempty.ts';
import type { EndpointSource, StaticEndpoint } from '../../../src/config/envoy.ts';
import { mesh, route, service, span } from '../model.ts';
import { codesOf, filesOf } from './setup.ts';

const calling = (names: readonly string[], parts: Parameters<typeof service>[1] = {}) =>
  mesh({
    services: [service('web'), ...names.map((name) => service(name, parts))],
    calls: names.map((name) => ({ from: 'shop/web', to: `shop/${name}`, span: span() })),
  });
const at = (names: readonly string[]): EndpointSource => ({
  kind: 'static',
  services: Object.fromEntries(
    names.map((name) => [`shop/${name}`, [{ address: '10.0.0.1' }] as NonEmpty<StaticEndpoint>]),
  ),
});
const clustersOf = (model: ReturnType<typeof mesh>, options: Parameters<typeof filesOf>[2]) => {
  const { resources } = filesOf(model, 'web', options)['clusters.yaml'] as unknown as {
    resources: { name: string; type: string; load_assignment?: unknown }[];
  };
  return resources.filter(({ name }) => name.startsWith('shop/'));
};

describe('where a proxy sends what its service calls', () => {
  it('is a file for each service, and with more of them than Envoy could watch, none', () => {
    const names = (count: number) => Array.from({ length: count }, (_, i) => `s${i}`);
    const made = (count: number) => {
      const endpoints = at(names(count));
      const files = Object.keys(filesOf(calling(names(count)), 'web', { endpoints }));
      const clusters = clustersOf(calling(names(count)), { endpoints });
      return [
        files.filter((path) => path.startsWith('endpoints/')).length,
        clusters.filter(({ type }) => type === 'EDS').length,
        clusters.filter(({ load_assignment }) => load_assignment).length,
      ];
    };
    expect([made(64), made(65)]).toEqual([
      [64, 64, 0],
      [0, 0, 65],
    ]);
  });

  it('is written before what refers to it: Envoy refuses what names a file that is not there', () => {
    const [, ...files] = Object.entries(filesOf(calling(['orders']), 'web', { endpoints: at(['orders']) }));
    const paths = files.map(([path]) => path);
    const early = files.flatMap(([path, content], i) =>
      [...JSON.stringify(content).matchAll(/"\/etc\/envoy\/([^"]+\.yaml)"/g)]
        .filter(([, named]) => !paths.slice(0, i).includes(named!))
        .map(([, named]) => `${path} names ${named}`),
    );
    expect([paths.length, early]).toEqual([6, []]);
  });

  it('is no cluster of the whole service where its routes take all that comes', () => {
    const to = [{ service: 'shop/orders', port: 80, version: 'v1', weight: 100 }] as const;
    const split = (matches: 'all' | 'some') =>
      calling(['orders'], {
        versions: [{ name: 'v1', labels: { version: 'v1' } }],
        routes: [
          route('orders', {
            action: { kind: 'forward', to },
            matches: matches === 'all' ? [] : [{ path: { kind: 'prefix', value: '/a' }, headers: [], query: [] }],
          }),
        ],
      });
    const endpoints: EndpointSource = { kind: 'dns', name: '{service}-{version}.internal' };
    expect(clustersOf(split('all'), { endpoints }).map(({ name }) => name)).toEqual(['shop/orders:80/v1']);
    expect([codesOf(split('all'), { endpoints }), codesOf(split('some'), { endpoints })]).toEqual([[], ['MW3451']]);
  });
});
