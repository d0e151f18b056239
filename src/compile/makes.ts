import type { Config } from '../config/config.ts';
import { backendsOf } from './judge.ts';

/** What a target becomes: manifests for a cluster, configs of stand-alone proxies, or both. */
export type Makes = 'manifests' | 'proxies' | 'both';

export function makesOf(config: Config, target: string): Makes {
  const proxies = backendsOf(config, target).map(({ configs }) => configs !== undefined);
  if (!proxies.includes(true)) return 'manifests';
  return proxies.includes(false) ? 'both' : 'proxies';
}
