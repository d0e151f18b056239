import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Diagnostic, error } from '../diag/diagnostic.ts';
import type { Report } from '../diag/report.ts';
import type { Lookup } from '../model/lookup.ts';
import { authorityIn } from './authority-in.ts';
import { openAuthority } from './certificates.ts';
import { namesOf, problemsOf } from './check-certificate.ts';
import { isDiskError, makeFolder, whyRefused } from './disk.ts';
import { type Wanted, wantedCertificates } from './wanted-certificates.ts';

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
  const kept = authorityIn(folder, new Date(now.getTime() + DAY));
  const authority = await openAuthority(days, now, kept);
  put(join(folder, MARK), WORDS, 0o644);
  if (!kept) {
    put(join(folder, 'ca.pem'), authority.ca.cert, 0o644);
    put(join(folder, 'ca-key.pem'), authority.ca.key, 0o600);
  }
  const written: Written[] = [
    { path: 'ca.pem', what: 'the development CA', state: kept ? 'kept' : before ? 'renewed' : 'made' },
  ];
  for (const wanted of wantedCertificates(model)) {
    const { path, what, make } = wanted;
    const place = join(folder, path);
    const existed = existsSync(join(place, 'cert.pem'));
    const good = existed && kept !== undefined && isGood(place, wanted, authority.ca.cert, now);
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

const DAY = 24 * 60 * 60 * 1000;

/** Whether it can be kept: good now and for another day, of this CA, and for these names alone. */
function isGood(place: string, wanted: Wanted, ca: string, now: Date): boolean {
  const tomorrow = new Date(now.getTime() + DAY);
  if ([now, tomorrow].some((time) => problemsOf(place, wanted, time).length > 0)) return false;
  if (readFileSync(join(place, 'ca.pem'), 'utf8') !== ca) return false;
  return namesOf(readFileSync(join(place, 'cert.pem'), 'utf8')).join() === [...wanted.names].sort().join();
}

/** In one step, so that a proxy that runs never reads half a file. */
function put(path: string, text: string, mode: number): void {
  makeFolder(dirname(path));
  const scratch = `${path}.new`;
  writeFileSync(scratch, text, { mode });
  chmodSync(scratch, mode);
  renameSync(scratch, path);
}
