// Pairs of policy and request, asked of Envoy and of the oracle.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { decide, Target } from '../../src/access/decide.ts';
import { destinationsOf } from '../../src/access/meaning.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { type Authority, authorityIn } from './certificates.ts';
import { type Ask, ask } from './client.ts';
import { type Door, doorsOf } from './door.ts';
import { startEnvoy } from './envoy.ts';

export type Oracle = (...args: Parameters<typeof decide>) => { readonly allowed: boolean };

export interface Disagreement {
  readonly door: Door;
  readonly request: Ask['request'];
  /** What Envoy answered. */
  readonly status: number;
  /** What the oracle says. */
  readonly allowed: boolean;
}

export interface Judge {
  /** Those of the pairs where Envoy says otherwise. */
  readonly disagreements: (
    doors: readonly Door[],
    asks: readonly Ask[],
    oracle: Oracle,
  ) => Promise<readonly Disagreement[]>;
  readonly close: () => void;
}

export function openJudge(program: string): Judge {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-fuzz-'));
  const authority: Authority = authorityIn(join(folder, 'certificates'));
  return {
    disagreements: async (doors, asks, oracle) => {
      const envoy = await startEnvoy(program, folder, doors, authority);
      try {
        const statuses = await ask(asks, envoy, authority);
        return asks.flatMap((one, i) => compared(doors[one.door]!, one, statuses[i]!, oracle));
      } finally {
        await envoy.close();
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function compared(door: Door, { request }: Ask, status: number, oracle: Oracle): readonly Disagreement[] {
  if (![200, 401, 403].includes(status)) throw new Error(`${status} for ${JSON.stringify(request)}`);
  const { allowed } = oracle(request, targetOf(door.destination.key), door.model);
  return allowed === (status === 200) ? [] : [{ door, request, status, allowed }];
}

export function targetOf(key: string): Target {
  const [kind, name] = key.split(' ') as ['service' | 'gateway', `${string}/${string}`];
  return kind === 'service' ? { kind, service: name } : { kind, gateway: name };
}

/** The doors of some models. */
export function doorsOfAll(models: readonly Lookup[]): readonly Door[] {
  return models.flatMap((model) => doorsOf(model, destinationsOf(model)));
}
