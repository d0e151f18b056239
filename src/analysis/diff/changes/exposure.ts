import type { Said } from '../../../access/routing/table.ts';
import { compareStrings, groupBy } from '../../../base/order.ts';
import type { GatewayKey } from '../../../model/ids.ts';
import type { Risk } from '../change.ts';
import { fieldChanges } from './fields.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides, whatOf } from './found.ts';

/** How a host is served on a port. */
interface Served {
  readonly port: number;
  readonly carries: string;
  readonly tls?: { readonly mode: string; readonly credential?: string; readonly least?: string };
  readonly redirect: boolean;
}

/** What gateways listen for: hosts, ports, TLS, certificates, redirects. Told from the one form that policies and manifests have. */
export function exposureChanges(sides: Sides): readonly FoundChange[] {
  const { base, head } = sides;
  const keys = [...base.routing.facts.keys(), ...head.routing.facts.keys()].filter((key) => key.startsWith('gateway '));
  return [...new Set(keys)].sort(compareStrings).flatMap((key) => {
    const [before, after] = [base.routing.facts.get(key), head.routing.facts.get(key)];
    return before?.text === after?.text ? [] : gatewayChanges(key, before, after, sides);
  });
}

function gatewayChanges(
  key: string,
  before: Said | undefined,
  after: Said | undefined,
  sides: Sides,
): readonly FoundChange[] {
  const name = key.slice('gateway '.length) as GatewayKey;
  const [old, fresh] = [before, after].map((said) => said && parse(said.text));
  const source = (side: 'base' | 'head', said: Said | undefined) =>
    said && (sides[side].model?.gateways.get(name)?.span ?? said.source);
  const causes = changeCauses(source('base', before), source('head', after));
  const found = (what: FoundChange['what'], text: string, level: Risk): FoundChange => ({
    kind: 'exposure',
    what,
    key,
    subject: sides.names.of(key),
    text,
    causes,
    risk: level,
  });
  const servedBefore = old?.served ?? new Map<string, Served>();
  const servedAfter = fresh?.served ?? new Map<string, Served>();
  const place = (at: string, served: ReadonlyMap<string, Served>) => ({ at, served: served.get(at)! });
  const added = [...servedAfter.keys()].filter((at) => !servedBefore.has(at)).map((at) => place(at, servedAfter));
  const removed = [...servedBefore.keys()].filter((at) => !servedAfter.has(at)).map((at) => place(at, servedBefore));
  const what = whatOf(old, fresh);
  const intro = what === 'changed' ? '' : what === 'added' ? 'new gateway: ' : 'gateway is gone: ';
  return [
    ...listed(added).map((text) => found('added', `${intro}${text.text}`, exposes(text.served))),
    ...listed(removed).map((text) => found('removed', `${intro}${text.text}`, NO_RISK)),
    ...[...servedAfter].flatMap(([at, served]) => {
      const was = servedBefore.get(at);
      return was ? servedChanges(at, was, served).map(([text, level]) => found('changed', text, level)) : [];
    }),
    ...(old && fresh
      ? fieldChanges(old.selector, fresh.selector, 'proxy').map((text) =>
          found('changed', text, risk('low', 'outside')),
        )
      : []),
  ];
}

/** `https://shop.example.com:443`, by port and host. */
function parse(text: string): { readonly selector: unknown; readonly served: ReadonlyMap<string, Served> } {
  const { selector, listeners } = JSON.parse(text) as {
    readonly selector: unknown;
    readonly listeners: readonly string[];
  };
  const served = listeners.flatMap((one) => {
    const { hosts, ...how } = JSON.parse(one) as Served & { readonly hosts: readonly string[] };
    return hosts.map((host) => [`${host}:${how.port}`, how] as const);
  });
  return { selector, served: new Map(served) };
}

/** Hosts that are served alike on one port, together. */
function listed(places: readonly { readonly at: string; readonly served: Served }[]) {
  return Array.from(
    groupBy(places, ({ served }) => JSON.stringify(served)).values(),
    (group): { readonly text: string; readonly served: Served } => {
      const { served } = group[0]!;
      const hosts = group.map(({ at }) => at.slice(0, at.lastIndexOf(':'))).join(', ');
      return { text: `${hosts === '*' ? 'any host' : hosts} on port ${served.port} (${howText(served)})`, served };
    },
  );
}

function howText({ carries, tls, redirect }: Served): string {
  if (redirect) return 'redirects to https';
  if (!tls) return carries === 'requests' ? 'http, no TLS' : 'tcp, no TLS';
  const cert = tls.credential ? `, certificate ${tls.credential}` : '';
  return `${carries === 'requests' ? 'https' : 'tls'}, ${tls.mode}${cert}`;
}

function exposes({ tls, redirect }: Served): Risk {
  if (redirect) return risk('low', 'outside');
  return tls ? risk('medium', 'outside') : risk('high', 'outside', 'plaintext');
}

function servedChanges(at: string, before: Served, after: Served): readonly (readonly [string, Risk])[] {
  const changes: (readonly [string, Risk])[] = [];
  if (before.carries !== after.carries || !before.tls !== !after.tls || before.redirect !== after.redirect)
    return [[`${at}: ${howText(before)} → ${howText(after)}`, exposes(after)]];
  const [old, fresh] = [before.tls, after.tls];
  if (old?.mode !== fresh?.mode)
    changes.push([
      `${at}: TLS ${old?.mode} → ${fresh?.mode}`,
      fresh?.mode === 'mutual' ? NO_RISK : risk('medium', 'outside'),
    ]);
  if (old?.credential !== fresh?.credential)
    changes.push([
      `${at}: certificate ${old?.credential ?? 'none'} → ${fresh?.credential ?? 'none'}`,
      risk('low', 'outside'),
    ]);
  if (old?.least !== fresh?.least)
    changes.push([
      `${at}: least TLS version ${old?.least} → ${fresh?.least}`,
      (old?.least ?? '') > (fresh?.least ?? '') ? risk('medium', 'outside') : NO_RISK,
    ]);
  return changes;
}
