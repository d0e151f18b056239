import type { Contrast } from '../access/compare.ts';
import { decide } from '../access/decide.ts';
import type { Destination, DestinationPort } from '../access/destination.ts';
import type { Request } from '../access/request.ts';
import { targetOf } from '../access/target.ts';
import type { Span } from '../base/span.ts';
import { type Diagnostic, error, warning } from '../diag/diagnostic.ts';
import { type Emitted, manifestName } from '../manifest/manifest.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import { type Difference, printPort } from './differences.ts';

const REPORT = 'this is a bug in meshwright, and nothing was written: please report it with the policies';

/** What it means that manifests do not mean what the mesh means. */
export function findingFor(difference: Difference, lookup: Lookup): Diagnostic {
  const { span } = lookup.mesh;
  switch (difference.kind) {
    case 'missing':
    case 'extra':
      return error('MW9101', `${difference.kind} in what is emitted: ${difference.what}`, { span, help: REPORT });
    case 'ports':
      return error(
        'MW9101',
        `what is emitted for ${difference.destination.key} has other ports than the policies say`,
        {
          span,
          note: `${portsOf(difference.destination)} became ${portsOf(difference.other)}`,
          help: REPORT,
        },
      );
    case 'routing':
      return error('MW9102', `what is emitted does not send requests where the policies say: ${difference.what}`, {
        span,
        note: contrastOf(difference),
        help: REPORT,
      });
    case 'access':
      return accessFinding(difference, lookup);
  }
}

function accessFinding(difference: Extract<Difference, { kind: 'access' }>, lookup: Lookup): Diagnostic {
  const { destination, other, contrast, port } = difference;
  return contrastFinding('MW9101', destination, contrast, port, lookup, manifestsOf(other));
}

/** That what was made for a port does not admit what the policies say: with a request that shows it. */
export function contrastFinding(
  code: 'MW9101' | 'MW9201',
  destination: Destination,
  contrast: Contrast,
  port: DestinationPort,
  lookup: Lookup,
  from = '',
): Diagnostic {
  const { span } = lookup.mesh;
  if (contrast.kind === 'unknown')
    return error('MW9103', `it could not be proven that ${destination.key} admits what the policies say`, {
      span,
      note: `its rules for port ${port.port} are too many, or too complex, to be compared in time`,
      help: 'write simpler patterns, or fewer rules for one service',
    });
  const [says, does] = contrast.admittedBy === 'first' ? ['admit', 'refuse'] : ['refuse', 'admit'];
  const what = code === 'MW9101' ? 'the manifests' : 'the proxy';
  return error(code, `what is emitted for ${destination.key} does not admit what the policies say`, {
    span: decidingLine(contrast.request, destination, lookup) ?? span,
    note: `the policies ${says}, and ${what} ${does}: ${printRequest(contrast.request)}${from}`,
    help: REPORT,
  });
}

function decidingLine(request: Request, { key }: Destination, lookup: Lookup): Span | undefined {
  const verdict = decide(request, targetOf(key), lookup);
  return 'rule' in verdict ? verdict.rule?.span : undefined;
}

function manifestsOf({ policies }: Destination): string {
  const sources = policies.flatMap(({ rules }) => rules.map(({ source }) => source));
  const names = [...new Set(sources.filter((one) => typeof one === 'string').map((one) => one.split(' › ')[0]!))];
  return names.length === 0 ? '' : ` (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''})`;
}

/** What a raw manifest or a patch changes: it is meant, and it is not in the policies. */
export function overridden(emitted: Emitted, differences: readonly Difference[]): readonly Diagnostic[] {
  const what = emitted.raw === 'patched' ? 'the patch of' : 'the raw';
  const name = `${what} \`${manifestName(emitted.manifest)}\``;
  const span = emitted.raw === 'patched' ? emitted.spans.at(-1)! : emitted.spans[0];
  const access = differences.find(({ kind }) => kind === 'access' || kind === 'ports' || kind === 'missing');
  const routing = differences.find(({ kind }) => kind === 'routing');
  return [
    ...(access
      ? [warning('MW4114', `${name} changes what ${keyOf(access)} admits`, { span, note: noteOn(access) })]
      : []),
    ...(routing?.kind === 'routing'
      ? [warning('MW4115', `${name} changes where requests go: ${routing.what}`, { span, note: contrastOf(routing) })]
      : []),
  ];
}

function keyOf(difference: Difference): string {
  return 'destination' in difference ? difference.destination.key : difference.what;
}

function noteOn(difference: Difference): string {
  if (difference.kind === 'ports') return `${portsOf(difference.destination)} becomes ${portsOf(difference.other)}`;
  if (difference.kind !== 'access') return 'it is there no more';
  const { contrast } = difference;
  if (contrast.kind === 'unknown') return 'how, is too complex to be told in time';
  const [says, does] = contrast.admittedBy === 'first' ? ['admit', 'refused'] : ['refuse', 'admitted'];
  return `the policies ${says} ${printRequest(contrast.request)}, which is then ${does}`;
}

function portsOf({ proxy, ports }: Destination): string {
  return `${ports.map(printPort).join('; ') || 'no port'}${proxy === 'none' ? ' without a proxy' : ''}`;
}

/** Both in short: routes may be many. */
function contrastOf({ one, other }: Extract<Difference, { kind: 'routing' }>): string {
  const [a = [], b = []] = [one, other].map((said) => said?.text.split('\n'));
  const at = a.findIndex((line, i) => line !== b[i]);
  const [first, second] = [a, b].map((lines) => lines[at === -1 ? a.length : at] ?? 'nothing');
  return `${cut(first!)} became ${cut(second!)}${other ? ` (${other.source})` : ''}`;
}

function cut(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 160)}…`;
}

/** `GET a.example.com/x on port 8080 from cluster.local/ns/a/sa/b`. */
export function printRequest(request: Request): string {
  const { identity, http, port, sni, sourceIp, remoteIp, refusedBy } = request;
  const headers = Object.entries(http?.headers ?? {}).flatMap(([name, lines]) =>
    lines.map((line) => `${name}: ${line}`),
  );
  return [
    http ? `${http.method} ${http.host}${http.path}` : 'a connection',
    `on port ${port}`,
    identity ? `from ${printIdentity(identity)}` : 'without an identity',
    `at ${sourceIp}`,
    remoteIp !== sourceIp && `for ${remoteIp}`,
    sni !== '' && `asking for ${sni}`,
    headers.length > 0 && `with ${headers.join(', ')}`,
    http?.jwt && `and the token ${JSON.stringify(http.jwt)}`,
    refusedBy && refusedBy.length > 0 && `refused by ${refusedBy.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' ');
}
