import type { Actor } from '../analysis/probes.ts';
import type { Caller } from '../model/authorization.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import { ELSEWHERE, LOOPBACK } from './ports.ts';

/** Somebody of the mesh whom no policy knows. */
const STRANGER = { namespace: 'strangers', serviceAccount: 'stranger' };

/** Whoever may call: every workload, whom rules name besides, a stranger, and somebody who proves nothing. */
export function actorsOf(model: Lookup): readonly Actor[] {
  return [
    ...identitiesOf(model).map((identity) => ({ identity, address: LOOPBACK })),
    { identity: undefined, address: ELSEWHERE },
  ];
}

/** Identities, as `cluster.local/ns/shop/sa/web`. */
function identitiesOf({ mesh }: Lookup): readonly string[] {
  const { trustDomain } = mesh;
  const named = mesh.rules.flatMap(({ from, except }) =>
    [...(from === 'anyone' ? [] : from), ...except].flatMap(identityOf),
  );
  return [
    ...new Set([
      ...mesh.services.map(({ identity }) => printIdentity(identity)),
      ...mesh.gateways.map(({ workload }) => printIdentity(workload.identity)),
      ...named,
      printIdentity({ trustDomain, ...STRANGER }),
    ]),
  ];
}

/** One that a caller stands for. */
function identityOf(caller: Caller): readonly string[] {
  switch (caller.kind) {
    case 'workload':
      return [printIdentity(caller.identity)];
    case 'namespace':
      return [printIdentity({ ...caller, serviceAccount: 'default' })];
    case 'trust-domain':
      return [printIdentity({ ...STRANGER, trustDomain: caller.trustDomain })];
    case 'all-of':
      return caller.callers.flatMap(identityOf);
    default:
      return [];
  }
}
