import type { AuthorizationRule } from '../../../model/authorization.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { Issuer } from '../../../model/mesh.ts';
import type { NamedRule } from '../authorization/rules-at.ts';

/** The issuers whose tokens the rules at a proxy ask for, in the order of the mesh. Claims of nobody in particular may be any issuer's. */
export function issuersAt(rules: readonly NamedRule[], { mesh }: Lookup): readonly Issuer[] {
  const named = new Set(rules.flatMap(({ rule }) => asked(rule, mesh.issuers)));
  return mesh.issuers.filter(({ name }) => named.has(name));
}

function asked({ from, except, when }: AuthorizationRule, issuers: readonly Issuer[]): readonly string[] {
  const callers =
    from === 'anyone' ? [] : from.flatMap((caller) => (caller.kind === 'all-of' ? caller.callers : [caller]));
  const found = [...callers, ...except].flatMap((caller) =>
    caller.kind === 'request-principal' ? [caller.issuer] : [],
  );
  const anyClaim = found.length === 0 && when.some(({ kind }) => kind === 'claim');
  return anyClaim ? issuers.map(({ name }) => name) : found;
}
