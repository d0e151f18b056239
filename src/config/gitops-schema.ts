import * as z from 'zod/mini';
import { ARGO_CD_GENERATORS, FLUX_PROVIDERS } from './gitops.ts';
import { staysInside, text } from './values.ts';

const FROM_FUNCTION = 'must come from `argoCd`, `flux` or `plain` of `meshwright/config`';

const yesOrNo = z.boolean('must be true or false');

const folder = z
  .string('must be a string')
  .check(z.refine(staysInside, 'must be a folder of the repository: relative, without `..`'));

/** RFC 1123, short enough to have the names of a target and a layer after it. */
const name = z
  .string('must be a string')
  .check(
    z.regex(
      /^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$/,
      'must be at most 42 lower-case letters, digits and `-`, and start and end with a letter or digit',
    ),
  );

const namespace = z
  .string('must be a string')
  .check(z.regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be the name of a namespace'));

/** What a URL or a revision goes into is a field of its own: only what would not be one line is refused. */
const line = text.check(z.regex(/^[^\s\p{C}]+$/u, 'must have no spaces and no control characters'));

/** Argo CD reads patterns where an AppProject names repositories and clusters. */
const exact = line.check(
  z.regex(/^[^*?![\]{}]+$/, 'must be no pattern: it goes into an AppProject, where it would admit more'),
);

const repository = exact.check(
  z.regex(
    /^(?:https:\/\/|ssh:\/\/|git@|oci:\/\/).+/,
    'must begin with `https://`, `ssh://`, `git@` or `oci://`: others would let a network change what is deployed',
  ),
  z.refine((url) => !/^https:\/\/[^/]*@/.test(url), 'must not hold a password or a token: it is written to a file'),
);

const A_DESTINATION = "must be `{ name: '…' }` or `{ server: 'https://…' }`";
const destination = z.record(z.string(), exact, A_DESTINATION).check(
  z.refine(({ name, server, ...rest }) => {
    const one = (name === undefined) !== (server === undefined) && Object.keys(rest).length === 0;
    return one && (server === undefined || server.startsWith('https://'));
  }, A_DESTINATION),
);

const argoCd = z.strictObject({
  sync: z.literal('argo-cd'),
  repoURL: repository,
  targetRevision: z._default(line, 'HEAD'),
  path: z._default(folder, ''),
  name: z._default(name, 'meshwright'),
  project: z.optional(namespace),
  namespace: z._default(namespace, 'argocd'),
  destination: z.optional(destination),
  applicationSet: z.optional(
    z.enum(ARGO_CD_GENERATORS, `must be one of ${ARGO_CD_GENERATORS.map((one) => `\`${one}\``).join(', ')}`),
  ),
  automated: z._default(yesOrNo, true),
  prune: z._default(yesOrNo, true),
  selfHeal: z._default(yesOrNo, true),
  pruneLast: z._default(yesOrNo, false),
  applyOutOfSyncOnly: z._default(yesOrNo, true),
});

const duration = z
  .string('must be a string')
  .check(z.regex(/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/, 'must be a duration such as `90s`, `10m` or `1h30m`'));

const source = line.check(
  z.regex(
    /^(?:https|ssh|oci):\/\/.+/,
    'must begin with `https://`, `ssh://` or `oci://`: others would let a network change what is deployed',
  ),
  z.refine(
    (url) => !/^https:\/\/[^/]*@/.test(url),
    'must not hold a password or a token: name a Secret as `secretRef`',
  ),
);

const GIT_REFS = ['branch', 'tag', 'semver', 'commit'];
const OCI_REFS = ['tag', 'semver', 'digest'];

const flux = z
  .strictObject({
    sync: z.literal('flux'),
    url: source,
    ref: z.optional(z.record(z.string(), line, 'must be an object')),
    path: z._default(folder, ''),
    name: z._default(name, 'meshwright'),
    namespace: z._default(namespace, 'flux-system'),
    interval: z._default(duration, '10m'),
    retryInterval: z._default(duration, '1m'),
    timeout: z._default(duration, '5m'),
    prune: z._default(yesOrNo, true),
    wait: z._default(yesOrNo, true),
    secretRef: z.optional(namespace),
    provider: z._default(
      z.enum(FLUX_PROVIDERS, `must be one of ${FLUX_PROVIDERS.map((one) => `\`${one}\``).join(', ')}`),
      'generic',
    ),
    serviceAccountName: z.optional(namespace),
    kubeConfig: z.optional(namespace),
  })
  .check(
    z.refine(({ url, ref }) => isRef(ref, url.startsWith('oci://') ? OCI_REFS : GIT_REFS), {
      path: ['ref'],
      error: `must say one of ${list(GIT_REFS)} for a Git repository, of ${list(OCI_REFS)} for an OCI artifact`,
    }),
    z.refine(({ url, provider }) => (url.startsWith('oci://') ? provider !== 'github' : provider !== 'gcp'), {
      path: ['provider'],
      error: 'must be one that Flux has for this kind of source: `github` is for Git, `gcp` for OCI',
    }),
  );

const plain = z.strictObject({
  sync: z.literal('plain'),
  name: z._default(name, 'meshwright'),
});

export const gitops = z.discriminatedUnion('sync', [argoCd, flux, plain], FROM_FUNCTION);

/** For one target: what it is synced by, or `none` where the project's is not for it. */
export const targetGitops = z.pipe(
  z.transform((value) => (value === 'none' ? { sync: 'none' } : value)),
  z.discriminatedUnion('sync', [argoCd, flux, plain, z.strictObject({ sync: z.literal('none') })], {
    error: `${FROM_FUNCTION}, or be 'none'`,
  }),
);

/** What can be said to the function that made a value, for suggestions. */
export function gitopsKeys(value: unknown): readonly string[] {
  const sync = typeof value === 'object' && value !== null ? (value as { sync?: unknown }).sync : undefined;
  const shape = [argoCd, flux, plain].find((one) => one.shape.sync.def.values[0] === sync)?.shape ?? {};
  return Object.keys(shape).filter((key) => key !== 'sync');
}

function isRef(ref: Readonly<Record<string, string>> | undefined, known: readonly string[]): boolean {
  if (ref === undefined) return true;
  const keys = Object.keys(ref);
  return keys.length === 1 && known.includes(keys[0]!);
}

function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
