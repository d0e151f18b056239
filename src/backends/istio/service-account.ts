import { uniqueBy } from '../../base/order.ts';
import { serviceAccount } from '../../manifest/kinds/core.ts';
import type { Emitted } from '../../manifest/manifest.ts';
import { printIdentity } from '../../model/ids.ts';
import { isWhole, type Lookup, servicesAround } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';
import type { Context } from './context.ts';

/** Services may share an account: it is made once. */
export function serviceAccounts({ lookup }: Context): readonly Emitted[] {
  return owners(lookup).map(({ identity, span }) => ({
    manifest: serviceAccount({ name: identity.serviceAccount, namespace: identity.namespace }),
    spans: [span],
  }));
}

/** The first that has an account, be it asked about itself or not. */
function owners(lookup: Lookup): readonly Service[] {
  const first = uniqueBy(servicesAround(lookup).filter(isOwner), nameOf);
  if (isWhole(lookup)) return first;
  const asked = new Set(lookup.focus.services.filter(isOwner).map(nameOf));
  return first.filter((service) => asked.has(nameOf(service)));
}

function isOwner({ ownsServiceAccount }: Service): boolean {
  return ownsServiceAccount;
}

function nameOf({ identity }: Service): string {
  return printIdentity(identity);
}
