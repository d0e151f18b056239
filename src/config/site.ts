import { callSite, type RawSite } from '../dsl/span.ts';

const sites = new WeakMap<object, RawSite>();

/** Keeps where a configuration was made, so that what is wrong with it can be shown there. */
export function rememberSite(config: object): void {
  sites.set(config, callSite());
}

export function siteOf(config: unknown): RawSite | undefined {
  return typeof config === 'object' && config !== null ? sites.get(config) : undefined;
}
