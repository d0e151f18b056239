import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse, stringify } from 'yaml';
import { kinds } from '../schemas/kinds.mjs';
import type { Deployment } from '../schemas/types/apps/Deployment.ts';
import type { HTTPRoute } from '../schemas/types/gateway.networking.k8s.io/HTTPRoute.ts';
import type { VirtualService } from '../schemas/types/networking.istio.io/VirtualService.ts';
import type {
  AuthorizationPolicy,
  AuthorizationPolicySpec,
} from '../schemas/types/security.istio.io/AuthorizationPolicy.ts';
import { readCrds } from '../scripts/schemas/crd.ts';
import type { JsonSchema } from '../scripts/schemas/jsonschema.ts';
import { readEnums, readOpenApi } from '../scripts/schemas/openapi.ts';
import { ruleTable } from '../scripts/schemas/rules.ts';
import { shape } from '../scripts/schemas/shape.ts';
import { share } from '../scripts/schemas/share.ts';
import { ARGO_CD, FLUX_KUSTOMIZE, FLUX_SOURCE, GATEWAY_API, ISTIO, KUBERNETES } from '../scripts/schemas/sources.ts';
import { jsonSchema } from '../scripts/schemas/transform.ts';
import { typescript } from '../scripts/schemas/types.ts';
import type { Manifest } from '../src/manifest/manifest.ts';
import { faults } from './manifest/validate-faults.ts';
import { SAMPLES } from './manifest/validate-samples.ts';

const FOLDER = join(import.meta.dirname, '../schemas');

function schemaFiles(): string[] {
  return readdirSync(join(FOLDER, 'json'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort();
}

function readSchema(file: string): JsonSchema {
  return JSON.parse(readFileSync(join(FOLDER, 'json', file), 'utf8'));
}

const WIDGET = `
description: gone
type: object
required: [spec]
properties:
  apiVersion: { type: string }
  kind: { type: string }
  metadata: { type: object }
  spec:
    type: object
    x-kubernetes-validations: [{ rule: self.size > 0, message: not empty }]
    properties:
      size: { type: integer, format: int32, default: 1, description: gone }
      weight: { type: number, nullable: true }
      port: { anyOf: [{ type: integer }, { type: string }], x-kubernetes-int-or-string: true }
      mode: { type: string, enum: [A, B] }
      list: { type: array, items: { type: string }, x-kubernetes-list-type: set }
      map: { type: object, additionalProperties: { type: string, x-kubernetes-validations: [{ rule: self != "" }] } }
      any: { type: object, x-kubernetes-preserve-unknown-fields: true }
      description: { type: string }
      a: { type: boolean }
      b: { type: object }
    oneOf:
      - not: { anyOf: [{ required: [a] }, { required: [b] }] }
      - required: [a]
      - required: [b]
  status: { type: object }
`;

function crd(): string {
  const schema = { openAPIV3Schema: parse(WIDGET) };
  const other = { openAPIV3Schema: { ...schema.openAPIV3Schema, required: [] } };
  const versions = [
    { name: 'v1beta1', served: true, storage: true, schema },
    { name: 'v1', served: true, storage: false, schema },
    { name: 'v1alpha2', served: true, storage: false, schema: other },
    { name: 'v1alpha1', served: false, storage: false, schema },
  ];
  const spec = { group: 'example.com', names: { kind: 'Widget' }, scope: 'Namespaced', versions };
  return stringify({ kind: 'CustomResourceDefinition', spec }, { aliasDuplicateObjects: false });
}

const widget = readCrds(`kind: Other\n---\n${crd()}`)[0]!;

describe('a CRD', () => {
  it('gives the served versions that share the schema, the stable one first', () => {
    expect(widget.versions).toEqual(['v1', 'v1beta1']);
  });

  it('becomes a closed JSON Schema without descriptions', () => {
    const { properties, required, additionalProperties } = jsonSchema(widget);
    expect(Object.keys(properties ?? {})).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(properties?.apiVersion).toEqual({ type: 'string', enum: ['example.com/v1', 'example.com/v1beta1'] });
    expect([required, additionalProperties]).toEqual([['apiVersion', 'kind', 'metadata', 'spec'], false]);
    expect(properties?.spec).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: {
        size: { type: 'integer', minimum: -2147483648, maximum: 2147483647 },
        weight: { type: ['number', 'null'] },
        port: { type: ['integer', 'string'] },
        mode: { type: 'string', enum: ['A', 'B'] },
        list: { type: 'array', items: { type: 'string' }, uniqueItems: true },
        map: { type: 'object', additionalProperties: { type: 'string' } },
        any: { type: 'object' },
        description: { type: 'string' },
        b: { type: 'object', additionalProperties: false },
      },
      oneOf: [{ not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } }, { required: ['a'] }, { required: ['b'] }],
    });
    expect(properties?.spec?.properties?.any).toEqual({ type: 'object' });
    expect(properties?.spec?.properties?.size).not.toHaveProperty('default');
  });

  it('keeps its rules, defaults and alternatives beside it', () => {
    expect(ruleTable(widget)).toEqual({
      spec: [{ rule: 'self.size > 0', message: 'not empty' }],
      'spec.map{}': [{ rule: 'self != ""' }],
    });
    const nodes = shape(widget);
    const spec = nodes[nodes[nodes.length - 1]!.fields!.spec!]!;
    expect(spec).toMatchObject({ oneOf: [['a', 'b']], rules: [{ rule: 'self.size > 0' }] });
    expect(nodes[spec.fields!.size!]).toEqual({ default: 1 });
    expect(nodes[spec.fields!.weight!]).toEqual({ double: true });
  });

  it('becomes types that no unknown field slips through', async () => {
    const text = await typescript(jsonSchema(widget));
    expect(text).toContain("readonly mode?: 'A' | 'B';");
    expect(text).toContain('readonly port?: number | string;');
    expect(text).toContain('readonly list?: readonly string[];');
    expect(text).toContain('export type WidgetSpec = {');
    expect(text).not.toContain('unknown');
    expect(text).not.toContain('interface');
  });

  it('with a keyword that we do not know is looked at by a person first', () => {
    const schema = { ...widget.schema, properties: { spec: { type: 'object', 'x-kubernetes-new': true } } };
    expect(() => jsonSchema({ ...widget, schema })).toThrow('x-kubernetes-new');
  });
});

