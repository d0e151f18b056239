import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Backend } from '../../src/backends/backend.ts';
import type { Json, JsonObject } from '../../src/base/json.ts';
import { printPosition } from '../../src/base/span.ts';
import { type Diagnostic, isError } from '../../src/diag/diagnostic.ts';
import { canonical } from '../../src/manifest/order.ts';
import { printManifest, printYaml } from '../../src/manifest/print.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { proxyFilePath } from '../../src/xds/paths.ts';
import type { ProxyConfig } from '../../src/xds/proxy-config.ts';

/**
 * A case is a folder: `policy.ts`, the model that it means (`model.yaml`), and of each backend what it makes of it
 * (`istio.yaml`, `envoy.yaml`), what it warns of, or why it refuses (`istio.txt`, `envoy.txt`).
 *
 * UPDATE=1 writes the expectations down, UPDATE=diff shows what would change and writes nothing.
 */
export const CASES = dirname(fileURLToPath(import.meta.url));

export function caseNames(): readonly string[] {
  return readdirSync(CASES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export function filesOf(name: string): readonly string[] {
  return readdirSync(join(CASES, name)).sort();
}

export function read(name: string, file: string): string | undefined {
  const path = join(CASES, name, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Writes an expectation down, or, without text, that there is none. */
export function write(name: string, file: string, text: string | undefined): void {
  const path = join(CASES, name, file);
  if (text !== undefined) writeFileSync(path, text);
  else rmSync(path, { force: true });
}

/** The files that a case should have, with their text; undefined: should not have. */
export function expected(mesh: Lookup, backends: readonly Backend[]): ReadonlyMap<string, string | undefined> {
  const files = new Map<string, string | undefined>([['model.yaml', printModel(mesh)]]);
  for (const backend of backends) {
    const gaps = [...backend.gaps(mesh)];
    files.set(`${backend.name}.yaml`, gaps.some(isError) ? undefined : printMade(backend, mesh));
    files.set(`${backend.name}.txt`, gaps.length > 0 ? gaps.map(printGap).join('') : undefined);
  }
  return files;
}

function printMade(backend: Backend, mesh: Lookup): string {
  const manifests = backend.lower(mesh).map(({ manifest }) => printManifest(canonical(manifest)));
  return [...manifests, ...(backend.configs?.(mesh) ?? []).flatMap(printProxy)].join('---\n');
}

/** A whole file, as Envoy loads it. */
function printProxy({ proxy, files }: ProxyConfig): readonly string[] {
  return files.map(
    ({ name, content }) => `# ${proxy.namespace}/${proxy.name}/${proxyFilePath(name)}\n${printYaml(content)}`,
  );
}

function printGap({ code, severity, message, span, note, help }: Diagnostic): string {
  const at = span ? [printPosition(span), ...(span.at ?? [])].join(' › ') : '';
  const lines = [`${severity} ${code}: ${message}`, `  at ${at}`, note && `  note: ${note}`, help && `  help: ${help}`];
  return `${lines.filter(Boolean).join('\n')}\n`;
}

/** What is meant, without places, and without what is empty or the same in every case. */
function printModel({ mesh }: Lookup): string {
  return printYaml(plain(mesh as unknown as Json) as JsonObject);
}

function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, each]) => key !== 'span' && each !== undefined && !isEmpty(each));
  return Object.fromEntries(kept.map(([key, each]) => [key, plain(each as Json)]));
}

function isEmpty(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
