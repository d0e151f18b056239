import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Check } from '../check.ts';
import { unknownService } from '../known-hosts.ts';
import { rawRoutes } from './routed.ts';
import { field, nameOf, namespaceOf, networking, type Part, root, spanOf, text, texts } from './view.ts';

/** Hosts of the cluster that raw VirtualServices, DestinationRules and Sidecars name are hosts of services. */
export const rawUnknownHost: Check = {
  codes: ['MW4102'],
  *run(mesh) {
    for (const { destinations, mirrors } of rawRoutes(mesh)) {
      for (const destination of [...destinations, ...mirrors]) yield* unknown(mesh, field(destination, 'host'));
    }
    for (const raw of networking(mesh, 'DestinationRule')) yield* unknown(mesh, field(root(raw), 'spec', 'host'));
    for (const raw of networking(mesh, 'VirtualService')) {
      // The hosts of a gateway are those of the world outside.
      const inMesh = texts(root(raw), 'spec', 'gateways').every(({ value }) => value === 'mesh');
      for (const host of inMesh ? texts(root(raw), 'spec', 'hosts') : []) yield* unknown(mesh, host);
    }
  },
};

function* unknown(mesh: Lookup, part: Part): Generator<Diagnostic> {
  const host = text(part);
  const found = host === undefined ? undefined : unknownService(mesh, host, namespaceOf(part.raw));
  if (found === undefined) return;
  yield warning('MW4102', `\`${nameOf(part.raw)}\` names host \`${host}\`, and no service has it`, {
    span: spanOf(part),
    note: 'requests for it are answered 503, unless something outside these policies makes the service',
    help: found.help ?? 'declare the service, or add its Service or ServiceEntry with `raw`',
  });
}