describe('the OpenAPI of Kubernetes', () => {
  const REF = '#/components/schemas/io.k8s.api.core.v1.Part';
  const gvk = [{ group: 'apps', version: 'v1', kind: 'Thing' }];
  const api = {
    paths: { '/apis/apps/v1/namespaces/{namespace}/things': { post: { 'x-kubernetes-group-version-kind': gvk[0] } } },
    components: {
      schemas: {
        'io.k8s.api.apps.v1.Thing': {
          type: 'object',
          properties: { spec: { allOf: [{ $ref: REF }], default: {} }, parts: { type: 'array', items: { $ref: REF } } },
          'x-kubernetes-group-version-kind': gvk,
        },
        'io.k8s.api.core.v1.Part': {
          type: 'object',
          properties: { mode: { type: 'string' }, modes: { type: 'array', items: { type: 'string' } } },
        },
      },
    },
  };
  const go = [
    'func schema_k8sio_api_core_v1_Part(ref common.ReferenceCallback) common.OpenAPIDefinition {',
    '\t\t\t\t\t"mode": {',
    '\t\t\t\t\t\t\tEnum:        []interface{}{"A", "B"},',
    '\t\t\t\t\t"modes": {',
    '\t\t\t\t\t\t\t\t\t\tEnum:        []interface{}{"C"},',
  ].join('\n');

  it('is resolved, with the enums of its Go sources', () => {
    const [thing] = readOpenApi(JSON.stringify(api), ['Thing'], readEnums(go));
    expect(thing).toMatchObject({ group: 'apps', versions: ['v1'], clusterScoped: false });
    const { spec, parts } = jsonSchema(thing!).properties!;
    expect(spec?.properties).toEqual({
      mode: { type: 'string', enum: ['A', 'B'] },
      modes: { type: 'array', items: { type: 'string', enum: ['C'] } },
    });
    expect(parts?.items).toEqual(spec);
  });

  it('says a type once that stands in several places', () => {
    const long = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`field${i}`, { type: 'string' }]));
    const part = { type: 'object', properties: long, additionalProperties: false };
    const schema = share({ type: 'object', title: 'x', properties: { spec: part, other: part } }, 'repeated');
    expect(Object.keys(schema.definitions ?? {})).toHaveLength(1);
    expect(schema.properties?.spec).toEqual(schema.properties?.other);
  });
});

