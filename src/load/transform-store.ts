import type { TransformedText } from './transform.ts';

/** What an earlier run made of modules, by a digest of their text. It saves time, and nothing else. */
export interface TransformStore {
  readonly get: (key: string) => TransformedText | undefined;
  readonly set: (key: string, made: TransformedText) => void;
}

let inUse: TransformStore | undefined;

export function storeInUse(): TransformStore | undefined {
  return inUse;
}

/** From here on, for every module of this process. */
export function useStore(store: TransformStore): void {
  inUse = store;
}
