import * as z from 'zod/mini';

export const text = z.string('must be a string').check(z.minLength(1, 'must not be empty'));

/** Inside the project: relative, and no `..` on any platform. */
export const path = text.check(z.refine(staysInside, 'must be a path inside the project: relative, without `..`'));

export function staysInside(path: string): boolean {
  return !/^([/\\]|[a-z]:)|\\|\0/i.test(path) && !path.split('/').includes('..');
}
