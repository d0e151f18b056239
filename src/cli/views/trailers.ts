import type { Reference } from '../../revision/reference.ts';

/**
 * The trailers that Argo CD's hydrator reads of a commit of manifests: which commit of sources it came from. One line each, whatever the
 * author of that commit wrote; a hash is at most as long as Argo CD takes it.
 */
export function trailers({ author, date, sha, subject, body, repoURL }: Reference): string {
  const said = {
    author: address(author),
    sha: sha.slice(0, LONGEST_SHA),
    subject: oneLine(subject),
    ...(body !== '' && { body: JSON.stringify(body) }),
    ...(repoURL !== undefined && { repourl: oneLine(repoURL) }),
    date,
  };
  return Object.entries(said)
    .map(([key, value]) => `Argocd-reference-commit-${key}: ${value}\n`)
    .join('');
}

const LONGEST_SHA = 40;

/** As RFC 5322 has it: a name or a mailbox is quoted if it holds more than may stand as it is, as that of `dependabot[bot]` does. */
function address({ name, email }: Reference['author']): string {
  const [words, mailbox] = [oneLine(name), oneLine(email)];
  const at = mailbox.lastIndexOf('@');
  const local = at === -1 ? mailbox : mailbox.slice(0, at);
  const domain = at === -1 ? '' : mailbox.slice(at).replace(/[<>\s]/g, '');
  const shown = /^[\p{L}\p{N}\p{M} '_-]*$/u.test(words) ? words : quoted(words);
  return `${shown} <${/^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u.test(local) ? local : quoted(local)}${domain}>`.trim();
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** As it stands among the `references` of a `hydrator.metadata` file. */
export function hydratorReferences(reference: Reference): string {
  const { author, sha, subject, body, repoURL, date } = reference;
  const commit = { author, sha, subject, body, ...(repoURL !== undefined && { repoURL }), date };
  return `${JSON.stringify({ references: [{ commit }] }, undefined, 2)}\n`;
}
