// Requests that the symbolic sets choose: what becomes of access when one rule, or one condition of a rule, is not there, or is for all.
import { type Actor, probes } from '../../../src/analysis/probes.ts';
import type { Door } from '../../fuzz/door.ts';
import type { Chosen } from './choose.ts';

export function marginals(
  door: Door,
  actors: readonly Actor[],
  hosts: readonly string[],
): readonly (Chosen & { readonly why: string })[] {
  return probes(door, actors, hosts).map(({ request, why }) => ({ door, request, why }));
}
