import { createHash } from 'node:crypto';

/** The same for the same parts, in whatever run and on whatever machine. */
export function fingerprint(...parts: readonly (string | readonly string[])[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
