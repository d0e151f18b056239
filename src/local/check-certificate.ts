import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskError, whyRefused } from './disk.ts';
import type { Wanted } from './wanted-certificates.ts';

/** What is wrong with one file of a certificate, in words that come after its name. */
export interface Problem {
  readonly file: (typeof FILES)[number];
  readonly words: string;
}

const FILES = ['cert.pem', 'key.pem', 'ca.pem'] as const;

/** All that keeps a proxy from showing what lies in a folder at that time: files, the key, dates, names and who signed. */
export function problemsOf(place: string, wanted: Pick<Wanted, 'id' | 'hosts'>, time: Date): readonly Problem[] {
  const [cert, key, ca] = [
    readPem(join(place, 'cert.pem'), certificatesIn, 'certificate'),
    readPem(join(place, 'key.pem'), createPrivateKey, 'key'),
    readPem(join(place, 'ca.pem'), certificatesIn, 'certificate'),
  ];
  const unreadable = [cert, key, ca].flatMap((read, i) => ('words' in read ? [{ file: FILES[i]!, ...read }] : []));
  const all: (Problem | undefined)[] = [...unreadable];
  if ('value' in cert) {
    const own = cert.value[0]!;
    if ('value' in key) all.push(keyProblem(own, key.value));
    all.push(dateProblem('cert.pem', own, time), ...nameProblems(own, wanted));
    if ('value' in ca) all.push(signerProblem(cert.value, ca.value, time));
  }
  return all.filter((one) => one !== undefined);
}

/** The names in a certificate, as Node prints them, in order. */
export function namesOf(pem: string): readonly string[] {
  return namesIn(new X509Certificate(pem)).toSorted();
}

type Read<T> = { readonly value: T } | { readonly words: string };

function readPem<T>(path: string, parse: (text: string) => T, what: string): Read<T> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return { words: `cannot be read: ${whyRead(thrown)}` };
  }
  try {
    return { value: parse(text) };
  } catch {
    return { words: `is no ${what} in PEM` };
  }
}

/** A folder that is read is nothing that stands in the way. */
function whyRead(thrown: Parameters<typeof whyRefused>[0]): string {
  return thrown.code === 'EISDIR' ? 'it is a folder' : whyRefused(thrown);
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** The certificate itself, and those between it and the CA. */
function certificatesIn(text: string): readonly X509Certificate[] {
  const blocks = text.match(BLOCK) ?? [text];
  return blocks.map((block) => new X509Certificate(block));
}

function keyProblem(own: X509Certificate, key: KeyObject): Problem | undefined {
  return own.checkPrivateKey(key) ? undefined : { file: 'key.pem', words: 'is not the key of `cert.pem`' };
}

function dateProblem(file: Problem['file'], { validFrom, validTo }: X509Certificate, time: Date): Problem | undefined {
  if (Date.parse(validTo) <= time.getTime()) return { file, words: `expired on ${day(validTo)}` };
  if (Date.parse(validFrom) > time.getTime()) return { file, words: `is not valid before ${day(validFrom)}` };
  return undefined;
}

function day(date: string): string {
  return new Date(date).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
}

function nameProblems(
  own: X509Certificate,
  { id, hosts }: Pick<Wanted, 'id' | 'hosts'>,
): readonly (Problem | undefined)[] {
  const others = hosts.filter((host) => !isFor(own, host)).map((host) => `is not for \`${host}\``);
  const words = id === undefined ? others : [otherIdentity(own, id)];
  return words.map((one) => (one === undefined ? undefined : { file: 'cert.pem', words: one }));
}

/** A listener may be shown a certificate for more hosts than it has. */
function isFor(own: X509Certificate, host: string): boolean {
  if (host.startsWith('*')) return host === '*' || namesIn(own).includes(`DNS:${host}`);
  return own.checkHost(host) !== undefined;
}

/** Proxies take the one URI of a certificate for who shows it. */
function otherIdentity(own: X509Certificate, wanted: string): string | undefined {
  const ids = namesIn(own).flatMap((name) => (name.startsWith('URI:') ? [name.slice(4)] : []));
  if (ids.length === 0) return `has no SPIFFE id, and the proxy is \`${wanted}\``;
  if (ids.length > 1) return `has ${ids.length} URIs, and a SPIFFE id has to be the only one`;
  if (ids[0] === wanted) return undefined;
  const [theirs, ours] = [domainOf(ids[0]!), domainOf(wanted)];
  if (theirs !== ours) return `is for the trust domain \`${theirs}\`, and that of the proxy is \`${ours}\``;
  return `is for \`${ids[0]}\`, and the proxy is \`${wanted}\``;
}

function domainOf(id: string): string {
  return id.replace(/^spiffe:\/\//, '').split('/')[0]!;
}

function namesIn({ subjectAltName }: X509Certificate): string[] {
  return (subjectAltName ?? '').split(', ').filter((name) => name !== '');
}

function signerProblem(
  [own, ...between]: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  time: Date,
): Problem | undefined {
  const issued = (one: X509Certificate) => own!.checkIssued(one) && own!.verify(one.publicKey);
  const root = trusted.find(issued);
  if (root) return dateProblem('ca.pem', root, time);
  const next = between.find(issued);
  if (next === undefined) return { file: 'cert.pem', words: 'is not signed by the CA in `ca.pem`' };
  return (
    dateProblem('cert.pem', next, time) ??
    signerProblem([next, ...between.filter((one) => one !== next)], trusted, time)
  );
}
