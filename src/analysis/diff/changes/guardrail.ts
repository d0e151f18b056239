import { canonicalJson } from '../../../base/json.ts';
import type { Guardrail } from '../../../model/guardrail.ts';
import { type Names, namesOf } from '../../matrix-names.ts';
import { callerWords, requestTexts } from '../../matrix-words.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides, whatOf } from './found.ts';

/** Guardrails that are new, gone, or say something else. Manifests have none. */
export function guardrailChanges({ base, head }: Sides): readonly FoundChange[] {
  const [before, after] = [base.model, head.model];
  if (!before || !after) return [];
  const [old, fresh] = [before, after].map(({ mesh }) => new Map(mesh.guardrails.map((one) => [one.name, one])));
  let made: readonly [Names, Names] | undefined;
  const names = () => (made ??= [namesOf(before), namesOf(after)]);
  return [...new Set([...old!.keys(), ...fresh!.keys()])].flatMap((name): FoundChange[] => {
    const [was, is] = [old!.get(name), fresh!.get(name)];
    if (was && is && meaning(was) === meaning(is)) return [];
    const [wasText, isText] = [was && guardrailText(was, names()[0]), is && guardrailText(is, names()[1])];
    return [
      {
        kind: 'guardrail',
        what: whatOf(was, is),
        key: `guardrail ${name}`,
        subject: name,
        text: wasText && isText ? `${wasText} → ${isText}` : (isText ?? wasText)!,
        causes: changeCauses(was?.span, is?.span),
        risk: is ? (was ? risk('low', 'guardrail-near') : NO_RISK) : risk('medium', 'guardrail-near'),
      },
    ];
  });
}

function meaning({ span: _, ...rest }: Guardrail): string {
  return canonicalJson(rest);
}

/** `never bookinfo-gateway to ratings`. */
function guardrailText({ kind, from, to, requests, acrossHops }: Guardrail, names: Names): string {
  const who = from === 'anyone' ? 'anyone' : from.map((one) => callerWords(one, names)).join(', ');
  const what = requestTexts({ requests }).join(', ');
  const where = to.map((service) => names.of({ kind: 'service', service })).join(', ');
  return `${kind} ${who}${what === '' ? '' : ` ${what}`} to ${where}${acrossHops ? ', also through others' : ''}`;
}
