import { comparer } from '../../access/compare.ts';
import type { DestinationPort } from '../../access/destination.ts';
import { destinationsOf } from '../../access/meaning.ts';
import {
  NotUnderstood,
  type PortReading,
  type ProxyRouting,
  readPorts,
  readProxyRouting,
} from '../../backends/envoy/read/index.ts';
import { groupBy } from '../../base/order.ts';
import type { Span } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Report } from '../../diag/report.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { ProxyConfig } from '../../xds/proxy-config.ts';
import { printPort } from '../differences.ts';
import type { Proof } from '../proof.ts';
import { contrastFinding } from '../proof-findings.ts';
import { type Astray, astray } from './routing.ts';

const REPORT = 'this is a bug in meshwright, and nothing was written: please report it with the policies';

/**
 * Reads what proxies run on back, by code that shares nothing with what made it, and compares what each port admits with what the
 * mesh means.
 */
export function proveConfigs(lookup: Lookup, configs: readonly ProxyConfig[]): Report<Proof | undefined> {
  const { span } = lookup.mesh;
  let read: readonly PortReading[];
  let routing: readonly ProxyRouting[];
  try {
    read = readPorts(configs);
    routing = configs.map(readProxyRouting);
  } catch (problem) {
    if (!(problem instanceof NotUnderstood)) throw problem;
    const note = problem.message.replace(': .', ': ');
    return refused(
      error('MW9202', 'what a proxy runs on says something whose meaning is not known', { span, note, help: REPORT }),
    );
  }
  const all = destinationsOf(lookup);
  const meant = all.filter(({ proxy }) => proxy !== 'none');
  const there = groupBy(read, ({ key }) => key);
  const contrast = comparer();
  const found: Diagnostic[] = [];
  let ports = 0;
  for (const destination of meant) {
    const own = there.get(destination.key) ?? [];
    const [says, does] = [printed(destination.ports), printed(own.flatMap((one) => one.ports))];
    if (says !== does)
      found.push(
        error('MW9201', `what runs ${destination.key} has other ports than the policies say`, {
          span,
          note: `${says} became ${does}`,
          help: REPORT,
        }),
      );
    for (const one of own) {
      ports++;
      const difference = contrast({ first: destination, second: one, port: one.ports[0] });
      if (difference) found.push(contrastFinding('MW9201', destination, difference, one.ports[0], lookup));
    }
    there.delete(destination.key);
  }
  for (const key of there.keys())
    found.push(error('MW9201', `a proxy runs ${key}, which the policies do not have`, { span, help: REPORT }));
  found.push(...routing.flatMap(astray(lookup, all)).map((one) => wrongWay(one, span)));
  return found.length > 0
    ? { result: undefined, diagnostics: found }
    : { result: { destinations: meant.length, ports }, diagnostics: [] };
}

function wrongWay({ what, meant, found }: Astray, span: Span): Diagnostic {
  const [one, other] = [meant, found?.text].map((text) => text?.split('\n') ?? []);
  const at = Math.max(
    0,
    one!.findIndex((line, i) => line !== other![i]),
  );
  const [first, second] = [one, other].map((lines) => cut(lines![at] ?? 'nothing'));
  return error('MW9203', `what a proxy runs on does not send where the policies say: ${what}`, {
    span,
    note: `${first} became ${second}${found ? ` (${found.source})` : ''}`,
    help: REPORT,
  });
}

function cut(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}

function refused(diagnostic: Diagnostic): Report<undefined> {
  return { result: undefined, diagnostics: [diagnostic] };
}

/** Ports that carry bytes for some names only are one: which names are routed is a matter of routes. */
function printed(ports: readonly DestinationPort[]): string {
  const each = ports.map((port) => printPort(port.http ? port : withoutNames(port)));
  return [...new Set(each)].sort().join(', ');
}

function withoutNames({ serverNames: _, ...port }: DestinationPort): DestinationPort {
  return port;
}
