import { hash } from 'node:crypto';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import { byKind, type Emitted, type Manifest } from './manifest.ts';

/**
 * Where names and paths of output come from, and where they are looked at for the last time before the disk: whatever
 * happened before, no path made here leads out of its target's folder.
 */

/** The folder of what belongs to no single team: cluster-scoped objects and those of the root namespace. */
const MESH_FOLDER = 'mesh';

/** The folder of a namespace that is called `mesh`. No namespace can be called this, for the dot. */
const NAMESPACE_MESH_FOLDER = 'mesh.namespace';

export interface Scope {
  /** The namespace whose objects hold for the whole mesh, e.g. `istio-system`. */
  readonly rootNamespace: string;
}

/** `bookinfo/service-reviews.yaml`: a manifest's file, relative to its target's folder. */
export function manifestPath(manifest: Manifest, scope: Scope): string {
  return `${folderName(manifest, scope)}/${fileName(manifest)}`;
}

/** A Namespace lies in the folder of the namespace that it makes. */
function folderName(manifest: Manifest, { rootNamespace }: Scope): string {
  const namespace = isNamespace(manifest) ? manifest.metadata.name : manifest.metadata.namespace;
  if (namespace === undefined || namespace === rootNamespace) return MESH_FOLDER;
  return namespace === MESH_FOLDER ? NAMESPACE_MESH_FOLDER : namespace;
}

function isNamespace({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

/** Groups whose kinds stand alone in a file's name. No kind is in two of them. */
const PLAIN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'policy',
  'rbac.authorization.k8s.io',
  'apiextensions.k8s.io',
  'networking.k8s.io',
  'gateway.networking.k8s.io',
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
  'extensions.istio.io',
  'argoproj.io',
  'kustomize.toolkit.fluxcd.io',
  'source.toolkit.fluxcd.io',
]);

/** What shares its kind with another in the groups above. */
const SECOND_OF_ITS_KIND: ReadonlySet<string> = new Set(['gateway.networking.k8s.io/Gateway']);

/** Far below the 255 bytes that file systems allow. */
const LONGEST_FILE_STEM = 200;

/**
 * `service-reviews.yaml`; with the group where the kind alone could be another's, as kubectl writes it:
 * `certificate.cert-manager.io-edge.yaml`. It depends on the manifest alone, so no file is renamed when another comes.
 */
export function fileName(manifest: Manifest): string {
  return `${boundedName([traitsOf(manifest).file, fileSafe(manifest.metadata.name)], LONGEST_FILE_STEM)}.yaml`;
}

function kindInFile(group: string, kind: string): string {
  const plain = PLAIN_GROUPS.has(group) && !SECOND_OF_ITS_KIND.has(`${group}/${kind}`);
  return plain ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}

/** Names of roles and their bindings may hold more than a file's name should, e.g. `system:reader`. */
function fileSafe(name: string): string {
  const safe = name.replace(/[^a-z0-9.-]|\.(?=\.)/g, '_');
  return safe === name ? name : `${safe}-${digest(name)}`;
}

export function groupOf(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return traitsOf(manifest).group;
}

interface KindTraits {
  readonly group: string;
  /** What names of files begin with. */
  readonly file: string;
  readonly nameRule: RegExp;
  readonly bad: BadName | undefined;
}

const traitsOf = byKind((apiVersion, kind): KindTraits => {
  const [group, version] = String(apiVersion).split('/', 2) as [string, string?];
  return traitsIn(version === undefined ? '' : group, kind, badKind(apiVersion, kind));
});

function traitsIn(group: string, kind: string, bad: BadName | undefined): KindTraits {
  const nameRule = group === 'rbac.authorization.k8s.io' ? SEGMENT : SUBDOMAIN;
  return { group, file: kindInFile(group, String(kind)), nameRule, bad };
}

/** Two manifests with one key are one object of the cluster, whatever versions of the API they speak. */
export function objectKey(manifest: Manifest): string {
  const { kind, metadata } = manifest;
  const namespace = isNamespace(manifest) ? undefined : metadata.namespace;
  return `${groupOf(manifest)}/${kind}/${namespace ?? ''}/${metadata.name}`;
}

/**
 * Joins parts with `-` to a name of at most `max` characters; a longer one is cut, and ends in a hash of all that it was
 * made of. The same parts always give the same name, and a valid name of valid parts.
 */
export function boundedName(parts: readonly string[], max: number): string {
  const name = parts.join('-');
  if (name.length <= max) return name;
  const hashed = digest(parts.join('\0'));
  return `${name.slice(0, max - hashed.length - 1).replace(/[-.]+$/, '')}-${hashed}`;
}

function digest(text: string): string {
  return hash('sha256', text).slice(0, 10);
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;
const VERSION = /^[a-z0-9]{1,63}$/;
/** What the API server takes as a segment of a URL, and that is no folder. */
const SEGMENT = /^(?!\.{1,2}$)[^/%\p{C}]{1,253}$/u;

/** What is wrong with the names of a manifest; the last gate before they become a path. */
export function nameProblem({ manifest, spans }: Emitted): Diagnostic | undefined {
  const found = badName(manifest);
  if (!found) return undefined;
  return error('MW4011', `${found.what} ${quoted(found.written)} cannot be written to a file`, {
    span: spans[0],
    help: found.help,
  });
}

interface BadName {
  readonly what: string;
  readonly written: string;
  readonly help: string;
}

const LABEL_HELP = 'use at most 63 lower-case letters, digits and `-`, beginning and ending with a letter or digit';
const SUBDOMAIN_HELP =
  'use at most 253 lower-case letters, digits, `-` and `.`, beginning and ending with a letter or digit';

function badName(manifest: Manifest): BadName | undefined {
  const { kind, metadata } = manifest;
  const { name, namespace } = metadata;
  const { bad, nameRule } = traitsOf(manifest);
  if (bad) return bad;
  if (namespace !== undefined && !LABEL.test(namespace)) {
    return { what: 'the namespace', written: namespace, help: LABEL_HELP };
  }
  if (isNamespace(manifest) && !LABEL.test(name)) return { what: 'the namespace', written: name, help: LABEL_HELP };
  if (!nameRule.test(name)) return { what: `the ${kind} name`, written: name, help: SUBDOMAIN_HELP };
  return undefined;
}

function badKind(apiVersion: string, kind: string): BadName | undefined {
  if (!KIND.test(kind)) return { what: 'the kind', written: kind, help: 'a kind is a word such as `ConfigMap`' };
  if (!isApiVersion(apiVersion)) return { what: 'the API version', written: apiVersion, help: 'write it as `apps/v1`' };
  return undefined;
}

function isApiVersion(apiVersion: string): boolean {
  const [first = '', second, ...more] = apiVersion.split('/');
  if (more.length > 0) return false;
  return second === undefined ? VERSION.test(first) : SUBDOMAIN.test(first) && VERSION.test(second);
}

/** The name as written, but on one line, printable, and not over-long. */
function quoted(written: string): string {
  const shown = JSON.stringify(String(written)).slice(1, -1);
  return `\`${shown.length > 100 ? `${shown.slice(0, 100)}…` : shown}\``;
}
