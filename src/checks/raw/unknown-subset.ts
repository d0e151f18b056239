import { didYouMean } from '../../base/suggest.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Check } from '../check.ts';
import { derived } from '../derived.ts';
import { fullHost, hostsOfServices, unknownService } from '../known-hosts.ts';
import { list } from '../words.ts';
import { rawRoutes } from './routed.ts';
import { each, field, nameOf, namespaceOf, networking, type Part, root, spanOf, text } from './view.ts';

/** A subset that a raw VirtualService routes to is a version of the service, or in a raw DestinationRule for the host. */
export const unknownSubset: Check = {
  codes: ['MW4101'],
  misses: true,
  *run(mesh) {
    for (const { raw, destinations, mirrors } of rawRoutes(mesh)) {
      for (const destination of [...destinations, ...mirrors]) {
        const host = text(field(destination, 'host'));
        const subset = field(destination, 'subset');
        if (host === undefined || text(subset) === undefined) continue;
        yield* unknown(mesh, namespaceOf(raw), host, subset);
      }
    }
  },
};

function* unknown(mesh: Lookup, namespace: string, host: string, subset: Part) {
  const name = text(subset) ?? '';
  const full = fullHost(mesh, host, namespace) ?? host;
  const versions =
    hostsOfServices(mesh)
      .get(full)
      ?.versions.map((version) => version.name) ?? [];
  const known = [...versions, ...(subsetsByHost(mesh).get(full) ?? [])];
  // A host that is unknown is reported as that.
  if (known.includes(name) || unknownService(mesh, host, namespace)) return;
  yield error(
    'MW4101',
    `\`${nameOf(subset.raw)}\` routes to subset \`${name}\` of \`${host}\`, which no DestinationRule has`,
    {
      span: spanOf(subset),
      ...(known.length > 0 && { label: `subsets are ${list(known)}` }),
      note: 'requests for it are answered 503',
      help: didYouMean(name, known) ?? 'declare the version, or add the subset to a DestinationRule for the host',
    },
  );
}

const subsetsByHost = derived((mesh) => {
  const subsets = new Map<string, string[]>();
  for (const raw of networking(mesh, 'DestinationRule')) {
    const host = text(field(root(raw), 'spec', 'host')) ?? '';
    const names = each(root(raw), 'spec', 'subsets').map((subset) => text(field(subset, 'name')) ?? '');
    const full = fullHost(mesh, host, namespaceOf(raw)) ?? host;
    subsets.set(full, [...(subsets.get(full) ?? []), ...names]);
  }
  return subsets;
});
