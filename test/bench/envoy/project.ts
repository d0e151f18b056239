// The workload for proxies of their own: every service is at an address, as its only version.
import { writeLines, writeProject } from '../policies.ts';
import { NAMESPACE_SIZE } from '../workload.ts';

export function writeEnvoyProject(folder: string, services: number): void {
  writeProject(folder, services);
  writeLines(folder, 'meshwright.config.ts', [
    "import { addresses, defineConfig, envoy } from 'meshwright/config';",
    '',
    'const digits = (n: number, width: number) => String(n).padStart(width, "0");',
    'const services = Object.fromEntries(',
    `  Array.from({ length: ${services} }, (_, i) => [`,
    `    \`ns-\${digits(Math.floor(i / ${NAMESPACE_SIZE}), 4)}/svc-\${digits(i, 5)}\`,`,
    "    [{ address: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, version: 'v1' }] as const,",
    '  ]),',
    ');',
    '',
    'export default defineConfig({',
    "  targets: { vm: { environment: 'prod', cluster: 'vm', backends: [envoy({ version: '1.40', endpoints: addresses(services) })] } },",
    '});',
  ]);
}
