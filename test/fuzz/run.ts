// Pairs of policy and request, asked of Envoy and of the oracle.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { decide, Verdict } from '../../src/access/decide.ts';
import { destinationsOf } from '../../src/access/meaning.ts';
import { targetOf } from '../../src/access/target.ts';
import type { Lookup } from '../../src/model/lookup.ts';
import { type Authority, authorityIn } from './certificates.ts';
import { type Ask, ask } from './client.ts';
import { type Door, doorsOf } from './door.ts';
import { startEnvoy } from './envoy.ts';

export type Oracle = (...args: Parameters<typeof decide>) => Pick<Verdict, 'allowed' | 'because'>;

export interface Disagreement {
  readonly door: Door;
  readonly request: Ask['request'];
  /** What Envoy answered. */
  readonly status: number;
  /** What the oracle says. */
  readonly allowed: boolean;
}

export interface Judge {
  /** What Envoy answers to each. */
  readonly statuses: (doors: readonly Door[], asks: readonly Ask[]) => Promise<readonly number[]>;
  readonly close: () => void;
}

export function openJudge(program: string): Judge {
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-fuzz-'));
  const authority: Authority = authorityIn(join(folder, 'certificates'));
  return {
    statuses: async (doors, asks) => {
      const envoy = await startEnvoy(program, folder, doors, authority);
      try {
        return await ask(asks, envoy, authority);
      } finally {
        await envoy.close();
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Those of the pairs where the oracle says otherwise. */
export function disagreements(
  doors: readonly Door[],
  asks: readonly Ask[],
  statuses: readonly number[],
  oracle: Oracle,
): readonly Disagreement[] {
  return asks.flatMap((one, i) => compared(doors[one.door]!, one, statuses[i]!, oracle));
}

function compared(door: Door, { request }: Ask, status: number, oracle: Oracle): readonly Disagreement[] {
  if (![200, 401, 403].includes(status)) throw new Error(`${status} for ${JSON.stringify(request)}`);
  const { allowed, because } = oracle(request, targetOf(door.destination.key), door.model);
  // Whom a token is for is answered as a denial is.
  const agreed = allowed === (status === 200) && (status !== 401 || because === 'token');
  return agreed ? [] : [{ door, request, status, allowed }];
}

/** The doors of some models. */
export function doorsOfAll(models: readonly Lookup[]): readonly Door[] {
  return models.flatMap((model) => doorsOf(model, destinationsOf(model)));
}
