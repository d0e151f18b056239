import { uniqueBy } from '../../base/order.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { PartReader, ReadSide } from '../backend.ts';
import type { Reading } from '../reading.ts';
import { configurationOf } from './configuration.ts';
import { configurationIn } from './given.ts';
import type { IstioConfiguration } from './read/index.ts';

/** What Istio is configured with, and no manifest says. */
const SETTINGS = ['trustDomain', 'trustDomainAliases', 'rootNamespace', 'clusterDomain'] as const;

type ReadWith = (manifests: readonly Manifest[], configuration: IstioConfiguration) => Reading;

/** Reads parts of what several sides hold, on what the last of them takes for given, with the pods of others of them all. */
export function partReader(sides: readonly ReadSide[], readWith: ReadWith): PartReader {
  const known = sides.flatMap(({ mesh }) => mesh ?? []);
  const all = sides.map(({ manifests, mesh }) =>
    mesh ? configurationOf(mesh) : configurationIn(manifests, known.at(-1)),
  );
  const last = all.at(-1)!;
  const proxies = uniqueBy(
    all.toReversed().flatMap(({ pods }) => pods),
    ({ namespace, labels }) => JSON.stringify([namespace, Object.entries(labels).sort()]),
  );
  const configuration = { ...last, injected: new Map(all.flatMap(({ injected }) => [...injected])), pods: proxies };
  return {
    rootNamespace: last.rootNamespace,
    clusterDomain: last.clusterDomain,
    differing: SETTINGS.filter((name) => all.some((one) => JSON.stringify(one[name]) !== JSON.stringify(last[name]))),
    proxies,
    read: (manifests) => readWith(manifests, configuration),
  };
}
