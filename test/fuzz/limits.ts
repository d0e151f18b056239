// Meshes that also say how many requests pass: of services, of gateways, and of their routes.
import fc from 'fast-check';
import { type Lookup, lookup } from '../../src/model/lookup.ts';
import type { LimitedCaller, RateLimit, RateLimitAmount, RateLimitKey } from '../../src/model/rate-limit.ts';
import { span } from '../backends/model.ts';
import { request } from './models.ts';

export interface LimitOptions {
  /** A rate limit service that some are counted by; without, proxies count. */
  readonly provider?: string;
}

const callers: fc.Arbitrary<LimitedCaller> = fc.constantFrom<LimitedCaller>(
  { kind: 'authenticated' },
  { kind: 'namespace', trustDomain: 'cluster.local', namespace: 'shop' },
  { kind: 'trust-domain', trustDomain: 'partner.example' },
  { kind: 'ip-block', cidr: '127.0.0.0/30' },
  { kind: 'remote-ip-block', cidr: '10.1.0.0/16' },
);
const keys = fc.constantFrom<readonly RateLimitKey[]>(
  [],
  [{ kind: 'caller' }],
  [{ kind: 'remote-address' }],
  [{ kind: 'header', name: 'x-a' }, { kind: 'remote-address' }],
);

/** More than any test sends: who is let in is what is asked. */
const local: RateLimitAmount = { kind: 'local', limit: 1_000_000, per: '1s', burst: 1_000_000 };

const shape = (options: LimitOptions) =>
  fc.record({
    at: fc.nat(9),
    ofRoute: fc.boolean(),
    amount: fc.constantFrom(
      local,
      ...(options.provider ? [{ kind: 'global', provider: options.provider } as const] : []),
    ),
    from: fc.oneof(fc.constant('anyone' as const), fc.tuple(callers)),
    except: fc.oneof(fc.constant([]), fc.tuple(callers)),
    requests: fc.oneof(fc.constant('any' as const), fc.tuple(request)),
    by: keys,
    status: fc.constantFrom(429, 503),
    headers: fc.boolean(),
    dryRun: fc.boolean(),
  });
type Shape = ReturnType<typeof shape> extends fc.Arbitrary<infer S> ? S : never;

/** The same meshes with some limits, which change nobody's access. */
export function limited(models: fc.Arbitrary<Lookup>, options: LimitOptions = {}): fc.Arbitrary<Lookup> {
  return fc
    .tuple(models, fc.array(shape(options), { minLength: 1, maxLength: 3 }))
    .map(([model, shapes]) => shapes.reduce(withLimit, model));
}

function withLimit({ mesh }: Lookup, { at, ofRoute, from, except, requests, ...said }: Shape, i: number): Lookup {
  const places = [...mesh.services, ...mesh.gateways];
  const place = places[at % places.length]!;
  const scope: RateLimit['scope'] =
    'listeners' in place ? { kind: 'gateway', gateway: place.key } : { kind: 'service', service: place.key };
  const policy = { ...said, scope, name: `limit-${i}`, span: span() };
  const [first, ...routes] = place.routes;
  if (!ofRoute || first === undefined || first.kind === 'tcp' || first.kind === 'tls')
    return lookup({ ...mesh, rateLimits: [...mesh.rateLimits, { ...policy, from, except, requests }] });
  const limitedPlace = { ...place, routes: [{ ...first, rateLimit: policy }, ...routes] };
  const swap = <T extends { readonly key: string }>(list: readonly T[]): readonly T[] =>
    list.map((one) => (one.key === place.key ? (limitedPlace as unknown as T) : one));
  return lookup({ ...mesh, services: swap(mesh.services), gateways: swap(mesh.gateways) });
}
