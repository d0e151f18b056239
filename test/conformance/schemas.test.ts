// schemas/ is what the pinned modules give, byte for byte; and a real API server agrees with the validators made from it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allSchemas, readFolder } from '../../scripts/schemas/main.ts';
import type { Manifest } from '../../src/manifest/manifest.ts';
import { groupVersionKind } from '../../src/manifest/manifest.ts';
import { isClusterScoped, loadValidators } from '../../src/manifest/validate.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { type Fault, faults } from '../manifest/validate-faults.ts';
import { SAMPLES } from '../manifest/validate-samples.ts';
import { installGitopsCrds } from './gitops-crds.ts';

const FOLDER = join(import.meta.dirname, '../../schemas');
const NAMESPACE = 'shop';

describe('schemas/', () => {
  it('is what the pinned modules give', async () => {
    const derived = await allSchemas();
    expect(await readFolder(FOLDER)).toEqual([...derived.keys()].sort());
    const different = [...derived].filter(([path, text]) => readFileSync(join(FOLDER, path), 'utf8') !== text);
    expect(different.map(([path]) => path)).toEqual([]);
  });
});

describe('a real API server', () => {
  const asked = SAMPLES.flatMap((manifest) => [{ what: 'as it is', manifest }, ...faults(manifest)]).filter(
    isAddressable,
  );
  let lab: Lab;
  let verdicts: readonly (string | null)[];
  let refusals: readonly (readonly unknown[])[];

  beforeAll(async () => {
    lab = await openLab({ istiod: false, seconds: 300 });
    await installGitopsCrds(lab);
    await lab.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
    verdicts = await ask(
      lab,
      asked.map(({ manifest }) => manifest),
    );
    const validators = await loadValidators(asked.map(({ manifest }) => groupVersionKind(manifest)));
    refusals = asked.map(({ manifest }) => validators.get(groupVersionKind(manifest))!(manifest));
  });
  afterAll(() => lab?.close());

  /** What the two judge differently, as lines to read. */
  const disagreements = (chosen: (fault: Fault) => boolean) =>
    asked.flatMap((fault, i) => {
      const [ours, theirs] = [refusals[i]!, verdicts[i]!];
      if (!chosen(fault) || ours.length > 0 === (theirs !== null)) return [];
      return [{ fault: `${groupVersionKind(fault.manifest)} ${fault.what}`, ours, theirs }];
    });

  it('was asked about every kind, good and bad', () => {
    expect(new Set(asked.map(({ manifest }) => groupVersionKind(manifest))).size).toBe(SAMPLES.length);
    expect(verdicts.filter((verdict) => verdict !== null).length).toBeGreaterThan(3000);
  });

  it('takes the samples', () => {
    expect(disagreements(({ what }) => what === 'as it is')).toEqual([]);
  });

  it('judges the kinds of Istio, Gateway API, Argo CD and Flux as we do, schema and CEL rules', () => {
    expect(disagreements(isCustom)).toEqual([]);
  });

  it('refuses of its own kinds whatever we refuse', () => {
    const ours = disagreements((fault) => !isCustom(fault) && !isKnownDifference(fault)).filter(
      ({ theirs }) => theirs === null,
    );
    expect(ours).toEqual([]);
  });
});

/** A request needs a path: the kind's, a namespace and a name. */
function isAddressable({ manifest }: Fault): boolean {
  const { name, namespace } = (manifest.metadata ?? {}) as Partial<Manifest['metadata']>;
  const isPlaced = isClusterScoped(groupVersionKind(manifest)) === true || namespace === NAMESPACE;
  return typeof name === 'string' && name !== '' && isPlaced;
}

function isCustom({ manifest }: Fault): boolean {
  return /\.istio\.io\/|^gateway\.networking\.k8s\.io\/|^argoproj\.io\/|\.fluxcd\.io\//.test(manifest.apiVersion);
}

/**
 * Where we are stricter than the server: it takes an empty string for an absent field, lets numbers of 32 bits overflow in an
 * apply, and does not look at the names of disruption budgets.
 */
function isKnownDifference({ what, manifest }: Fault): boolean {
  const isBudgetName = manifest.kind === 'PodDisruptionBudget' && what.startsWith('metadata.name:');
  return what.endsWith(': empty') || what.endsWith(': huge') || isBudgetName;
}

/** As many at a time as a command of the lab has time for on a busy machine. */
const BATCH = 1000;

async function ask(lab: Lab, manifests: readonly Manifest[]): Promise<(string | null)[]> {
  const verdicts: (string | null)[] = [];
  for (let from = 0; from < manifests.length; from += BATCH) {
    const file = join(lab.site.folder, 'manifests.json');
    writeFileSync(file, JSON.stringify(manifests.slice(from, from + BATCH)));
    const program = join(import.meta.dirname, 'schemas/verdicts.mjs');
    const { code, stdout, stderr } = await lab.beside([process.execPath, program, file]);
    if (code !== 0) throw new Error(stderr);
    verdicts.push(...(JSON.parse(stdout) as (string | null)[]));
  }
  return verdicts;
}
