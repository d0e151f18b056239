import type { ServiceKey } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import { rulesToBlame } from './access/causes.ts';
import { exampleOf, type Home } from './access/example.ts';
import { postureCauses } from './access/posture.ts';
import { reasonsOf } from './access/reasons.ts';
import type { Told } from './access/told.ts';
import type { AccessRow, Cause, RiskReason, RowCaller, RowDestination } from './change.ts';
import { routeCauses } from './outside/causes.ts';
import { callersSaid, OUTSIDE } from './words/callers.ts';
import { conditionTexts } from './words/conditions.ts';
import type { Names } from './words/names.ts';
import { requestTexts } from './words/requests.ts';

/** What changes at one port of one destination in one target, in words: rows are made of these. */
export interface Finding {
  readonly target: string;
  readonly effect: AccessRow['effect'];
  readonly callers: readonly RowCaller[];
  readonly requests: readonly string[];
  readonly conditions: readonly string[];
  readonly destination: RowDestination;
  readonly example: () => AccessRow['example'];
  readonly causes: readonly Cause[];
  readonly reasons: ReadonlySet<RiskReason>;
}

export function findingOf(told: Told, names: Names): Finding {
  const { effect, region, at } = told;
  const { pair, destination } = at;
  const example = () => exampleOf(region, homeOf(told));
  const words = wordsOf(told, names, example);
  const model = pair.head?.model ?? pair.base?.model;
  const guardrails = pair.head?.model?.mesh.guardrails ?? [];
  const reasons = reasonsOf(region, { key: destination.key, callers: words.callers, model, guardrails });
  return {
    target: pair.target,
    effect,
    ...words,
    destination,
    example,
    causes: causesOf(told),
    reasons: told.reachable ? new Set([...reasons, 'outside']) : reasons,
  };
}

function causesOf(told: Told): readonly Cause[] {
  const { effect, region, at } = told;
  if (told.through) return routeCauses(told);
  const rules = rulesToBlame(effect, region, { ...at, port: at.destination.port });
  return rules.length > 0 ? rules : postureCauses(at.destination.key, at.pair);
}

type Words = Pick<Finding, 'callers' | 'requests' | 'conditions'>;

function wordsOf({ region, at, through }: Told, names: Names, example: () => AccessRow['example']): Words {
  const fromOutside = through !== undefined || at.destination.key.startsWith('gateway ');
  if (!region.exact)
    return { callers: [fromOutside ? OUTSIDE : OTHERS], requests: [example().text], conditions: [INTRICATE] };
  const { callers, conditions } = fromOutside ? { callers: [OUTSIDE], conditions: [] } : callersSaid(region, names);
  const way = through ? [`through ${names.of(through.gateway)}${through.rewritten ? ', which rewrites it' : ''}`] : [];
  return {
    callers,
    requests: requestTexts(region),
    conditions: [...conditions, ...conditionTexts(region.conditions), ...way],
  };
}

const OTHERS: RowCaller = { kind: 'other', name: 'various callers', key: 'other various' };
/** Of what cannot be told in few words. */
const INTRICATE = 'one example of many: too intricate to be told';

function homeOf({ at: { pair, destination }, through }: Told): Home {
  const models = [pair.head?.model, pair.base?.model].filter((one) => one !== undefined);
  const key = through?.gateway ?? destination.key;
  const name = key.slice(key.indexOf(' ') + 1) as ServiceKey;
  if (key.startsWith('gateway ')) return gatewayHome(name, models);
  const service = models.map((model) => model.services.get(name)).find((one) => one !== undefined);
  return { hosts: service ? [service.hostname] : [] };
}

function gatewayHome(name: ServiceKey, models: readonly Lookup[]): Home {
  const gateway = models.map((model) => model.gateways.get(name)).find((one) => one !== undefined);
  const listener = gateway?.listeners.find(({ redirect }) => !redirect) ?? gateway?.listeners[0];
  if (!listener) return { hosts: [] };
  const host = listener.hosts[0].replace(/^\*\./, 'www.');
  const port = listener.targetPort ?? listener.port;
  return { hosts: host === '*' ? [] : [host], scheme: listener.tls ? 'https' : 'http', port };
}
