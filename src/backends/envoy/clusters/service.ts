import { error } from '../../../diag/diagnostic.ts';
import type { Service, ServicePort } from '../../../model/service.ts';
import { type Context, type Resources, together } from '../context.ts';
import { loadAssignment } from '../discovery.ts';
import { dnsCluster } from '../provider-cluster.ts';
import { clientTls } from './client-tls.ts';
import { assignment } from './endpoints.ts';
import { serviceCluster } from './names.ts';
import { trafficFields } from './traffic.ts';

/** A port of a service, or of one version of it. */
export interface Upstream {
  readonly service: Service;
  readonly port: ServicePort;
  readonly version?: string | undefined;
}

/** The cluster by which a proxy calls a service. */
export function upstreamCluster({ service, port, version }: Upstream, context: Context): Resources {
  const { placement, proxy } = context;
  const name = serviceCluster(service, port, version);
  const secured = clientTls(service, port, context);
  const treated = { ...trafficFields(service, port, context), ...secured.fields };
  const found = placement.endpoints(service, port, version);
  if (found === undefined) {
    reportUnplaced(service, version, context);
    return {};
  }
  const failover = service.traffic?.localityFailover;
  if (failover) {
    const placed = found.kind === 'static' && found.endpoints.every(({ locality }) => locality !== undefined);
    reportLocalities(service, placed, context);
  }
  if (found.kind === 'dns') {
    const cluster = { ...dnsCluster(name, found.host, found.port), ...treated };
    return together([{ clusters: [cluster], spans: [service.span] }, secured.resources]);
  }
  const endpoints = assignment(name, found.endpoints, failover, placement.locality?.(proxy));
  const { cluster, resources } = loadAssignment(endpoints, context);
  return together([
    { clusters: [{ name, ...cluster, ...treated }], spans: [service.span] },
    resources,
    secured.resources,
  ]);
}

function reportUnplaced({ key, span }: Service, version: string | undefined, { gap }: Context): void {
  const what = version === undefined ? `\`${key}\`` : `version \`${version}\` of \`${key}\``;
  gap(
    error('MW3451', `the configuration of the \`envoy\` backend does not say where ${what} is`, {
      span,
      help:
        version === undefined
          ? `add it to \`endpoints\`: addresses({ '${key}': [{ address: '10.0.0.1' }] })`
          : 'say the version of its addresses, or have `{version}` in the name that `dns` is given',
    }),
  );
}

function reportLocalities({ name, traffic }: Service, placed: boolean, { placement, proxy, gap }: Context): void {
  if (placed && placement.locality?.(proxy) !== undefined) return;
  const where = placed ? 'where their clients are' : 'where its endpoints are';
  gap(
    error('MW3454', `calls of \`${name}\` cannot fail over: ${where} is not said`, {
      span: traffic!.span,
      help: 'say `locality` in the options of the `envoy` backend, and of each endpoint in `addresses`',
    }),
  );
}
