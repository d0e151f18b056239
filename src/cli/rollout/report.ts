import type { Rollout } from '../../compile.ts';

/** What `meshwright rollout` found: every view of it is a function of this. */
export interface RolloutReport {
  readonly base: string;
  readonly head: string;
  readonly targets: readonly TargetRollout[];
  /** What a reader has to know first. */
  readonly notes: readonly string[];
  /** Where the steps were written; absent where they were not. */
  readonly written?: string;
}

export interface TargetRollout {
  readonly target: string;
  readonly rollout: Rollout;
}

export function isPossible({ targets }: RolloutReport): boolean {
  return targets.every(({ rollout }) => rollout.obstacle === undefined);
}
