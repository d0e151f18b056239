import type { Destination } from '../../access/destination.ts';
import { portsOf, signature } from '../../analysis/rollout/between.ts';
import type { Breach, Concern, View } from '../../analysis/rollout/concern.ts';
import type { DestinationRuleSpec } from '../../manifest/kinds/istio-networking.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { MtlsMode } from '../../model/mesh.ts';
import type { Ends } from './admission.ts';
import { specOf } from './objects.ts';
import { type Read, seen, variantsOf } from './reading.ts';
import type { Place } from './workload.ts';

/** How a proxy calls: as it is told, or, told nothing, by what it knows of the proxy that it calls. */
type Spoken = 'mutual' | 'plaintext' | 'tls';

/**
 * Callers and the proxies that they call get what is new at moments of their own, so each as it may be is held against each
 * other as it may be. Where both ends agree on how to speak, so has every moment in between.
 */
export function transports(places: readonly Place[], ends: Ends, read: Read): readonly Concern<Manifest>[] {
  return places
    .filter(({ service }) => service !== undefined)
    .flatMap((place) => [agreement(place), ...identity(place)]);

  function agreement(place: Place): Concern<Manifest> {
    const called = (view: View<Manifest>) => variantsOf(place.key, read(place.transport, view));
    const ask = (client: View<Manifest>, server: View<Manifest>) =>
      disagreements(told(place, client), called(client), called(server));
    const never = new Set([...ask(ends.base, ends.base), ...ask(ends.head, ends.head)]);
    return {
      about: place.key,
      objects: place.transport,
      pairs: true,
      judge: (client, server) => {
        const wrong = ask(client, server).find((one) => !never.has(one));
        return wrong === undefined ? undefined : breach(wrong);
      },
    };
  }

  /** Whose calls gain or lose their identity have to be met by the rules of the same end. */
  function identity(place: Place): readonly Concern<Manifest>[] {
    const called = (view: View<Manifest>) => variantsOf(place.key, read(place.admission, view));
    const spoken = (view: View<Manifest>) => spokenAt(told(place, view), called(view));
    const rules = (view: View<Manifest>) => policiesOf(called(view));
    const [before, after] = [spoken(ends.base), spoken(ends.head)];
    const [old, fresh] = [rules(ends.base), rules(ends.head)];
    if (before === after || before === '' || after === '' || old === fresh) return [];
    return [
      {
        about: place.key,
        objects: place.admission,
        pairs: true,
        judge: (client, server) =>
          rules(server) === (spoken(client) === before ? old : fresh)
            ? undefined
            : breach('callers have an identity at one end only, and the rules about it change too'),
      },
    ];
  }
}

function breach(what: string): Breach {
  return { kind: 'transport', what };
}

function told({ rules }: Place, view: View<Manifest>): readonly Spoken[] {
  return [...new Set(seen(rules, view).flatMap(modesOf))];
}

const SPOKEN: Readonly<Record<string, Spoken>> = {
  DISABLE: 'plaintext',
  ISTIO_MUTUAL: 'mutual',
  SIMPLE: 'tls',
  MUTUAL: 'tls',
};

/** Wherever a rule says it: for the host, a port, or a subset. */
function modesOf(rule: Manifest): readonly Spoken[] {
  const { trafficPolicy, subsets = [] } = specOf<DestinationRuleSpec>(rule);
  return [trafficPolicy, ...subsets.map((subset) => subset.trafficPolicy)].flatMap((policy) => {
    const all = [policy?.tls, ...(policy?.portLevelSettings ?? []).map(({ tls }) => tls)];
    return all.flatMap((tls) => (tls ? [SPOKEN[tls.mode ?? 'DISABLE'] ?? 'plaintext'] : []));
  });
}

/** What a caller and the called do not agree about, port by port. */
function disagreements(
  said: readonly Spoken[],
  known: readonly Destination[],
  called: readonly Destination[],
): readonly string[] {
  return portsOf(called).flatMap((port) => {
    const spoken = said.length > 0 ? said : known.flatMap((one) => automatic(one, port));
    const accepted = called.flatMap((one) => modesAt(one, port));
    return [...new Set(spoken)].flatMap((way) =>
      [...new Set(accepted)]
        .filter((mode) => !agrees(way, mode))
        .map((mode) => `port ${port}: ${WAYS[way]} to a proxy that takes ${MODES[mode]}`),
    );
  });
}

const WAYS: Readonly<Record<Spoken, string>> = {
  mutual: 'callers speak mutual TLS',
  plaintext: 'callers speak plaintext',
  tls: 'callers speak TLS of their own',
};

type Accepted = MtlsMode | 'none';
const MODES: Readonly<Record<Accepted, string>> = {
  strict: 'nothing but mutual TLS',
  permissive: 'both',
  disabled: 'nothing but plaintext',
  none: 'nothing but plaintext, as there is none',
};

function modesAt({ proxy, ports }: Destination, port: number): readonly Accepted[] {
  return ports.filter((one) => one.port === port).map(({ mtls }) => (proxy === 'none' ? 'none' : mtls));
}

/** Told nothing, a caller's proxy speaks mutual TLS where it knows of a proxy that takes it. */
function automatic(destination: Destination, port: number): readonly Spoken[] {
  return modesAt(destination, port).map((mode) => (mode === 'disabled' || mode === 'none' ? 'plaintext' : 'mutual'));
}

function agrees(way: Spoken, mode: Accepted): boolean {
  if (mode === 'permissive') return true;
  return mode === 'strict' ? way === 'mutual' : way !== 'mutual';
}

function spokenAt(said: readonly Spoken[], known: readonly Destination[]): string {
  const all = said.length > 0 ? said : portsOf(known).flatMap((port) => known.flatMap((one) => automatic(one, port)));
  return [...new Set(all)].sort().join();
}

function policiesOf(destinations: readonly Destination[]): string {
  return JSON.stringify(
    destinations.map((one) => portsOf([one]).map((port) => signature({ ...one, proxy: 'sidecar', ports: [] }, port))),
  );
}
