import { didYouMean } from '../../base/suggest.ts';
import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { Identity } from '../../model/ids.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Check } from '../check.ts';
import { knownAccounts } from '../identities.ts';
import { callerSpan, callersOf } from './scope.ts';

/** Callers that a rule names are somebody known: a service, a gateway, or a raw ServiceAccount or workload. */
export const unknownPrincipal: Check = {
  codes: ['MW3106'],
  *run(mesh) {
    for (const rule of mesh.focus.rules) {
      for (const caller of callersOf(rule)) {
        const unknown =
          caller.kind === 'workload' && caller.of === undefined
            ? unknownIdentity(mesh, caller.identity)
            : caller.kind === 'namespace' && unknownNamespace(mesh, caller);
        if (unknown) yield warning('MW3106', unknown.message, { ...unknown.details, span: callerSpan(rule, caller) });
      }
    }
  },
};

export interface Unknown {
  readonly message: string;
  readonly details: Pick<Diagnostic, 'help' | 'note'>;
}

const NOTE = 'the rule is for nobody, unless something outside these policies runs so';

/** Identities of other trust domains are other meshes' business. */
function isOurs({ mesh }: Lookup, trustDomain: string): boolean {
  return trustDomain === mesh.trustDomain || mesh.trustDomainAliases.includes(trustDomain);
}

export function unknownIdentity(
  mesh: Lookup,
  { trustDomain, namespace, serviceAccount }: Identity,
): Unknown | undefined {
  if (!isOurs(mesh, trustDomain) || knownAccounts(mesh, namespace).has(serviceAccount)) return undefined;
  const accounts = knownAccounts(mesh, namespace);
  const near =
    accounts.size > 0 || mesh.namespaces.has(namespace)
      ? didYouMean(
          `${namespace}/${serviceAccount}`,
          [...accounts].map((account) => `${namespace}/${account}`),
        )
      : nearNamespace(mesh, namespace)?.replace(/`(.*)`/, (_, other) => `\`${other}/${serviceAccount}\``);
  return {
    message: `unknown caller \`${namespace}/${serviceAccount}\`: no workload is known to run as this service account`,
    details: {
      note: NOTE,
      help: near ?? 'declare a service that runs so; if it is made elsewhere, silence this and say where',
    },
  };
}

export function unknownNamespace(
  mesh: Lookup,
  { trustDomain, namespace }: { readonly trustDomain: string; readonly namespace: string },
): Unknown | undefined {
  if (!isOurs(mesh, trustDomain) || mesh.namespaces.has(namespace) || knownAccounts(mesh, namespace).size > 0)
    return undefined;
  return {
    message: `unknown namespace \`${namespace}\`: no workload is known to run there`,
    details: { note: NOTE, help: nearNamespace(mesh, namespace) ?? 'declare the namespace' },
  };
}

function nearNamespace({ namespaces }: Lookup, namespace: string): string | undefined {
  return didYouMean(namespace, [...namespaces.keys()]);
}
