import { boundedName } from '../../manifest/names.ts';
import type { Effect, Scope } from '../../model/authorization.ts';
import type { Gateway } from '../../model/gateway.ts';
import type { Lookup } from '../../model/lookup.ts';

/**
 * Names of objects that no service stands for. Names of services, namespaces and gateways hold no dot, so what is joined
 * with one cannot be a service's own; the second part says which family a name is of, and keeps the families apart:
 *
 * | of | allow rules | others |
 * |---|---|---|
 * | service `reviews` | `reviews` | `reviews.deny`, `reviews.custom.<provider>`, `reviews.dry-run-allow` |
 * | namespace `bookinfo` | `bookinfo.namespace` | `bookinfo.namespace.deny` |
 * | mesh `shop` | `shop.mesh` | `shop.mesh.deny` |
 * | gateway `edge` of namespace `bookinfo` | `edge.gateway.bookinfo` | `edge.gateway.bookinfo.deny` |
 */
export function scopeName(scope: Scope, lookup: Lookup): string {
  switch (scope.kind) {
    case 'mesh':
      return dotted(lookup.mesh.name, 'mesh');
    case 'namespace':
      return dotted(scope.namespace, 'namespace');
    case 'service':
      return scope.service.slice(scope.service.indexOf('/') + 1);
    case 'gateway': {
      const [namespace = '', name = ''] = scope.gateway.split('/');
      return dotted(name, 'gateway', namespace);
    }
  }
}

/** What distinguishes the policies of one scope. */
export interface PolicyKey {
  readonly effect: Effect;
  readonly dryRun: boolean;
  /** The wider scope that said it, for what is repeated at a gateway. */
  readonly of?: 'mesh' | 'namespace' | undefined;
  readonly provider?: string | undefined;
  readonly name?: string | undefined;
}

/** The allow rules of a scope have its name; others say what they are, and a rule with a name of its own ends in it. */
export function policyName(scope: string, { effect, dryRun, of, provider, name }: PolicyKey): string {
  const kind = dryRun ? `dry-run-${effect}` : effect;
  const what = of ? `${of}-${kind}` : kind;
  if (what === 'allow' && name === undefined) return dotted(scope);
  const parts = [what, provider, name].filter((part) => part !== undefined);
  return dotted(scope, ...parts.map(label));
}

/**
 * `bookinfo-gateway.bookinfo.example.com`. `*` becomes `any`, so a host whose first label is `any`, `any-x`, … gets one
 * `-x` more: no two hosts share a name.
 */
export function gatewayHostName(gateway: Gateway, host: string): string {
  const [first = '', ...rest] = host.split('.');
  const escaped = first === '*' ? 'any' : /^any(?:-x)*$/.test(first) ? `${first}-x` : first;
  return dotted(gateway.name, escaped, ...rest);
}

/** Providers and rules may have names that no Kubernetes object can; such a name is spelt in hexadecimal. */
function label(text: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(text) && !text.startsWith('x--')) return text;
  return `x--${[...text].map((character) => character.codePointAt(0)!.toString(16)).join('-')}`;
}

function dotted(...parts: readonly string[]): string {
  return boundedName([parts.join('.')], 253);
}
