// The proxies of two services as they are compiled: mutual TLS between them, and rules at the second.
import { join } from 'node:path';
import { envoy, proxiesOf } from '../../../src/backends/envoy/index.ts';
import { compareStrings } from '../../../src/base/order.ts';
import { certificateWriter } from '../../../src/local/certificate-writer.ts';
import { openAuthority } from '../../../src/local/certificates.ts';
import { LOOPBACK } from '../../../src/local/ports.ts';
import { writeProxyFiles } from '../../../src/local/run-proxy.ts';
import { openSite, portsOf } from '../../../src/local/site.ts';
import type { Lookup } from '../../../src/model/lookup.ts';
import { caller, mesh, rule, service, span } from '../../backends/model.ts';
import type { Pair, PairOptions } from './load.ts';
import { startMeasured } from './process.ts';

const pathOf = (i: number) => `/items/${i}`;

/** Each rule lets one caller have one path; without any, everything is allowed and Envoy asks nothing. */
function meshOf(rules: number): Lookup {
  return mesh({
    authorization: rules === 0 ? 'allow-by-default' : 'deny-by-default',
    services: [service('web'), service('orders')],
    calls: [{ from: 'shop/web', to: 'shop/orders', span: span() }],
    rules: Array.from({ length: rules }, (_, i) =>
      rule('orders', {
        from: [caller('web')],
        requests: [{ methods: ['GET'], paths: [{ kind: 'exact', value: pathOf(i) }], headers: [] }],
      }),
    ),
  });
}

/** Envoy asks policies in the order of their names, so the last of them is the one that costs most. */
function lastOf(rules: number): number {
  const numbers = Array.from({ length: rules }, (_, i) => `[${i}]`).sort(compareStrings);
  return Number(numbers.at(-1)?.slice(1, -1) ?? 0);
}

export async function emittedPair(rules: number, { program, folder, application }: PairOptions): Promise<Pair> {
  const model = meshOf(rules);
  const certificates = certificateWriter(join(folder, 'certificates'), await openAuthority(1, new Date()));
  await certificates.write(model);
  const site = await openSite(model, {
    folder,
    version: '1.40',
    configuration: 'filesystem',
    application: () => ({ address: LOOPBACK, port: application }),
    authorizers: new Map(),
    certificates: certificates.folderOf,
    systemCertificates: join(folder, 'certificates/ca.pem'),
    jwks: '{"keys":[]}',
  });
  const configs = envoy(() => site.placement).configs!(model);
  const [first, second] = await Promise.all(
    proxiesOf(model).map((proxy, i) => {
      writeProxyFiles(site.folderOf(proxy), configs[i]!);
      return startMeasured(program, site.folderOf(proxy), portsOf(proxy, model, site));
    }),
  );
  const port = site.outboundOf('shop/web');
  return { port, host: 'orders.shop', path: pathOf(lastOf(rules)), caller: first!, called: second! };
}
