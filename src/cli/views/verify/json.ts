import type { Verdict } from '../../verbs/verify.ts';

/** Every request, with what was wanted of it and what became of it. */
export function verifyJson({ target, version, verification }: Verdict): string {
  const requests = verification.requests.map(({ to, port, request, identity, why, span, wanted, seen, agrees }) => ({
    to,
    port,
    ...(identity !== undefined && { identity }),
    sourceIp: request.sourceIp,
    ...(request.http && { http: request.http }),
    why,
    ...(span && { source: { file: span.file, line: span.line, column: span.column } }),
    expected: wanted,
    seen,
    agrees,
  }));
  const disagreements = requests.filter(({ agrees }) => !agrees).length;
  return `${JSON.stringify({ version: 1, target, envoy: version, proxies: verification.proxies, disagreements, leftOut: verification.leftOut, callersLeftOut: verification.callersLeftOut, requests }, undefined, 2)}\n`;
}
