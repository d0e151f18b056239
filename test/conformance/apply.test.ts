// A real API server with the real CRDs and their CEL rules takes what we emit, and taking it again changes nothing.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Lab, openLab } from '../lab/lab.ts';
import type { KubeObject } from '../lab/objects.ts';
import { manifestsOf, targetFolder, targets } from './out.ts';

describe.each(targets())('out/%s', (target) => {
  const folder = targetFolder(target);
  const names = manifestsOf(target).map(nameOf).sort();
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ istiod: false, seconds: 120 });
    for (const object of manifestsOf(target)) await createNamespace(lab, object);
  });
  afterAll(() => lab?.close());

  /** The objects as the server has them. */
  const stored = async (): Promise<readonly KubeObject[]> => {
    const { code, stdout, stderr } = await lab.kubectl(['get', '-k', folder, '--output', 'json']);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout).items;
  };

  it('passes a server-side dry run', async () => {
    const lines = (await lab.apply(folder, { dryRun: true })).trim().split('\n');
    expect(lines).toHaveLength(names.length);
    expect(lines.filter((line) => !line.endsWith('serverside-applied (server dry run)'))).toEqual([]);
  });

  it('is applied, every object of it', async () => {
    await lab.apply(folder);
    expect((await stored()).map(nameOf).sort()).toEqual(names);
  });

  it('is not changed by applying it again', async () => {
    const before = (await stored()).map(revisionOf);
    await lab.apply(folder);
    expect((await stored()).map(revisionOf)).toEqual(before);
  });
});

function nameOf({ kind, metadata: { namespace, name } }: KubeObject): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

const revisionOf = (object: KubeObject): string => `${nameOf(object)} ${object.metadata.resourceVersion}`;

/** A dry run cannot put anything into a namespace that is not there yet. */
const createNamespace = async (lab: Lab, { kind, metadata: { name, namespace } }: KubeObject): Promise<void> => {
  const needed = kind === 'Namespace' ? name : namespace;
  if (needed !== undefined) await lab.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: needed } });
};
