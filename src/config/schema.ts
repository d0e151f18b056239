import { z } from 'zod';
import { DEFAULTS, ISTIO_VERSIONS } from './config.ts';

/** The longest that anyone may let policies run: an hour. */
const LONGEST_DEADLINE = 3600;

const AN_OBJECT = 'must be an object';

const text = z.string('must be a string').min(1, 'must not be empty');

/** Inside the project: relative, and no `..` on any platform. */
const path = text.refine(staysInside, 'must be a path inside the project: relative, without `..`');

const istio = z.strictObject(
  { version: z.enum(ISTIO_VERSIONS, `must be a version that meshwright knows: ${ISTIO_VERSIONS.join(', ')}`) },
  AN_OBJECT,
);

const backend = z.strictObject(
  { backend: z.literal('istio', 'must come from a function of `meshwright/config`, such as `istio`'), options: istio },
  'must come from a function of `meshwright/config`, such as `istio`',
);

const target = z.strictObject(
  {
    environment: text,
    cluster: text,
    values: z.record(z.string(), z.json(), AN_OBJECT).default({}),
    backends: z
      .array(backend, 'must be a list')
      .min(1, 'must name at least one backend')
      .refine((list) => new Set(list.map((one) => one.backend)).size === list.length, 'must not name a backend twice'),
  },
  AN_OBJECT,
);

/** RFC 1123: a target's name is a folder of the output and goes into names of what syncs it. */
const label = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be at most 63 lower-case letters, digits and `-`, and start and end with a letter or digit',
  )
  .refine((name) => name !== 'gitops', 'is a folder of its own in the output');

const config = z.strictObject(
  {
    policies: path.default(DEFAULTS.policies),
    out: path.refine((out) => normalized(out) !== '', 'must be a folder of its own').default(DEFAULTS.out),
    deadline: z
      .number('must be a number of seconds')
      .positive('must be more than zero')
      .max(LONGEST_DEADLINE, `must be at most ${LONGEST_DEADLINE}`)
      .default(DEFAULTS.deadline),
    targets: z
      .record(label, target, AN_OBJECT)
      .refine((targets) => Object.keys(targets).length > 0, 'must name at least one target'),
  },
  AN_OBJECT,
);

export const configSchema = config.refine((it) => !within(it.policies, it.out), {
  path: ['out'],
  message: 'must not hold the policies',
});

/** What can be said at a place of the configuration, for suggestions. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return KEYS[path.length] ?? [];
}

const KEYS: Readonly<Record<number, readonly string[]>> = {
  0: Object.keys(config.shape),
  2: Object.keys(target.shape),
  4: Object.keys(backend.shape),
  5: Object.keys(istio.shape),
};

function staysInside(path: string): boolean {
  return !/^([/\\]|[a-z]:)|\\|\0/i.test(path) && !path.split('/').includes('..');
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