describe('the files', () => {
  it('come from the versions that the judges are of', () => {
    const judges = JSON.parse(readFileSync(join(FOLDER, '../scripts/conformance/versions.json'), 'utf8'));
    const { istioApi, gatewayApi } = judges.modules;
    expect([ISTIO, GATEWAY_API, KUBERNETES]).toEqual([istioApi, gatewayApi, `k8s.io/kubernetes@v${judges.kubernetes}`]);
    const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    for (const pin of [ISTIO, GATEWAY_API, KUBERNETES, ARGO_CD, FLUX_SOURCE, FLUX_KUSTOMIZE])
      expect(readme).toContain(`| ${pin.replace('@', ' | ')} | \`h1:`);
  });

  it('are of the kinds in the table, and of no others', () => {
    const listed = Object.entries(kinds).map(([gvk, kind]) => [gvk, String(kind.load)] as const);
    const files = new Set(listed.map(([, load]) => /validators\/(.*)\.mjs/.exec(load)?.[1]));
    expect(schemaFiles().map((file) => file.replaceAll('\\', '/').slice(0, -'.json'.length))).toEqual(
      [...files].sort(),
    );
  });

  it('have no descriptions', () => {
    const described = (value: unknown): boolean =>
      typeof value === 'object' &&
      value !== null &&
      Object.entries(value).some(
        ([key, inner]) => (key === 'description' && typeof inner === 'string') || described(inner),
      );
    expect(schemaFiles().filter((file) => described(readSchema(file)))).toEqual([]);
  });

  it('close every object that names its fields, and none inside a combinator', () => {
    const wrong = schemaFiles().flatMap((file) => openness(readSchema(file), false).map((path) => `${file} ${path}`));
    expect(wrong).toEqual([]);
  });
});

const COMBINATORS = new Set(['oneOf', 'anyOf', 'allOf', 'not']);

/** Objects that are open and should not be, or the other way round. */
function openness(schema: JsonSchema, inCombinator: boolean, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isClosed = schema.additionalProperties === false;
  const names = schema.properties !== undefined && schema.type === 'object';
  const wrong = inCombinator ? isClosed : names && !isClosed;
  const inner = Object.entries(schema).flatMap(([key, value]) =>
    key === 'enum' ? [] : openness(value as JsonSchema, inCombinator || COMBINATORS.has(key), `${path}/${key}`),
  );
  return wrong ? [path, ...inner] : inner;
}

describe('a compiled validator', () => {
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  const chosen = ['DestinationRule', 'AuthorizationPolicy', 'Service', 'GRPCRoute', 'NetworkPolicy'];

  it.each(chosen)('of %s judges as its schema does', async (name) => {
    const sample = SAMPLES.find(({ kind }) => kind === name)!;
    const [, kind] = Object.entries(kinds).find(([gvk]) => gvk === `${sample.apiVersion}/${name}`)!;
    const file = /validators\/(.*)\.mjs/.exec(String(kind.load))![1]!;
    const expected = ajv.compile(readSchema(`${file}.json`));
    const { validate } = await kind.load();
    for (const { what, manifest } of faults(sample)) {
      const said = [what, validate(manifest), (validate.errors ?? []).length];
      expect(said).toEqual([what, expected(manifest), (expected.errors ?? []).length]);
    }
  });
});

describe('types', () => {
  const metadata = { name: 'cart', namespace: 'shop' };

  it('take what is right, readonly data too, and are manifests', () => {
    const methods: readonly string[] = ['GET'];
    const policy: AuthorizationPolicy = {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: { action: 'ALLOW', rules: [{ to: [{ operation: { methods } }] }] },
    };
    const manifests: readonly Manifest[] = [policy];
    expect(manifests).toHaveLength(1);
  });

  it('refuse what is wrong', () => {
    const apiVersion = 'security.istio.io/v1';
    // @ts-expect-error a misspelt field
    const spec: AuthorizationPolicySpec = { actoin: 'ALLOW' };
    // @ts-expect-error a value that the enum does not have
    const action: AuthorizationPolicySpec = { action: 'ALOW' };
    // @ts-expect-error a misspelt field, deep inside
    const deep: AuthorizationPolicySpec = { rules: [{ from: [{ source: { principal: ['a'] } }] }] };
    // @ts-expect-error no name
    const unnamed: AuthorizationPolicy = { apiVersion, kind: 'AuthorizationPolicy', metadata: {} };
    const http: VirtualService['spec'] = {
      http: [
        {
          // @ts-expect-error a route without a host
          route: [{ destination: {} }],
        },
      ],
    };
    const template = { spec: { containers: [] } };
    // @ts-expect-error a number for a string
    const deployment: Deployment['spec'] = { selector: { matchLabels: { app: 1 } }, template };
    const status: HTTPRoute = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {},
      // @ts-expect-error what the cluster writes
      status: {},
    };
    expect([spec, action, deep, unnamed, http, deployment, status]).toHaveLength(7);
  });
});
