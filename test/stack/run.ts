// Pairs of model and request, asked of the whole stack and of the oracle.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Verdict } from '../../src/access/decide.ts';
import type { DestinationPort } from '../../src/access/destination.ts';
import { destinationsOf } from '../../src/access/meaning.ts';
import type { Request } from '../../src/access/request.ts';
import { targetOf } from '../../src/access/target.ts';
import { envoy } from '../../src/backends/envoy/index.ts';
import { runChecks } from '../../src/checks/index.ts';
import { isError } from '../../src/diag/diagnostic.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { authorityIn } from '../fuzz/certificates.ts';
import { atomsOf, requestsTo } from '../fuzz/requests.ts';
import type { Oracle } from '../fuzz/run.ts';
import { type Ask, askAll } from './ask.ts';
import { openStack, placement, type Setup } from './stack.ts';
import { openUpstreams } from './upstreams.ts';

export interface Disagreement extends Ask {
  readonly status: number;
  readonly said: Pick<Verdict, 'allowed' | 'because'>;
}

export interface Judge {
  /** Those of the pairs where the stack does otherwise than the oracle says. */
  readonly disagreements: (asks: readonly Ask[], oracle: Oracle) => Promise<readonly Disagreement[]>;
  /** What the stack answers to each. */
  readonly statuses: (asks: readonly Ask[]) => Promise<readonly number[]>;
  /** Whether a mesh is one that this backend compiles. */
  readonly compiles: (model: Lookup) => boolean;
  readonly close: () => Promise<void>;
}

export async function openJudge(program: string): Promise<Judge> {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-stack-'));
  const upstreams = await openUpstreams(['opa']);
  const setup: Setup = { program, folder, authority: authorityIn(join(folder, 'certificates')), upstreams };
  const statuses = async (asks: readonly Ask[]) => {
    const stack = await openStack([...new Set(asks.map(({ door }) => door.model))], setup);
    try {
      return await askAll(asks, stack, setup.authority);
    } finally {
      await stack.close();
    }
  };
  return {
    statuses,
    disagreements: async (asks, oracle) => compared(asks, await statuses(asks), oracle),
    compiles: (model) => {
      const backend = envoy(() => placement(model, () => 0, setup));
      return ![...runChecks(model), ...backend.gaps(model)].some(isError);
    },
    close: async () => {
      await upstreams.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function compared(asks: readonly Ask[], statuses: readonly number[], oracle: Oracle): readonly Disagreement[] {
  return asks.flatMap((ask, i) => {
    const { door, request } = ask;
    const said = oracle(request, targetOf(door.destination.key), door.model);
    return agrees(said, statuses[i]!, ask) ? [] : [{ ...ask, status: statuses[i]!, said }];
  });
}

/**
 * What is admitted is answered by the application, or at a gateway by its routes or what they lead to. What no route takes is answered before an
 * authorizer would be asked about it.
 */
function agrees({ allowed, because }: Pick<Verdict, 'allowed' | 'because'>, status: number, { door }: Ask): boolean {
  const refused = door.port.http ? status === 403 || (status === 401 && because === 'token') : status === 0;
  if (door.destination.proxy !== 'gateway') return allowed ? status === 200 : refused;
  return allowed ? status !== 0 : refused || (because === 'external' && status === 404);
}

/** A listener has names in TLS; and what carries no requests knows no client but the peer. */
function seenAt({ serverNames = [], http }: DestinationPort, request: Request, i: number): Request {
  const name = serverNames[i % serverNames.length];
  return {
    ...request,
    ...(name !== undefined && { sni: name.replace(/^\*/, 'sub') }),
    ...(!http && { remoteIp: request.sourceIp }),
  };
}

/** Paths that are as they are once they are normalised: rules see others as something else. */
export const STILL = /^(?!.*(\/\.|\/\/))\/[A-Za-z0-9/._,;=~!$&'()*+:@-]*$/;

/** Requests to every port of every workload. */
export function asksOf(models: readonly Lookup[], seed: number, each: number): readonly Ask[] {
  return models.flatMap((model, i) =>
    destinationsOf(model).flatMap((destination) =>
      destination.ports.flatMap((port, at) => {
        const asked = requestsTo(port, atomsOf(destination));
        return fc
          .sample(asked, { seed: seed + i * 101 + at, numRuns: each })
          .filter(({ http }) => http === undefined || STILL.test(http.path))
          .map((request, i) => ({ door: { destination, port, model }, request: seenAt(port, request, i) }));
      }),
    ),
  );
}
