import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { proxiesOf } from '../backends/envoy/index.ts';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import { printIdentity } from '../model/ids.ts';
import type { Lookup } from '../model/lookup.ts';
import { type Authority, type KeyPair, openAuthority } from './certificates.ts';
import { isDiskError, makeFolder, whyRefused } from './disk.ts';

export interface Written {
  /** Relative to the folder. */
  readonly path: string;
  readonly what: string;
  readonly state: 'made' | 'renewed' | 'kept';
}

/** What makes the folder ours: who reads it knows that nothing of it is for production. */
const MARK = 'DEVELOPMENT-ONLY.txt';
const WORDS = `Made by \`meshwright certs\` for development on one machine.
Whoever has these files can be any service of the mesh: never use them in production, and never commit them.
`;

interface Wanted {
  readonly path: string;
  readonly what: string;
  readonly names: readonly string[];
  readonly make: (authority: Authority) => Promise<KeyPair>;
}

/** Certificates for all proxies of a mesh in a folder: those that are good are kept, the others made. */
export async function writeCertificates(
  model: Lookup,
  folder: string,
  days: number,
  now: Date,
): Promise<Report<readonly Written[]>> {
  try {
    return await writeInto(folder, model, days, now);
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    // The scratch file is nobody's concern.
    const path = (thrown.path ?? folder).replace(/\.new$/, '');
    return refused(
      error('MW6402', `\`${path}\` cannot be written: ${whyRefused(thrown)}`, {
        help: 'name a folder that you may write to with `--out`',
      }),
    );
  }
}

async function writeInto(folder: string, model: Lookup, days: number, now: Date): Promise<Report<readonly Written[]>> {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, MARK)))
    return refused(
      error('MW6401', `\`${folder}\` has something in it that meshwright did not make`, {
        help: 'name another folder with `--out`',
      }),
    );
  const before = existsSync(join(folder, 'ca.pem'));
  const kept = authorityIn(folder, now);
  const authority = await openAuthority(days, now, kept);
  put(join(folder, MARK), WORDS, 0o644);
  if (!kept) {
    put(join(folder, 'ca.pem'), authority.ca.cert, 0o644);
    put(join(folder, 'ca-key.pem'), authority.ca.key, 0o600);
  }
  const written: Written[] = [
    { path: 'ca.pem', what: 'the development CA', state: kept ? 'kept' : before ? 'renewed' : 'made' },
  ];
  for (const { path, what, names, make } of wanted(model)) {
    const place = join(folder, path);
    const existed = existsSync(join(place, 'cert.pem'));
    const good = existed && kept !== undefined && isGood(place, names, authority.ca.cert, now);
    if (!good) {
      const { cert, key } = await make(authority);
      put(join(place, 'key.pem'), key, 0o600);
      put(join(place, 'cert.pem'), cert, 0o644);
      put(join(place, 'ca.pem'), authority.ca.cert, 0o644);
    }
    written.push({ path: relative(folder, place), what, state: good ? 'kept' : existed ? 'renewed' : 'made' });
  }
  return { result: written, diagnostics: [] };
}

function refused(diagnostic: Diagnostic): Report<readonly Written[]> {
  return { result: [], diagnostics: [diagnostic] };
}

function wanted(model: Lookup): readonly Wanted[] {
  return proxiesOf(model).flatMap((proxy): readonly Wanted[] => {
    const { namespace, name } = proxy.kind === 'service' ? proxy.service : proxy.gateway;
    const identity = proxy.kind === 'service' ? proxy.service.identity : proxy.gateway.workload.identity;
    const id = `spiffe://${printIdentity(identity)}`;
    const path = join(namespace, name);
    const own: Wanted = { path, what: id, names: [`URI:${id}`], make: (authority) => authority.identity(id) };
    if (proxy.kind === 'service') return [own];
    const credentials = new Map<string, readonly string[]>();
    for (const { tls, hosts } of proxy.gateway.listeners)
      if (tls && tls.mode !== 'passthrough')
        credentials.set(tls.credential, [...new Set([...(credentials.get(tls.credential) ?? []), ...hosts])]);
    const shown = [...credentials].map(
      ([credential, hosts]): Wanted => ({
        path: join(path, credential),
        what: hosts.join(', '),
        names: hosts.map((host) => `DNS:${host === '*' ? 'localhost' : host}`),
        make: (authority) => authority.server(hosts),
      }),
    );
    return [own, ...shown];
  });
}

/** The authority that was made before, as long as it lasts for another day. */
function authorityIn(folder: string, now: Date): KeyPair | undefined {
  try {
    const ca = {
      cert: readFileSync(join(folder, 'ca.pem'), 'utf8'),
      key: readFileSync(join(folder, 'ca-key.pem'), 'utf8'),
    };
    const certificate = new X509Certificate(ca.cert);
    return lasts(certificate, now) && fits(certificate, ca.key) ? ca : undefined;
  } catch {
    return undefined;
  }
}

const DAY = 24 * 60 * 60 * 1000;

function lasts({ validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validTo) - now.getTime() > DAY;
}

/** Whether it is the key of the certificate. */
function fits(certificate: X509Certificate, key: string): boolean {
  return certificate.checkPrivateKey(createPrivateKey(key));
}

function isGood(place: string, names: readonly string[], ca: string, now: Date): boolean {
  try {
    const certificate = new X509Certificate(readFileSync(join(place, 'cert.pem')));
    const said = (certificate.subjectAltName ?? '').split(', ').sort().join();
    return (
      fits(certificate, readFileSync(join(place, 'key.pem'), 'utf8')) &&
      readFileSync(join(place, 'ca.pem'), 'utf8') === ca &&
      lasts(certificate, now) &&
      said === [...names].sort().join() &&
      certificate.verify(new X509Certificate(ca).publicKey)
    );
  } catch {
    return false;
  }
}

/** In one step, so that a proxy that runs never reads half a file. */
function put(path: string, text: string, mode: number): void {
  makeFolder(dirname(path));
  const scratch = `${path}.new`;
  writeFileSync(scratch, text, { mode });
  chmodSync(scratch, mode);
  renameSync(scratch, path);
}
