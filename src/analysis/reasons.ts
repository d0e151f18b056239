import type { Span } from '../base/span.ts';
import type { Lookup } from '../model/lookup.ts';
import { decidingLine } from './by-hand.ts';
import type { Answer } from './can.ts';
import type { Target } from './parties.ts';
import { proxyName } from './wording.ts';

/** A rule that has to do with an answer: where it was said, why it matters, which proxy enforces it. */
export interface Reason {
  readonly span: Span;
  readonly why: string;
  readonly proxy: string;
  /** Name of the service or gateway that the rule protects. */
  readonly destination: string;
  readonly decides: boolean;
}

/** The rules that decided, in the order of hops, then those that nearly held. */
export function reasonsOf({ hops, near }: Answer, model: Lookup): readonly Reason[] {
  const deciding = hops.flatMap(({ verdict, to }): Reason[] => {
    const span = decidingLine(verdict);
    if (span === undefined) return [];
    const why = verdict.allowed ? 'allows it' : 'refuses it';
    return [{ span, why, proxy: proxyName(to, model), destination: nameOf(to), decides: true }];
  });
  const refused = hops.find(({ verdict }) => !verdict.allowed);
  if (refused === undefined) return deciding;
  const proxy = proxyName(refused.to, model);
  return [
    ...deciding,
    ...near.map(({ rule, because }) => ({
      span: rule.span,
      why: because.join('; '),
      proxy,
      destination: nameOf(refused.to),
      decides: false,
    })),
  ];
}

function nameOf(target: Target): string {
  const key = target.kind === 'service' ? target.service : target.gateway;
  return key.slice(key.indexOf('/') + 1);
}
