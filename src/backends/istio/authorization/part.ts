import type { Source, When } from '../../../manifest/kinds/istio-security.ts';

/** What one caller, exception or condition adds to a rule of Istio; all that it has must hold. */
export interface Part {
  readonly source: Source;
  readonly when: readonly When[];
  /** Whether it can be seen in requests only, and not on a port that carries bytes. */
  readonly http: boolean;
}

/** No conditions, of whatever it is that has none. */
export const NO_CONDITIONS: readonly When[] = [];

export const NOTHING: Part = { source: {}, when: NO_CONDITIONS, http: false };

/** Fields of a source have a key of `when` that means the same. */
const SAME_AS = {
  principals: 'source.principal',
  ipBlocks: 'source.ip',
  remoteIpBlocks: 'remote.ip',
  requestPrincipals: 'request.auth.principal',
} as const satisfies { readonly [F in keyof Source]?: string };

/** Both at once. A field that is taken already goes to `when`, where conditions are and-ed, not or-ed. */
export function both(a: Part, b: Part): Part {
  const source: Record<string, readonly string[]> = { ...a.source };
  const when = [...a.when, ...b.when];
  for (const [field, values] of Object.entries(b.source)) {
    if (source[field] === undefined) source[field] = values;
    else when.push({ key: SAME_AS[field as keyof typeof SAME_AS], values });
  }
  return { source, when, http: a.http || b.http };
}
