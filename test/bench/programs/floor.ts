// What making manifests costs at least: plain objects and our printer, into one file or (`files`) into one for each.
//   floor.mjs N out [files]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../src/manifest/manifest.ts';
import { printManifest } from '../../../src/manifest/print.ts';
import { objectsOf } from '../objects.ts';
import { namespaceCount } from '../workload.ts';

const [services, out, files] = [Number(process.argv[2]), process.argv[3]!, process.argv[4]];
const texts: string[] = [];
mkdirSync(out, { recursive: true });
for (let i = 0; i < namespaceCount(services); i++) {
  for (const object of objectsOf(i, services)) {
    const text = printManifest(object as unknown as Manifest);
    if (files) writeOne(text, object.kind, object.metadata.name, object.metadata.namespace ?? object.metadata.name);
    else texts.push(text);
  }
}
if (!files) writeFileSync(join(out, 'all.yaml'), texts.join('---\n'));

function writeOne(text: string, kind: string, name: string, namespace: string): void {
  const folder = join(out, namespace);
  if (kind === 'Namespace') mkdirSync(folder);
  writeFileSync(join(folder, `${kind.toLowerCase()}-${name}.yaml`), text);
}
