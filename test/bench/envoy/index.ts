// Proxies of their own: what their configs cost to make, to start with, and to send requests through.
import { dirname } from 'node:path';
import { findEnvoy } from '../../../src/local/find-envoy.ts';
import type { Run } from '../main.ts';
import { CACHE } from '../tools.ts';
import { loadTable } from './load.ts';
import { makingConfigs } from './making.ts';
import { startingTable } from './starting.ts';

export async function envoyTable(run: Run): Promise<string> {
  const sizes = run.sizes.filter((n) => n >= 1_000);
  const { result: program, diagnostics } = await findEnvoy({
    version: '1.40',
    named: run.envoy,
    path: process.env['PATH'] ?? '',
    cache: dirname(CACHE),
    install: true,
    onInstall: (what) => process.stderr.write(`installing: ${what}\n`),
  });
  if (program === undefined) return `### Envoy by itself\n\nLeft out: ${diagnostics[0]?.message}.`;
  const ofSizes =
    sizes.length === 0
      ? []
      : [
          `### Envoy by itself: making the configs\n\n${makingConfigs(sizes, run)}`,
          `### Envoy by itself: the config of a proxy\n\n${await startingTable(sizes, program, run)}`,
        ];
  return [...ofSizes, `### Envoy by itself: through two proxies\n\n${await loadTable(program, run)}`].join('\n\n');
}
