import { uniqueBy } from '../../base/order.ts';
import { serviceAccount } from '../../manifest/kinds/core.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import { printIdentity } from '../../model/ids.ts';
import type { Context } from './context.ts';

/** Services may share an account: it is made once. */
export function* serviceAccounts({ lookup }: Context): Generator<Emitted> {
  const owners = lookup.mesh.services.filter((service) => service.ownsServiceAccount);
  for (const { identity, span } of uniqueBy(owners, (service) => printIdentity(service.identity))) {
    yield {
      manifest: serviceAccount({ name: identity.serviceAccount, namespace: identity.namespace }),
      spans: [span],
    };
  }
}
