import { within } from '../../base/span.ts';
import { didYouMean } from '../../base/suggest.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';
import { accountsIn, hasAccount } from '../identities.ts';
import { nameOf, namespaceOf, rawWorkloads, spanOf, text } from '../raw/view.ts';

/** The service account of every workload is made by somebody that is known. */
export const missingServiceAccount: Check = {
  codes: ['MW3004'],
  *run(mesh) {
    for (const { name, namespace, identity, ownsServiceAccount, span } of mesh.focus.services) {
      if (ownsServiceAccount || hasAccount(mesh, identity.namespace, identity.serviceAccount)) continue;
      const known = accountsIn(mesh, namespace);
      yield finding(`\`${name}\` runs as`, identity.serviceAccount, known, within(span, 1, 'serviceAccount'));
    }
    for (const { raw, serviceAccount } of rawWorkloads(mesh)) {
      const account = text(serviceAccount);
      if (account === undefined || hasAccount(mesh, namespaceOf(raw), account)) continue;
      yield finding(`\`${nameOf(raw)}\` runs as`, account, accountsIn(mesh, namespaceOf(raw)), spanOf(serviceAccount));
    }
  },
};

function finding(who: string, account: string, known: readonly string[], span: Diagnostic['span']): Diagnostic {
  return warning('MW3004', `${who} service account \`${account}\`, which nothing declares`, {
    ...(span && { span }),
    note: 'Kubernetes makes no pod of a service account that does not exist',
    help: didYouMean(account, known) ?? 'declare a service with this account, or add the ServiceAccount with `raw`',
  });
}
