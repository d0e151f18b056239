import type { DeclarationOf, TrafficSyntax } from '../dsl/declaration.ts';
import type { ClientTls, HashKey, LoadBalancer, TrafficPolicy } from '../model/traffic.ts';
import { nonEmpty } from './matches.ts';

export function elaborateTraffic({ span, args }: DeclarationOf<'traffic'>): TrafficPolicy {
  const { loadBalancer, tls, ...rest } = args[0];
  return {
    ...rest,
    ...(loadBalancer && { loadBalancer: loadBalancerOf(loadBalancer) }),
    ...(tls && { tls: tlsOf(tls) }),
    span,
  };
}

function loadBalancerOf(syntax: NonNullable<TrafficSyntax['loadBalancer']>): LoadBalancer {
  if (typeof syntax === 'string') return { kind: syntax };
  const { minimumRingSize } = syntax.consistentHash;
  return {
    kind: 'consistent-hash',
    on: hashKey(syntax.consistentHash),
    ...(minimumRingSize !== undefined && { minimumRingSize }),
  };
}

type HashSyntax = Extract<TrafficSyntax['loadBalancer'], { consistentHash: unknown }>['consistentHash'];

function hashKey(syntax: HashSyntax): HashKey {
  if ('header' in syntax) return { kind: 'header', name: syntax.header };
  if ('queryParameter' in syntax) return { kind: 'query-parameter', name: syntax.queryParameter };
  if ('cookie' in syntax) {
    const { name, path, ttl } = syntax.cookie;
    return { kind: 'cookie', name, ttl, ...(path !== undefined && { path }) };
  }
  return { kind: 'source-ip' };
}

function tlsOf(syntax: NonNullable<TrafficSyntax['tls']>): ClientTls {
  if (syntax.mode === 'istio-mutual' || syntax.mode === 'disabled') return { mode: syntax.mode };
  const { mode, sni, credential, subjectAltNames } = syntax as Extract<typeof syntax, { mode: 'simple' | 'mutual' }>;
  return {
    mode,
    ...(sni !== undefined && { sni }),
    ...(credential !== undefined && { credential }),
    ...(subjectAltNames && { subjectAltNames: nonEmpty(subjectAltNames) }),
  };
}
