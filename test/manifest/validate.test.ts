import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GroupVersionKind, Manifest } from '../../src/manifest/manifest.ts';
import { groupVersionKind } from '../../src/manifest/manifest.ts';
import type { ManifestProblem, ManifestValidator } from '../../src/manifest/validate.ts';
import { isClusterScoped, knownKinds, loadValidators, printManifestPath } from '../../src/manifest/validate.ts';
import { SAMPLES } from './validate-samples.ts';

let validators: ReadonlyMap<GroupVersionKind, ManifestValidator>;

beforeAll(async () => {
  validators = await loadValidators(knownKinds());
});

function validate(manifest: Manifest): readonly ManifestProblem[] {
  return validators.get(groupVersionKind(manifest))!(manifest);
}

/** `path: message (help)`, one a line, as short to compare as to read. */
function problems(manifest: Manifest): string[] {
  return validate(manifest).map(
    ({ path, message, help }) => `${printManifestPath(path)}: ${message}${help === undefined ? '' : ` (${help})`}`,
  );
}

function sample(kind: string, changes: Record<string, unknown>): Manifest {
  return { ...SAMPLES.find((manifest) => manifest.kind === kind)!, ...(changes as object) };
}

const kindOf = (gvk: string) => gvk.replace(/\/v\d\w*\//, '/');

describe.each(SAMPLES.map((manifest) => [groupVersionKind(manifest), manifest] as const))('%s', (_, manifest) => {
  it('is accepted when good, and not changed', () => {
    const before = JSON.stringify(manifest);
    expect(validate(manifest)).toEqual([]);
    expect(JSON.stringify(manifest)).toBe(before);
  });

  it('is refused with an unknown field', () => {
    expect(problems({ ...manifest, bogus: 1 })).toEqual([expect.stringContaining('bogus: unknown field `bogus`')]);
  });

  it('is refused with `status`', () => {
    const refused = ['status: `status` is for the cluster to write (leave it out)'];
    expect(problems({ ...manifest, status: {} })).toEqual(refused);
  });

  it('is refused with a name that is none', () => {
    const names = ['', 'a/b', '..', 'x'.repeat(254)];
    for (const name of names)
      expect(validate({ ...manifest, metadata: { ...manifest.metadata, name } })).not.toEqual([]);
  });

  it('is refused as another kind or version', () => {
    const validator = validators.get(groupVersionKind(manifest))!;
    expect(validator({ ...manifest, kind: 'Other' })).not.toEqual([]);
    expect(validator({ ...manifest, apiVersion: 'v9' })).not.toEqual([]);
  });
});

describe('kinds', () => {
  it('all have a sample', () => {
    const sampled = new Set(SAMPLES.map((manifest) => kindOf(`/${groupVersionKind(manifest)}`)));
    expect(knownKinds().filter((gvk) => !sampled.has(kindOf(`/${gvk}`)))).toEqual([]);
  });

  it('without a schema are absent, also those named like what objects inherit', async () => {
    const loaded = await loadValidators(['example.com/v1/Widget', '__proto__/x', 'v1/Service', 'v1/Service']);
    expect([...loaded.keys()]).toEqual(['v1/Service']);
  });

  it('say whether they belong to a namespace', () => {
    expect(isClusterScoped('v1/Namespace')).toBe(true);
    expect(isClusterScoped('v1/Service')).toBe(false);
    expect(isClusterScoped('example.com/v1/Widget')).toBeUndefined();
  });

  it('are known in their older versions too', () => {
    expect(problems(sample('VirtualService', { apiVersion: 'networking.istio.io/v1beta1' }))).toEqual([]);
  });
});

describe('words', () => {
  it('name an unknown field, and the one that was meant', () => {
    expect(problems(sample('DestinationRule', { spec: { host: 'a', subset: [] } }))).toEqual([
      'spec.subset: unknown field `subset` (did you mean `subsets`?)',
    ]);
    expect(problems(sample('PeerAuthentication', { mtls: { mode: 'STRICT' } }))).toEqual([
      'mtls: unknown field `mtls` (did you mean `spec.mtls`?)',
    ]);
  });

  it('list the values of an enum', () => {
    expect(problems(sample('PeerAuthentication', { spec: { mtls: { mode: 'STRICKT' } } }))).toEqual([
      'spec.mtls.mode: must be `UNSET`, `DISABLE`, `PERMISSIVE` or `STRICT`, not the string `STRICKT` (did you mean `STRICT`?)',
    ]);
  });

  it('say what type is wanted and what is there', () => {
    const http = [{ route: { destination: { host: 'a' } }, timeout: 5 }];
    expect(problems(sample('VirtualService', { spec: { hosts: 'a', http } }))).toEqual([
      'spec.hosts: must be a list, not the string `a`',
      'spec.http[0].route: must be a list, not an object',
      'spec.http[0].timeout: must be a string, not `5`',
    ]);
  });

  it('say both types where a number or a string may stand', () => {
    const ports = [{ port: 80, targetPort: true }];
    expect(problems(sample('Service', { spec: { ports } }))).toEqual([
      'spec.ports[0].targetPort: must be a whole number or a string, not `true`',
    ]);
  });

  it('name what is missing', () => {
    expect(problems(sample('Deployment', { spec: { template: { spec: { containers: [{ name: 'a' }] } } } }))).toEqual([
      'spec: `selector` is missing',
      'spec.template.spec.containers[0]: `image` is missing',
    ]);
  });

  it('name the fields that exclude each other, and nothing of how the schema says it', () => {
    const loadBalancer = { simple: 'RANDOM', consistentHash: { useSourceIp: true, httpHeaderName: 'a' } };
    expect(problems(sample('DestinationRule', { spec: { host: 'a', trafficPolicy: { loadBalancer } } }))).toEqual([
      'spec.trafficPolicy.loadBalancer: `simple` and `consistentHash` exclude each other (keep one of them)',
      'spec.trafficPolicy.loadBalancer.consistentHash: `httpHeaderName` and `useSourceIp` exclude each other (keep one of them)',
    ]);
  });

  it('say how a name, a label, a key and a quantity are written', () => {
    const metadata = { name: 'Cart', labels: { app: '-a', 'a b': 'c' } };
    const container = { name: 'c', image: 'i', resources: { limits: { memory: '1 GB' } } };
    const template = { spec: { containers: [container] } };
    const found = problems(sample('Deployment', { metadata, spec: { selector: {}, template } }));
    expect(found.map((line) => line.replace(/ \(.*/, ''))).toEqual([
      'metadata.labels: `a b` is not a valid key',
      'metadata.labels.app: `-a` is not a label value',
      'metadata.name: `Cart` is not a valid name',
      'spec.template.spec.containers[0].resources.limits.memory: `1 GB` is not a quantity',
    ]);
  });

  it('call a pattern what people call it, and quote one that has no name', () => {
    const ports = [{ name: 'HTTP', port: 80, targetPort: 'a--b' }];
    expect(
      problems(sample('Service', { spec: { selector: { app: 'a b' }, ports } })).map((line) =>
        line.replace(/ \(.*/, ''),
      ),
    ).toEqual([
      'spec.ports[0].name: `HTTP` is not a valid name',
      'spec.ports[0].targetPort: `a--b` is not a port name',
      'spec.selector.app: `a b` is not a label value',
    ]);
    expect(problems(sample('Secret', { data: { a: `no\nbase64 ${'.'.repeat(99)}` } }))).toEqual([
      expect.stringMatching(/^data\.a: `no base64 \.{50}…` does not match `/),
    ]);
  });

  it('count what is too much or too little', () => {
    const ports = [{ number: 0, name: 'p', protocol: 'HTTP' }];
    expect(problems(sample('ServiceEntry', { spec: { hosts: [], ports } }))).toEqual([
      'spec.hosts: needs at least 1 element, has 0',
    ]);
    expect(problems(sample('Service', { spec: { ports: [{ port: 70000 }] } }))).toEqual([
      'spec.ports[0].port: must be at most 65535, not 70000',
    ]);
    expect(problems(sample('Namespace', { metadata: { name: 'n'.repeat(64) } }))).toEqual([
      'metadata.name: may have at most 63 characters, has 64',
    ]);
  });

  it('tell a namespace where none belongs', () => {
    expect(problems(sample('Namespace', { metadata: { name: 'shop', namespace: 'shop' } }))).toEqual([
      'metadata.namespace: this kind belongs to no namespace (leave `namespace` out)',
    ]);
  });

  it('give the message of a CEL rule, at the place where it stands', () => {
    const http = [{ route: [{ destination: { host: 'a' } }], timeout: '10' }];
    expect(problems(sample('VirtualService', { spec: { hosts: ['a'], http } }))).toEqual([
      'spec.http[0].timeout: must be a valid duration greater than 1ms',
    ]);
    expect(problems(sample('AuthorizationPolicy', { spec: { selector: { matchLabels: { app: 'a*' } } } }))).toEqual([
      'spec.selector.matchLabels.app: wildcard not allowed in label value match',
    ]);
  });

  it('tell list elements that have the same key, with defaults counted in', () => {
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 80, protocol: 'TCP' },
    ];
    expect(problems(sample('Service', { spec: { ports } }))).toEqual([
      'spec.ports[1]: has the same `port` and `protocol` as element 0',
    ]);
  });
});

describe('defaults', () => {
  it('are there when a rule looks', () => {
    const rules = [
      {
        filters: [
          { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
        ],
      },
    ];
    expect(problems(sample('HTTPRoute', { spec: { rules } }))).toEqual([]);
    const exact = [{ ...rules[0], matches: [{ path: { type: 'Exact', value: '/a' } }] }];
    expect(problems(sample('HTTPRoute', { spec: { rules: exact } }))).toEqual([
      expect.stringContaining('spec.rules[0]: '),
    ]);
  });

  it('decide which alternative of a value is meant', () => {
    const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
    const gateway = SAMPLES.find(({ apiVersion, kind }) => apiVersion.startsWith('gateway.') && kind === 'Gateway')!;
    const withAddress = (value: string) => ({
      ...gateway,
      spec: { gatewayClassName: 'a', listeners, addresses: [{ value }] },
    });
    expect(problems(withAddress('2001:db8::1'))).toEqual([]);
    expect(problems(withAddress('edge.example.com'))).toHaveLength(1);
  });
});

describe('fields that hold undefined', () => {
  it('are as good as absent', () => {
    expect(problems(sample('PeerAuthentication', { spec: { selector: undefined, mtls: undefined } }))).toEqual([]);
    expect(
      problems(sample('ServiceEntry', { spec: { hosts: ['a'], endpoints: undefined, addresses: undefined } })),
    ).toEqual([]);
  });
});
