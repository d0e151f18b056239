import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import type { Lookup } from '../model/lookup.ts';
import { authorityIn } from './authority-in.ts';
import type { KeyPair } from './certificates.ts';
import { problemsOf } from './check-certificate.ts';
import { isDiskError, whyRefused } from './disk.ts';
import { type Wanted, wantedCertificates } from './wanted-certificates.ts';

/** Certificates that somebody made for the proxies of a mesh, and that are good. */
export interface GivenCertificates {
  readonly folder: string;
  /** By SPIFFE id. */
  readonly identities: ReadonlyMap<string, KeyPair>;
  /** Who signed them, where the folder has its key: it signs what other callers show. */
  readonly authority?: KeyPair | undefined;
  /** The file of the CA that proxies trust. */
  readonly systemCertificates: string;
}

/** Where the folder is, and how the user calls it. */
export interface CertificateFolder {
  readonly path: string;
  readonly said: string;
}

const HELP = 'make them again, or with `meshwright certs --out` for development';

/** The certificates in a folder, or all that is wrong with them. */
export function readCertificates(
  model: Lookup,
  { path: folder, said }: CertificateFolder,
  now: Date,
): Report<GivenCertificates | undefined> {
  const missing = unreadable(folder);
  if (missing !== undefined)
    return { result: undefined, diagnostics: [bad(`there are no certificates in \`${said}\`: ${missing}`)] };
  const wanted = wantedCertificates(model);
  const diagnostics = wanted.flatMap((one) => found(one, folder, said, now));
  if (diagnostics.length > 0) return { result: undefined, diagnostics };
  const read = ({ path }: Pick<Wanted, 'path'>, name: string) =>
    readFileSync(join(folder, path, `${name}.pem`), 'utf8');
  const own = wanted.flatMap(({ id, path }) => (id === undefined ? [] : [{ id, path }]));
  const ca = own[0] && read(own[0], 'ca');
  const authority = authorityIn(folder, now);
  return {
    result: {
      folder,
      identities: new Map(own.map((one) => [one.id, { cert: read(one, 'cert'), key: read(one, 'key') }])),
      // One that proxies do not trust signs nobody who is to be let in.
      authority: authority?.cert === ca ? authority : undefined,
      systemCertificates: join(folder, own[0]?.path ?? '', 'ca.pem'),
    },
    diagnostics: [],
  };
}

function found(wanted: Wanted, folder: string, said: string, now: Date): readonly Diagnostic[] {
  const place = join(folder, wanted.path);
  const missing = unreadable(place);
  if (missing !== undefined) return [bad(`\`${join(said, wanted.path)}\` cannot be read: ${missing}`)];
  return problemsOf(place, wanted, now).map(({ file, words }) => bad(`\`${join(said, wanted.path, file)}\` ${words}`));
}

function unreadable(folder: string): string | undefined {
  try {
    readdirSync(folder);
    return undefined;
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return thrown.code === 'ENOTDIR' ? 'it is no folder' : whyRefused(thrown);
  }
}

function bad(message: string): Diagnostic {
  return error('MW6403', message, { help: HELP });
}
