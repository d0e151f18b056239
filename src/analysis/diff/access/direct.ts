import type { Destination } from '../../../access/destination.ts';
import { createStore } from '../../../access/store.ts';
import { groupBy } from '../../../base/order.ts';
import type { ServiceKey } from '../../../model/ids.ts';
import type { RowCaller, RowDestination } from '../change.ts';
import type { Finding } from '../finding.ts';
import type { TargetPair } from '../side.ts';
import { callersSaid, OUTSIDE } from '../words/callers.ts';
import { conditionTexts } from '../words/conditions.ts';
import type { Names } from '../words/names.ts';
import { requestTexts } from '../words/requests.ts';
import { rulesToBlame } from './causes.ts';
import { type Differ, differ } from './difference.ts';
import { exampleOf, type Home } from './example.ts';
import { postureCauses } from './posture.ts';
import { reasonsOf } from './reasons.ts';
import type { Region } from './region.ts';

export interface Found {
  readonly findings: readonly Finding[];
  readonly undecided: readonly { readonly target: string; readonly destination: RowDestination }[];
}

/** What changes at each destination, for those who come to it directly. */
export function directChanges(
  pairs: readonly TargetPair[],
  names: Names,
  differences: Differ = differ(createStore()),
): Found {
  const findings: Finding[] = [];
  const undecided: { readonly target: string; readonly destination: RowDestination }[] = [];
  for (const pair of pairs) {
    for (const [key, base, head] of matched(pair)) {
      for (const found of differences(base, head)) {
        const destination = { key, name: names.of(key), port: found.port };
        if ('undecided' in found) {
          undecided.push({ target: pair.target, destination });
          continue;
        }
        const at: At = { pair, base, head, destination, names };
        findings.push(...found.allowed.map((region) => findingOf('allowed', region, at)));
        findings.push(...found.denied.map((region) => findingOf('denied', region, at)));
      }
    }
  }
  return { findings, undecided };
}

type Match = readonly [key: string, base: Destination | undefined, head: Destination | undefined];

/** The same workload on both sides. A service whose pods are not all treated alike is there several times. */
function matched({ base, head }: TargetPair): readonly Match[] {
  const before = groupBy(base?.destinations ?? [], ({ key }) => key);
  const after = groupBy(head?.destinations ?? [], ({ key }) => key);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [one = [], other = []] = [before.get(key), after.get(key)];
    const length = Math.max(one.length, other.length);
    return Array.from({ length }, (_, i): Match => [key, one[i] ?? one.at(-1), other[i] ?? other.at(-1)]);
  });
}

interface At {
  readonly pair: TargetPair;
  readonly base: Destination | undefined;
  readonly head: Destination | undefined;
  readonly destination: RowDestination;
  readonly names: Names;
}

function findingOf(effect: Finding['effect'], region: Region, at: At): Finding {
  const { pair, base, head, destination } = at;
  const { port, key } = destination;
  const example = exampleOf(region, homeOf(at));
  const said = wordsOf(region, at, example.text);
  const rules = rulesToBlame(effect, region.set, { base, head, port });
  const model = pair.head?.model ?? pair.base?.model;
  const guardrails = pair.head?.model?.mesh.guardrails ?? [];
  return {
    target: pair.target,
    effect,
    ...said,
    destination,
    example,
    causes: rules.length > 0 ? rules : postureCauses(key, pair),
    reasons: reasonsOf(region, { key, callers: said.callers, model, guardrails }),
  };
}

interface Words {
  readonly callers: readonly RowCaller[];
  readonly requests: readonly string[];
  readonly conditions: readonly string[];
}

function wordsOf(region: Region, { destination, names }: At, example: string): Words {
  const isGateway = destination.key.startsWith('gateway ');
  if (!region.exact) return { callers: [OTHERS], requests: [example], conditions: [INTRICATE] };
  const { callers, conditions } = isGateway ? { callers: [OUTSIDE], conditions: [] } : callersSaid(region, names);
  return {
    callers,
    requests: requestTexts(region.requests),
    conditions: [...conditions, ...conditionTexts(region.conditions)],
  };
}

const OTHERS: RowCaller = { kind: 'other', name: 'various callers', key: 'other various' };
/** Of what cannot be told in few words. */
const INTRICATE = 'one example of many: too intricate to be told';

function homeOf({ pair, destination: { key } }: At): Home {
  const models = [pair.head?.model, pair.base?.model].filter((one) => one !== undefined);
  const name = key.slice(key.indexOf(' ') + 1) as ServiceKey;
  const service = models.map((model) => model.services.get(name)).find((one) => one !== undefined);
  if (service) return { hosts: [service.hostname] };
  const gateway = models.map((model) => model.gateways.get(name)).find((one) => one !== undefined);
  const listener = gateway?.listeners[0];
  if (!listener) return { hosts: [] };
  const host = listener.hosts[0].replace(/^\*\./, 'www.');
  return { hosts: host === '*' ? [] : [host], scheme: listener.tls ? 'https' : 'http' };
}
