import type { Store } from '../access/store.ts';
import { type ByHand, decidingLine } from '../analysis/by-hand.ts';
import { type Breach, breaches } from '../analysis/guardrails.ts';
import { requestText } from '../analysis/request-text.ts';
import { tokenRefusal } from '../analysis/token-words.ts';
import { list } from '../checks/words.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Lookup } from '../model/lookup.ts';
import type { Service } from '../model/service.ts';

/** Every guardrail, proven; or an error with a request that shows that it does not hold. */
export function guardrailFindings(lookup: Lookup, store?: Store, byHand?: ByHand): readonly Diagnostic[] {
  return breaches(lookup, store, byHand).map((breach) => finding(breach, lookup));
}

/** Guardrails hold of what the policies say; where raw manifests and patches make something else of it, they have to hold of that too. */
export function guardedByHand(lookup: Lookup, byHand: ByHand, knowledge: () => Store): readonly Diagnostic[] {
  return byHand.size === 0 ? [] : guardrailFindings(lookup, knowledge(), byHand);
}

function finding({ guardrail, destination, request, verdict, through, tooMuch }: Breach, lookup: Lookup): Diagnostic {
  const name = `guardrail \`${guardrail.name}\``;
  const service = lookup.services.get(destination)!;
  const code = guardrail.kind === 'never' ? 'MW5001' : 'MW5002';
  if (request === undefined) {
    return error(code, `${name} cannot be proven: the rules of \`${service.name}\` are too complex`, {
      span: tooMuch ?? guardrail.span,
      ...(tooMuch && { label: 'too much from here', related: [{ span: guardrail.span, note: 'the guardrail' }] }),
      help: 'say in fewer rules what these have in common, such as one prefix instead of many values',
    });
  }
  const what = `${wayText(through, lookup)}${requestText(request, lookup)}`;
  const line = verdict && decidingLine(verdict);
  const happens = guardrail.kind === 'never' ? `reaches \`${service.name}\`` : `is refused by \`${service.name}\``;
  const unheard = verdict?.because === 'token' ? verdict.token : undefined;
  return error(code, `${name} does not hold: ${what} ${happens}`, {
    span: line ?? guardrail.span,
    ...(line && {
      label: guardrail.kind === 'never' ? 'this permits it' : 'this refuses it',
      related: [{ span: guardrail.span, note: 'the guardrail' }],
    }),
    ...(guardrail.kind === 'never' && !line && { note: open(service, lookup).note }),
    ...(unheard && { note: tokenRefusal(unheard, { kind: 'service', service: destination }, lookup) }),
    help: unheard
      ? 'let a rule there ask for tokens of that issuer, or let one of the issuers use a header of its own'
      : guardrail.kind === 'never'
        ? line
          ? 'take the permission back, or narrow it'
          : open(service, lookup).help
        : 'allow it: `meshwright explain` shows what is nearest',
  });
}

/** Where no rule permits it, and it is possible all the same. */
function open({ name, namespace }: Service, { namespaces }: Lookup): { readonly note: string; readonly help: string } {
  const hasProxy = namespaces.get(namespace)?.dataPlane.kind === 'sidecar';
  return hasProxy
    ? {
        note: `no rule permits it: without \`deny-by-default\` and without a rule that allows, \`${name}\` admits all that is not denied`,
        help: 'make the authorization of the mesh `deny-by-default`, or say who may call it',
      }
    : {
        note: `no rule permits it: namespace \`${namespace}\` has no data plane, so nothing is refused there`,
        help: "make the namespace's data plane `sidecar`",
      };
}

/** How one comes to the service that makes the request. */
function wayText(through: Breach['through'], lookup: Lookup): string {
  const names = through.map((key) => lookup.services.get(key)!.name);
  const last = names.at(-1);
  if (last === undefined) return '';
  const by = names.slice(0, -1);
  return `a way leads ${by.length > 0 ? `by ${list(by)} ` : ''}to \`${last}\`, and `;
}
