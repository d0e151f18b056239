import type { SourceKind } from './raw.ts';
import { apiVersions, kindFile } from './raw.ts';
import type { GoModule } from './sources.ts';

/** schemas/README.md: what is here and where it came from. */
export function provenance(modules: readonly GoModule[], kinds: readonly SourceKind[]): string {
  return `# Schemas

Made by \`npm run schemas\`, never edited by hand; \`npm run conformance\` makes them again and compares every byte.

| module | version | digest |
|---|---|---|
${modules.map(({ path, version, sum }) => `| ${path} | ${version} | \`${sum}\` |\n`).join('')}
- \`json/\`: JSON Schema (draft 7) of each kind. Unknown fields are refused, \`status\` and what else only the cluster writes too.
  Names, labels and annotations are held to the API server's syntax; enums of Kubernetes kinds come from its own sources.
- \`rules/\`: the CEL rules of the CRDs, by the path they stand at.
- \`types/\`: TypeScript types of what meshwright emits.
- \`validators/\`: the same schemas compiled, one self-contained module a kind, loaded when a kind is used.
- \`kinds.mjs\`: the table of them all.
- \`envoy/\`: what configs of each version of Envoy are held to, as the descriptors in the modules say, and their types.

| kind | versions |
|---|---|
${kinds.map((kind) => `| ${kindFile(kind)} | ${apiVersions(kind).join(', ')} |\n`).join('')}`;
}
