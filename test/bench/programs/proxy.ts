// The sizes of some proxies' files, spread over the mesh, and one of them written down to be run on loopback.
//   proxy.mjs FOLDER calls|mesh SAMPLE OUT INBOUND OUTBOUND
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configOf, proxiesOf } from '../../../src/backends/envoy/index.ts';
import { placeFrom } from '../../../src/backends/envoy/place.ts';
import type { Placement } from '../../../src/backends/envoy/placement.ts';
import { openAuthority } from '../../../src/local/certificates.ts';
import { LOOPBACK } from '../../../src/local/ports.ts';
import { writeProxyFiles } from '../../../src/local/run-proxy.ts';
import { printIdentity } from '../../../src/model/ids.ts';
import { readProject } from './model.ts';
import { sizesOf } from './sizes.ts';

const [folder, scope, sample, out, inbound, outbound] = process.argv.slice(2) as [
  string,
  Placement['scope'],
  ...string[],
];
const { model, options } = await readProject(folder);
const certificates = join(out!, 'certificates');
const here = (port: string | undefined) => ({ address: LOOPBACK, port: Number(port) });
const placement: Placement = {
  ...placeFrom({ ...options, scope, admin: false })(model),
  directory: () => out!,
  inbound: () => here(inbound),
  outbound: () => here(outbound),
  certificates: () => ({ kind: 'files', directory: certificates }),
};
const proxies = proxiesOf(model);
const step = Math.max(1, Math.floor(proxies.length / Number(sample)));
const chosen = proxies.filter((_, i) => i % step === 0).slice(0, Number(sample));
const sizes = chosen.flatMap((proxy) => sizesOf([configOf({ lookup: model, placement, proxy, gap: () => {} })]));

const [proxy] = chosen;
mkdirSync(certificates, { recursive: true });
writeProxyFiles(out!, configOf({ lookup: model, placement, proxy: proxy!, gap: () => {} }));
const authority = await openAuthority(1, new Date());
const identity = proxy!.kind === 'service' ? proxy!.service.identity : proxy!.gateway.workload.identity;
const { cert, key } = await authority.identity(`spiffe://${printIdentity(identity)}`);
for (const [name, text] of Object.entries({ cert, key, ca: authority.ca.cert }))
  writeFileSync(join(certificates, `${name}.pem`), text);
process.stdout.write(JSON.stringify({ proxies: proxies.length, sizes }), () => process.exit(0));
