import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { envoy } from '../../src/backends/envoy/index.ts';
import { placeFrom } from '../../src/backends/envoy/place.ts';
import { runChecks } from '../../src/checks/index.ts';
import { ENVOY_VERSIONS } from '../../src/config/envoy.ts';
import { CATALOGUE } from '../../src/diag/catalogue.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import { groupVersionKind, type Manifest } from '../../src/manifest/manifest.ts';
import { loadValidators } from '../../src/manifest/validate.ts';
import { messageOf } from '../../src/xds/proxy-config.ts';
import { configValidator } from '../../src/xds/validate/index.ts';
import { evaluated } from '../checks/evaluated.ts';
import { printFindings } from '../checks/fixtures.ts';
import { GOLDEN_BACKENDS, goldenOptions } from './backends.ts';
import { CASES, caseNames, expected, filesOf, read, write } from './cases.ts';

const UPDATE = process.env['UPDATE'];

async function meshOf(name: string) {
  const { mesh, diagnostics } = await evaluated(join(CASES, name), './policy.ts');
  expect(printFindings(diagnostics.filter(isError))).toBe('');
  if (mesh === undefined) throw new Error(`${name} makes no mesh`);
  return mesh;
}

describe.each(caseNames())('%s', (name) => {
  it('is what was written down', async () => {
    const mesh = await meshOf(name);
    expect(printFindings(runChecks(mesh).filter(isError))).toBe('');
    for (const [file, text] of expected(mesh, GOLDEN_BACKENDS)) {
      if (UPDATE === '1') write(name, file, text);
      if (UPDATE === 'diff' && text !== read(name, file)) console.log(`${name}/${file}\n${text ?? '(none)'}`);
      else expect({ file, text: read(name, file) }).toEqual({ file, text });
    }
  });

  it('has no file that nothing reads', () => {
    const known = [
      'policy.ts',
      'model.yaml',
      ...GOLDEN_BACKENDS.flatMap(({ name: backend }) => [`${backend}.yaml`, `${backend}.txt`]),
    ];
    expect(filesOf(name).filter((file) => !known.includes(file))).toEqual([]);
    for (const { name: backend } of GOLDEN_BACKENDS) {
      expect(filesOf(name).some((file) => file.startsWith(`${backend}.`))).toBe(true);
    }
  });

  it.each(ENVOY_VERSIONS)('is what the protos of Envoy %s admit', async (version) => {
    const mesh = await meshOf(name);
    const backend = envoy(placeFrom(goldenOptions(mesh, version)));
    const validate = await configValidator(version);
    const files = [...backend.gaps(mesh)].some(isError) ? [] : backend.configs!(mesh).flatMap(({ files }) => files);
    expect(files.map(({ name, content }) => validate(messageOf(name), content))).toEqual(files.map(() => []));
  });

  it('is what schemas and CEL rules admit', async () => {
    for (const manifest of manifestsIn(name)) {
      const gvk = groupVersionKind(manifest);
      const validate = (await loadValidators([gvk])).get(gvk);
      expect([manifest.metadata.name, validate?.(manifest)]).toEqual([manifest.metadata.name, []]);
    }
  });
});

function manifestsIn(name: string): readonly Manifest[] {
  return parseAllDocuments(read(name, 'istio.yaml') ?? '')
    .map((document) => document.toJS() as Manifest)
    .filter((manifest) => manifest !== null);
}

describe('the cases together', () => {
  it('have every kind that the Istio backend makes', () => {
    const kinds = new Set(caseNames().flatMap((name) => manifestsIn(name).map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      'AuthorizationPolicy',
      'Deployment',
      'DestinationRule',
      'Gateway',
      'Namespace',
      'PeerAuthentication',
      'RequestAuthentication',
      'Service',
      'ServiceAccount',
      'Sidecar',
      'Telemetry',
      'VirtualService',
    ]);
  });

  it('have every refusal', () => {
    const refused = new Set(
      caseNames().flatMap((name) => (read(name, 'istio.txt') ?? '').match(/MW\d{4}(?=: )/g) ?? []),
    );
    expect([...refused].sort()).toEqual(
      Object.keys(CATALOGUE)
        .filter((code) => code.startsWith('MW32') || code === 'MW3501')
        .sort(),
    );
  });
});
