import * as z from 'zod/mini';
import { DEFAULTS, ISTIO_VERSIONS } from './config.ts';
import { envoyKeys, envoyOptions, envoySectionKeys } from './envoy-schema.ts';
import { gitops, gitopsKeys, targetGitops } from './gitops-schema.ts';
import { path, text } from './values.ts';

/** The longest that anyone may let policies run: an hour. */
const LONGEST_DEADLINE = 3600;

const AN_OBJECT = 'must be an object';
const FROM_FUNCTION = 'must come from a function of `meshwright/config`, such as `istio`';

const istio = z.strictObject(
  { version: z.enum(ISTIO_VERSIONS, `must be a version that meshwright knows: ${ISTIO_VERSIONS.join(', ')}`) },
  AN_OBJECT,
);

const backend = z.discriminatedUnion(
  'backend',
  [
    z.strictObject({ backend: z.literal('istio'), options: istio }, FROM_FUNCTION),
    z.strictObject({ backend: z.literal('envoy'), options: envoyOptions }, FROM_FUNCTION),
  ],
  FROM_FUNCTION,
);

const target = z.strictObject(
  {
    environment: text,
    cluster: text,
    values: z._default(z.record(z.string(), z.json(), AN_OBJECT), {}),
    backends: z.array(backend, 'must be a list').check(
      z.minLength(1, 'must name at least one backend'),
      z.refine((list) => new Set(list.map((one) => one.backend)).size === list.length, 'must not name a backend twice'),
    ),
    gitops: z.optional(targetGitops),
  },
  AN_OBJECT,
);

/** RFC 1123: a target's name is a folder of the output and goes into names of what syncs it. */
const label = z.string().check(
  z.regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be at most 63 lower-case letters, digits and `-`, and start and end with a letter or digit',
  ),
  z.refine((name) => name !== 'gitops', 'is a folder of its own in the output'),
);

const config = z.strictObject(
  {
    policies: z._default(path, DEFAULTS.policies),
    out: z._default(path.check(z.refine((out) => normalized(out) !== '', 'must be a folder of its own')), DEFAULTS.out),
    deadline: z._default(
      z
        .number('must be a number of seconds')
        .check(
          z.positive('must be more than zero'),
          z.maximum(LONGEST_DEADLINE, `must be at most ${LONGEST_DEADLINE}`),
        ),
      DEFAULTS.deadline,
    ),
    gitops: z.optional(gitops),
    provenance: z.optional(z.boolean('must be true or false')),
    targets: z
      .record(label, target, AN_OBJECT)
      .check(z.refine((targets) => Object.keys(targets).length > 0, 'must name at least one target')),
  },
  AN_OBJECT,
);

export const configSchema = config.check(
  z.refine((it) => !within(it.policies, it.out), { path: ['out'], error: 'must not hold the policies' }),
);

/** What can be said at a place of the configuration, for suggestions; `value` is what was said there. */
export function keysAt(path: readonly PropertyKey[], value: unknown): readonly string[] {
  if (path.at(-1) === 'gitops') return gitopsKeys(value);
  if (path[2] === 'backends' && path.length >= 5 && !isIstio(value, path)) {
    return path.length === 5 ? envoyKeys : envoySectionKeys(String(path[5]));
  }
  return KEYS[path.length] ?? [];
}

const KEYS: Readonly<Record<number, readonly string[]>> = {
  0: Object.keys(config.shape),
  2: Object.keys(target.shape),
  4: ['backend', 'options'],
  5: Object.keys(istio.shape),
};

/** Options of Istio are the version alone. */
function isIstio(value: unknown, path: readonly PropertyKey[]): boolean {
  const version = (value as { version?: unknown } | undefined)?.version;
  return path.length === 5 && typeof version === 'string' && ISTIO_VERSIONS.some((one) => one === version);
}

/** `./out//` and `out` are one folder. */
function normalized(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function within(path: string, folder: string): boolean {
  return `${normalized(path)}/`.startsWith(`${normalized(folder)}/`);
}
