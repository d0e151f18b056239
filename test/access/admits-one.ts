import type { Destination, DestinationPort } from '../../src/access/destination.ts';
import { refusedTokens } from '../../src/access/formula.ts';
import type { Request } from '../../src/access/request.ts';
import { holds } from './holds.ts';

/** Whether a destination admits a request at a port: Istio's order, by its formulas, one by one. */
export function admitsOne({ proxy, policies, accepts }: Destination, port: DestinationPort, request: Request): boolean {
  if (proxy === 'none') return true;
  if (port.mtls === 'strict' && !request.identity) return false;
  if (port.mtls === 'disabled' && request.identity) return false;
  if (request.http && holds(refusedTokens(accepts ?? []), request)) return false;
  const hit = ({ rules }: (typeof policies)[0]) =>
    rules.some((rule) => holds(request.http ? rule.http : rule.tcp, request));
  const enforced = policies.filter((one) => !one.dryRun);
  const by = (effect: string) => enforced.filter((one) => one.effect === effect);
  if (by('custom').some((one) => hit(one) && request.refusedBy?.includes(one.provider ?? ''))) return false;
  if (by('deny').some(hit)) return false;
  return by('allow').length === 0 || by('allow').some(hit);
}
