import { knownKinds, loadValidators } from '../manifest/validate.ts';

type Validators = Awaited<ReturnType<typeof loadValidators>>;

let loaded: Validators = new Map();

/** A construct's constructor cannot wait, so the validators of all kinds are at hand before the first chart. */
export async function prepare(): Promise<void> {
  loaded = await loadValidators(knownKinds());
}

export function validators(): Validators {
  return loaded;
}
