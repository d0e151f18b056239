import { RISK_REASONS, type Risk, type RiskLevel, type RiskReason } from './change.ts';

/**
 * How risky what is newly allowed is. What is newly denied opens nothing, so its level is `none`; the reasons are told all the same.
 *
 * | level  | when                                                                                                     |
 * |--------|----------------------------------------------------------------------------------------------------------|
 * | high   | outside and write methods together; any identity, or anyone; plaintext; guardrail nearly touched and outside |
 * | medium | write methods; outside; across trust domains; guardrail nearly touched                                    |
 * | low    | anything else that is newly allowed                                                                       |
 *
 * Write methods are all but GET, HEAD and OPTIONS; connections that carry bytes, and requests of any method, may write.
 */
export function accessRisk(effect: 'allowed' | 'denied', reasons: ReadonlySet<RiskReason>): Risk {
  const ordered = RISK_REASONS.filter((one) => reasons.has(one));
  return { level: effect === 'denied' ? 'none' : levelOf(reasons), reasons: ordered };
}

function levelOf(reasons: ReadonlySet<RiskReason>): RiskLevel {
  const outside = reasons.has('outside');
  if (reasons.has('any-identity') || reasons.has('plaintext')) return 'high';
  if (outside && (reasons.has('write-methods') || reasons.has('guardrail-near'))) return 'high';
  return reasons.size > 0 ? 'medium' : 'low';
}
