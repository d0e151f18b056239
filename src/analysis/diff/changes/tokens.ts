import { TOKENS } from '../../../access/routing/table.ts';
import type { Issuer } from '../../../model/mesh.ts';
import type { Risk } from '../change.ts';
import { fieldChanges } from './fields.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides, whatOf } from './found.ts';
import { factChanges } from './traffic.ts';

/** Whose tokens are accepted, and how they are checked. */
export function tokenChanges(sides: Sides): readonly FoundChange[] {
  const [before, after] = [sides.base.model, sides.head.model];
  if (!before || !after) return factChanges(TOKENS, sides);
  const [old, fresh] = [before, after].map(({ mesh }) => new Map(mesh.issuers.map((one) => [one.issuer, one])));
  return [...new Set([...old!.keys(), ...fresh!.keys()])].flatMap((issuer) => {
    const [was, is] = [old!.get(issuer), fresh!.get(issuer)];
    const causes = changeCauses(was?.span, is?.span);
    const found = (text: string, level: Risk): FoundChange => ({
      kind: 'tokens',
      what: whatOf(was, is),
      key: `${TOKENS}${issuer}`,
      subject: issuer,
      text,
      causes,
      risk: level,
    });
    if (!is) return [found('its tokens are not accepted any more', NO_RISK)];
    if (!was) return [found('its tokens are accepted', risk('low'))];
    return fieldChanges(checked(was), checked(is)).map((text) => found(text, riskOf(text, is)));
  });
}

function checked({ jwks, audiences, fromHeaders, forwardToken }: Issuer) {
  const keys = jwks.kind === 'uri' ? jwks.uri : 'inline keys';
  const told = jwks.kind === 'inline' ? { keys, inline: jwks.jwks } : { keys };
  return { ...told, audiences: [...audiences].sort(), fromHeaders, forwardToken };
}

/** Other keys are other signers; without audiences, tokens that are for somebody else do too. */
function riskOf(text: string, { audiences }: Issuer): Risk {
  if (text.startsWith('keys ') || text.startsWith('inline ')) return risk('medium');
  return text.startsWith('audiences ') && audiences.length === 0 ? risk('medium') : NO_RISK;
}
