import { groupBy } from '../../../base/order.ts';
import { printPosition } from '../../../base/span.ts';
import type { Paint } from '../../../diag/render/paint.ts';
import type { Verified } from '../../../local/verify.ts';
import type { Verdict } from '../../verbs/verify.ts';
import { counted, duration } from '../words.ts';

/** Beyond this many, disagreements are counted. */
const SHOWN = 10;

/** Beyond this many, callers are counted. */
const NAMED = 3;

/** A line for each port of each workload, then what a proxy did otherwise. */
export function verifyText(
  { verification, version, seconds, target }: Verdict,
  paint: Paint,
  verbose: boolean,
): string {
  const { requests, proxies, leftOut, callersLeftOut } = verification;
  const wrong = requests.filter(({ agrees }) => !agrees);
  const rows = [...groupBy(requests, ({ to, port }) => `${to} ${port}`)].map(([door, all]) => row(door, all, paint));
  const head = ['to', 'requests', 'answered', 'refused', ''];
  const done = wrong.length === 0 ? paint('green', '✓') : paint('red', '✗');
  const what =
    wrong.length === 0 ? 'all as the policies say' : `${counted(wrong.length, 'request')} not as the policies say`;
  return [
    ...table([head, ...rows]),
    '',
    ...wrong.slice(0, verbose ? undefined : SHOWN).flatMap((one) => disagreement(one, paint)),
    ...(!verbose && wrong.length > SHOWN ? [`… and ${wrong.length - SHOWN} more (\`-v\` lists all)`, ''] : []),
    `${done} ${target}: ${counted(requests.length, 'request')} to ${counted(proxies, 'proxy', 'proxies')} of Envoy ${version}, ${what}        ${paint('dim', duration(seconds))}`,
    ...(leftOut.length > 0 ? [paint('dim', `  not looked at, as they are no access: ${leftOut.join(', ')}`)] : []),
    ...(callersLeftOut.length > 0 ? [paint('dim', `  ${uncertified(callersLeftOut, verbose)}`)] : []),
    '',
  ].join('\n');
}

/** Callers as whom nobody asked. */
function uncertified(callers: readonly string[], verbose: boolean): string {
  const shown = callers.slice(0, verbose ? undefined : NAMED).join(', ');
  const more = !verbose && callers.length > NAMED ? ` and ${callers.length - NAMED} more (\`-v\` lists all)` : '';
  return `not asked by ${shown}${more}: they have no certificate, and the key of the CA is not there to make one`;
}

function row(door: string, all: readonly Verified[], paint: Paint): readonly string[] {
  const answered = all.filter(({ seen }) => seen === 'answered').length;
  const wrong = all.filter(({ agrees }) => !agrees).length;
  return [
    door.replace(/^service /, ''),
    String(all.length),
    String(answered),
    String(all.length - answered),
    wrong === 0 ? paint('green', '✓') : paint('red', `${wrong} wrong`),
  ];
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((one) => one[column]!.length)));
  return rows.map((one) =>
    one
      .map((cell, column) =>
        column === 0 || column === 4 ? cell.padEnd(column === 4 ? 0 : widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('   ')
      .trimEnd(),
  );
}

function disagreement(one: Verified, paint: Paint): readonly string[] {
  const { to, port, wanted, seen, why, span } = one;
  return [
    `${paint('red', '✗')} ${requestText(one)}`,
    `    to ${to} ${port}: ${seen}, and the policies say ${wanted.join(' or ')}`,
    `    ${span ? `${printPosition(span)}: ` : ''}${why}`,
    '',
  ];
}

/** `GET /reviews/1 as cluster.local/ns/bookinfo/sa/productpage`. */
export function requestText({ request: { http }, identity }: Verified): string {
  const what = http ? `${http.method} ${http.path}` : 'a connection';
  const with_ = [
    ...Object.entries(http?.headers ?? {}).flatMap(([name, values]) => values.map((value) => `${name}: ${value}`)),
    ...(http?.jwt ? [`a token of ${http.jwt.issuer}`] : []),
  ];
  const who = identity ? `as ${identity}` : 'without an identity';
  return [what, who, ...(with_.length > 0 ? [`with ${with_.join(', ')}`] : [])].join(' ');
}
