import type { Transformed } from './transform.ts';

/**
 * What an earlier run made of modules, by a digest of their text: what was transformed, and what the engine compiled that to. It saves
 * time, and nothing else.
 */
export interface TransformStore {
  readonly get: (key: string) => Transformed | undefined;
  readonly set: (key: string, made: Transformed) => void;
  /** What the engine made of the script, which knows its name. */
  readonly compiled: (key: string, name: string) => Buffer | undefined;
  /** `code` is asked for once the script ran: functions are compiled when they are first called. */
  readonly setCompiled: (key: string, name: string, code: () => Buffer) => void;
}

let inUse: TransformStore | undefined;

export function storeInUse(): TransformStore | undefined {
  return inUse;
}

/** From here on, for every module of this process. */
export function useStore(store: TransformStore): void {
  inUse = store;
}
