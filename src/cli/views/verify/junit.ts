import { groupBy } from '../../../base/order.ts';
import type { Verified } from '../../../local/verify.ts';
import type { Verdict } from '../../verbs/verify.ts';
import { requestText } from './text.ts';

/** A suite for each port of each workload, a test for each request. */
export function verifyJunit({ verification, target }: Verdict): string {
  const suites = [...groupBy(verification.requests, ({ to, port }) => `${to} ${port}`)];
  const failures = (all: readonly Verified[]) => all.filter(({ agrees }) => !agrees).length;
  const body = suites.map(([door, all]) => {
    const tests = all.map((one) => test(one));
    return `  <testsuite name="${escaped(door)}" tests="${all.length}" failures="${failures(all)}">\n${tests.join('\n')}\n  </testsuite>`;
  });
  const { requests } = verification;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(`meshwright verify ${target}`)}" tests="${requests.length}" failures="${failures(requests)}">\n${body.join('\n')}\n</testsuites>\n`;
}

function test(one: Verified): string {
  const { why, agrees, seen, wanted } = one;
  const name = escaped(`${requestText(one)} (${why})`);
  if (agrees) return `    <testcase name="${name}"/>`;
  const message = escaped(`${seen}, and the policies say ${wanted.join(' or ')}`);
  return `    <testcase name="${name}">\n      <failure message="${message}"/>\n    </testcase>`;
}

/** Text in XML, without what XML cannot hold. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '�')
    .replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!);
}
