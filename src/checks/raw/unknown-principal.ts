import { type Diagnostic, warning } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Check } from '../check.ts';
import { type Unknown, unknownIdentity, unknownNamespace } from '../rules/unknown-principal.ts';
import { each, namespaceOf, type Part, root, security, spanOf, texts } from './view.ts';

/** Callers that a raw AuthorizationPolicy names are somebody known. */
export const rawUnknownPrincipal: Check = {
  codes: ['MW4103'],
  *run(mesh) {
    for (const raw of security(mesh, 'AuthorizationPolicy')) {
      for (const rule of each(root(raw), 'spec', 'rules')) {
        for (const source of each(rule, 'from')) yield* unknownIn(mesh, source);
        for (const when of each(rule, 'when')) yield* unknownWhen(mesh, when);
      }
    }
  },
};

const SOURCES = {
  principals: principal,
  notPrincipals: principal,
  namespaces: namespaced,
  notNamespaces: namespaced,
  serviceAccounts: account,
  notServiceAccounts: account,
} as const;

const KEYS = {
  'source.principal': principal,
  'source.namespace': namespaced,
  'source.serviceAccount': account,
} as const;

function* unknownIn(mesh: Lookup, source: Part): Generator<Diagnostic> {
  for (const [name, look] of Object.entries(SOURCES)) {
    for (const value of texts(source, 'source', name)) yield* finding(value, look(mesh, value));
  }
}

function* unknownWhen(mesh: Lookup, when: Part): Generator<Diagnostic> {
  const key = (when.value as { readonly key?: unknown } | null)?.key;
  const look = typeof key === 'string' && Object.hasOwn(KEYS, key) ? KEYS[key as keyof typeof KEYS] : undefined;
  if (look === undefined) return;
  for (const list of ['values', 'notValues']) {
    for (const value of texts(when, list)) yield* finding(value, look(mesh, value));
  }
}

function* finding(part: Part, unknown: Unknown | undefined): Generator<Diagnostic> {
  if (unknown) yield warning('MW4103', unknown.message, { ...unknown.details, span: spanOf(part) });
}

type Value = Part & { readonly value: string };

/** `cluster.local/ns/shop/sa/cart`; patterns with `*` are for whoever there is. */
function principal(mesh: Lookup, { value }: Value): Unknown | undefined {
  const [, trustDomain, namespace, serviceAccount] = /^([^/*]+)\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(value) ?? [];
  if (trustDomain === undefined || namespace === undefined || serviceAccount === undefined) return undefined;
  return unknownIdentity(mesh, { trustDomain: ours(mesh, trustDomain), namespace, serviceAccount });
}

/** Istio takes `cluster.local` for the mesh's own trust domain. */
function ours({ mesh }: Lookup, trustDomain: string): string {
  return trustDomain === 'cluster.local' ? mesh.trustDomain : trustDomain;
}

function namespaced(mesh: Lookup, { value }: Value): Unknown | undefined {
  return value.includes('*')
    ? undefined
    : unknownNamespace(mesh, { trustDomain: mesh.mesh.trustDomain, namespace: value });
}

function account(mesh: Lookup, { value, raw }: Value): Unknown | undefined {
  if (value.includes('*')) return undefined;
  const [first = '', second] = value.split('/');
  const [namespace, serviceAccount] = second === undefined ? [namespaceOf(raw), first] : [first, second];
  return unknownIdentity(mesh, { trustDomain: mesh.mesh.trustDomain, namespace, serviceAccount });
}
