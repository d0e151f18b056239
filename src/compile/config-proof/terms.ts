import { printEntries, type RouteEntry } from '../../access/routing/table.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { compareStrings } from '../../base/order.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Duration } from '../../model/mesh.ts';
import { isHttp, type Service } from '../../model/service.ts';

/** What routes of the mesh mean, in the terms of proxies: nothing is left to be filled in by who runs them. */
export interface Terms {
  /** `asked`: the port that a client asked for, where it is the service's own to say. */
  readonly routes: (entries: readonly RouteEntry[], asked: number | undefined) => string;
  readonly destinations: (to: Json, asked: number | undefined) => Json;
}

export function termsFor({ mesh }: Lookup): Terms {
  const byHost = new Map(mesh.services.map((service) => [service.hostname, service]));
  return { routes, destinations };

  function routes(entries: readonly RouteEntry[], asked: number | undefined): string {
    return printEntries(entries.map((entry) => ({ ...anyPath(entry), action: action(entry.action, asked) })));
  }

  function destinations(to: Json, asked: number | undefined): Json {
    return (to as readonly JsonObject[]).map(({ host, port, ...rest }) => {
      const service = byHost.get(host as string)!;
      return { ...rest, service: service.key, port: portOf(service, (port as number | undefined) ?? asked) };
    });
  }

  /** What is answered at once waits for nothing, and is not tried again. */
  function action(does: JsonObject, asked: number | undefined): JsonObject {
    const { to, mirrors, timeout, retries, fault, cors, ...rest } = does;
    const changed = { ...rest, fault: fault && faults(fault as Faults), cors: cors && origins(cors as JsonObject) };
    if (to === undefined) return changed;
    return {
      ...changed,
      to: destinations(to, asked),
      mirrors: mirrors && (destinations(mirrors, asked) as readonly JsonObject[]).map(rounded),
      timeout: timeout === undefined ? undefined : milliseconds(timeout as string),
      retries: retried(retries as JsonObject | undefined),
    };
  }
}

/** Every path begins with `/`. */
function anyPath({ path, ...rest }: RouteEntry): RouteEntry {
  return path === undefined || path.includes('/.*') ? rest : { path, ...rest };
}

/** The port that is named; through a gateway, which has ports of its own, the one that carries requests. */
function portOf({ ports }: Service, wanted: number | undefined): number {
  const found = ports.find(({ port }) => port === wanted) ?? ports.find(({ protocol }) => isHttp(protocol));
  return (found ?? ports[0]).port;
}

/** What is tried again where nothing is said: what the service has not begun to work on. */
const USUAL = ['cancelled', 'connect-failure', 'refused-stream', 'unavailable'];

function retried(retries: JsonObject | undefined): JsonObject {
  if (!retries) return { attempts: 2, on: USUAL };
  const { attempts, perTryTimeout } = retries;
  const on = retries['on'] as readonly string[];
  if (attempts === 0) return { attempts, on };
  return {
    attempts,
    perTryTimeout: perTryTimeout === undefined ? undefined : milliseconds(perTryTimeout as string),
    on: on.length === 0 ? USUAL : [...new Set(withoutStatuses(on))].sort(compareStrings),
  } as JsonObject;
}

/** That there are statuses is said by themselves. */
function withoutStatuses(on: readonly string[]): readonly string[] {
  return on.some((one) => /^\d+$/.test(one)) ? on.filter((one) => one !== 'retriable-status-codes') : on;
}

interface Faults extends JsonObject {
  readonly delay?: JsonObject & { readonly fixedDelay: Duration };
  readonly abort?: JsonObject;
}

function faults({ delay, abort }: Faults): JsonObject {
  return {
    delay: delay && { ...rounded(delay), fixedDelay: milliseconds(delay.fixedDelay) },
    abort: abort && rounded(abort),
  };
}

/** Envoy knows parts of a million. */
function rounded({ percentage, ...rest }: JsonObject): JsonObject {
  return { ...rest, percentage: Math.round((percentage as number) * 10_000) / 10_000 };
}

/** Browsers are told whole seconds. */
function origins({ maxAge, ...rest }: JsonObject): JsonObject {
  return { ...rest, maxAge: maxAge === undefined ? undefined : Math.floor(milliseconds(maxAge as string) / 1_000) };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

function milliseconds(duration: Duration): number {
  const parts = [...duration.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return Math.round(parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit!]!, 0));
}
