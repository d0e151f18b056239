import { groupBy } from '../../base/order.ts';
import { type Diagnostic, error, warning } from '../../diag/diagnostic.ts';
import type { Listener } from '../../model/gateway.ts';
import type { Check } from '../check.ts';
import { patternsOf } from '../hosts.ts';
import { printServed, type Served, servedHosts } from './served.ts';

/** Of the listeners of one proxy, one alone serves a host on a port. */
export const overlappingHosts: Check = {
  codes: ['MW2020'],
  *run(mesh) {
    for (const served of servedHosts(mesh).values()) {
      const byHost = groupBy(served, ({ host }) => host);
      for (const one of served) yield* overlaps(one, byHost);
    }
  },
};

/** What is declared before a served host and overlaps it: the same host, or a wildcard above or below it. */
function* overlaps(one: Served, byHost: ReadonlyMap<string, readonly Served[]>): Generator<Diagnostic> {
  const first = byHost.get(one.host)?.[0];
  if (first !== undefined && first !== one) {
    yield sameHost(one, first);
    return;
  }
  for (const pattern of patternsOf(one.host)) {
    const wider =
      pattern === one.host ? undefined : byHost.get(pattern)?.find(({ gateway }) => gateway !== one.gateway);
    if (wider !== undefined) yield widerHost(one, wider);
  }
}

function sameHost(one: Served, first: Served): Diagnostic {
  const message = `\`${printServed(one)}\` is served twice by one proxy: by ${name(first)} and by ${name(one)}`;
  const details = { span: one.span, related: [{ span: first.span, note: 'also served here' }] };
  if (one.gateway !== first.gateway && samePosture(one.listener, first.listener)) {
    return warning('MW2020', message, {
      ...details,
      note: 'the routes of both gateways are mixed: their order is not defined',
      help: 'serve the host by one gateway, and route both from it',
    });
  }
  return error('MW2020', message, {
    ...details,
    note: 'the proxy takes one of the two and ignores the other',
    help: 'leave one of them out',
  });
}

function widerHost(one: Served, wider: Served): Diagnostic {
  return warning(
    'MW2020',
    `\`${printServed(one)}\` is also served as \`${wider.host}\` by ${name(wider)}, on the same proxy`,
    {
      span: one.span,
      related: [{ span: wider.span, note: 'served here' }],
      note: `requests for \`${one.host}\` never take the routes of \`${wider.gateway.name}\` for \`${wider.host}\``,
      help: 'serve both by one gateway, or hosts that do not overlap',
    },
  );
}

function name({ gateway, listener }: Served): string {
  return `listener \`${listener.name}\` of \`${gateway.name}\``;
}

/** Whether the proxy can serve both as one listener. */
function samePosture(a: Listener, b: Listener): boolean {
  const tls = ({ tls }: Listener) =>
    tls === undefined || tls.mode === 'passthrough' ? tls?.mode : `${tls.mode} ${tls.credential}`;
  return a.protocol === b.protocol && tls(a) === tls(b) && a.redirect === b.redirect;
}
