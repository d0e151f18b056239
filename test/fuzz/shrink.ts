// From a disagreement to a small one: a part less of the model's rules, or of the request, as long as it remains one.
import type { Json } from '../../src/base/json.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { lookup } from '../../src/model/lookup.ts';
import { compiles } from './models.ts';
import { type Disagreement, disagreements, doorsOfAll, type Judge, type Oracle } from './run.ts';

const ROUNDS = 40;
/** In one round: starting Envoy with many is what takes long. */
const CANDIDATES = 80;

export async function shrunk(found: Disagreement, judge: Judge, oracle: Oracle): Promise<Disagreement> {
  return smallest(found, async (smaller) => {
    const asks = smaller.map(({ request }, door) => ({ door, request }));
    const doors = smaller.map(({ door }) => door);
    return disagreements(doors, asks, await judge.statuses(doors, asks), oracle);
  });
}

/** The smallest that is still found; `still` says which of some are. */
export async function smallest<T extends Candidate>(
  found: T,
  still: (smaller: readonly Candidate[]) => Promise<readonly T[]>,
): Promise<T> {
  let best = found;
  for (let round = 0; round < ROUNDS; round++) {
    const [next] = await still(candidates(best));
    if (next === undefined) return best;
    best = next;
  }
  return best;
}

export type Candidate = Pick<Disagreement, 'door' | 'request'>;

function candidates({ door, request }: Candidate): readonly Candidate[] {
  const requests = smallerValues(
    request as unknown as Json,
    OPTIONAL_IN_REQUEST,
  ) as unknown as Disagreement['request'][];
  const rules = smallerValues(
    door.model.mesh.rules as unknown as Json,
    OPTIONAL_IN_RULES,
  ) as unknown as Lookup['mesh']['rules'][];
  const alone = door.model.mesh.rules.length > 3 ? door.model.mesh.rules.map((rule) => [rule]) : [];
  const models = [...alone, ...rules]
    .slice(0, CANDIDATES)
    .map((rules) => lookup({ ...door.model.mesh, rules }))
    .filter(compiles);
  const doors = models.flatMap((model) => {
    const same = doorsOfAll([model]).filter(
      ({ destination, port }) => destination.key === door.destination.key && port.port === door.port.port,
    );
    return same.map((door) => ({ door, request }));
  });
  return [...doors, ...requests.slice(0, CANDIDATES).map((request) => ({ door, request }))];
}

const OPTIONAL_IN_REQUEST: readonly string[] = ['jwt', 'subject', 'audiences', 'presenter', 'refusedBy'];
const OPTIONAL_IN_RULES: readonly string[] = [
  ...['methods', 'notMethods', 'paths', 'notPaths', 'hosts', 'notHosts', 'ports', 'notPorts'],
  ...['subject', 'audiences', 'presenter'],
];

/** Lists that may be empty. */
const LISTS: readonly string[] = ['', 'when', 'except', 'headers', 'claims'];

/** All values that have one part less. */
function smallerValues(value: Json, optional: readonly string[], key = ''): readonly Json[] {
  if (Array.isArray(value)) {
    const fewer = value.length > 1 || LISTS.includes(key) ? value.map((_, i) => value.toSpliced(i, 1)) : [];
    const inner = value.flatMap((one, i) =>
      smallerValues(one, optional, `${key}[]`).map((less) => value.with(i, less)),
    );
    return [...fewer, ...inner];
  }
  if (typeof value !== 'object' || value === null) return [];
  const given = Object.entries(value).filter(([name, one]) => one !== undefined && name !== 'span');
  return given.flatMap(([name, one]) => {
    const open = optional.includes(name) || ['headers', 'claims'].includes(key);
    const without = Object.fromEntries(given.filter(([other]) => other !== name));
    const inner = smallerValues(one as Json, optional, name).map((less) => ({ ...value, [name]: less }));
    return [...(open ? [without] : []), ...inner];
  });
}
