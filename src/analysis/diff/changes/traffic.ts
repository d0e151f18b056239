import { TOKENS } from '../../../access/routing/table.ts';
import type { TrafficPolicy } from '../../../model/traffic.ts';
import type { Risk } from '../change.ts';
import { fieldChanges } from './fields.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides } from './found.ts';

/** How clients treat services. Manifests show of it only what clients speak. */
export function trafficChanges(sides: Sides): readonly FoundChange[] {
  const { base, head, names } = sides;
  if (!base.model || !head.model) return factChanges('client TLS ', sides);
  const before = base.model.services;
  return head.model.mesh.services.flatMap(({ key, traffic }): FoundChange[] => {
    const old = before.get(key);
    if (!old) return [];
    const texts = fieldChanges(bare(old.traffic) ?? {}, bare(traffic) ?? {});
    if (texts.length === 0) return [];
    return [
      {
        kind: 'traffic',
        what: 'changed',
        key: `service ${key}`,
        subject: names.of(`service ${key}`),
        text: texts.join('; '),
        causes: changeCauses(old.traffic?.span, traffic?.span),
        risk: texts.some((text) => text.startsWith('tls ')) ? tlsRisk(traffic) : NO_RISK,
      },
    ];
  });
}

function bare(traffic: TrafficPolicy | undefined): Omit<TrafficPolicy, 'span'> | undefined {
  if (traffic === undefined) return undefined;
  const { span: _, ...rest } = traffic;
  return rest;
}

function tlsRisk(traffic: TrafficPolicy | undefined): Risk {
  return traffic?.tls?.mode === 'disabled' ? risk('medium', 'plaintext') : NO_RISK;
}

/** Facts that are said of hosts, or of issuers, in the form that policies and manifests have in common. */
export function factChanges(
  prefix: 'client TLS ' | typeof TOKENS,
  { base, head, names }: Sides,
): readonly FoundChange[] {
  const [before, after] = [base.routing.facts, head.routing.facts];
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter((key) => key.startsWith(prefix)).sort();
  return keys.flatMap((key): FoundChange[] => {
    const [old, fresh] = [before.get(key), after.get(key)];
    // Manifests say of tokens only where they are asked for.
    if (old?.text === fresh?.text || (prefix === TOKENS && (!old || !fresh))) return [];
    const [name = '', namespace = ''] = key.slice(prefix.length).split('.');
    const tokens = prefix === TOKENS;
    const of = tokens ? key : `service ${namespace}/${name}`;
    const texts = fieldChanges(old && JSON.parse(old.text), fresh && JSON.parse(fresh.text), tokens ? '' : 'tls');
    return texts.map((text) => ({
      kind: tokens ? 'tokens' : 'traffic',
      what: 'changed',
      key: of,
      subject: tokens ? key.slice(prefix.length) : names.of(of),
      text,
      causes: changeCauses(old?.source, fresh?.source),
      risk: NO_RISK,
    }));
  });
}
