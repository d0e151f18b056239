// Validation alone: makes the objects of the workload and holds each against its schema and rules; with `none`, only makes them.
//   validate.mjs N [none]
import type { Manifest } from '../../../src/manifest/manifest.ts';
import { groupVersionKind } from '../../../src/manifest/manifest.ts';
import { loadValidators } from '../../../src/manifest/validate.ts';
import { allObjects } from '../objects.ts';

const manifests = allObjects(Number(process.argv[2])) as unknown as Manifest[];
if (process.argv[3] !== 'none') {
  const validators = await loadValidators(new Set(manifests.map(groupVersionKind)));
  const problems = manifests.flatMap((manifest) => validators.get(groupVersionKind(manifest))?.(manifest) ?? []);
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
}
