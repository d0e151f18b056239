import { within } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Service } from '../../model/service.ts';
import type { Check } from '../check.ts';
import { inArgument } from '../place.ts';
import { modesOf } from './modes.ts';

/** What clients are told to speak is what the service's proxy takes. */
export const clientTls: Check = {
  codes: ['MW3012', 'MW3013'],
  *run(mesh) {
    for (const service of mesh.focus.services) {
      if (service.traffic?.tls?.mode === 'istio-mutual') yield* notTaken(mesh, service);
      else if (service.traffic?.tls) yield* refused(mesh, service, service.traffic.tls.mode);
    }
  },
};

export type ClientMode = 'disabled' | 'simple' | 'mutual';

const SPEAKS = {
  disabled: 'plaintext',
  simple: 'TLS without a mesh certificate',
  mutual: 'TLS with a certificate that the mesh did not issue',
} as const;

/** Why a strict service breaks calls of clients in such a mode. */
export function brokenCall(service: Service, mode: ClientMode): string {
  return `clients are told to speak ${SPEAKS[mode]} to \`${service.name}\`, whose proxy takes mutual TLS only`;
}

function tlsSpan({ traffic, span }: Service) {
  return inArgument(traffic?.span ?? span, 'tls');
}

function* refused(mesh: Lookup, service: Service, mode: ClientMode): Generator<Diagnostic> {
  const strict = modesOf(mesh, service)?.find((port) => port.mode === 'strict');
  if (strict === undefined) return;
  yield error('MW3012', brokenCall(service, mode), {
    span: tlsSpan(service),
    related: [{ span: strict.span, note: '`strict` is said here' }],
    note: 'every call fails: the proxy closes the connection',
    help: 'leave `tls` out: clients then use mutual TLS wherever the other side has a proxy',
  });
}

function* notTaken(mesh: Lookup, service: Service): Generator<Diagnostic> {
  const modes = modesOf(mesh, service);
  const plain = modes?.find(({ mode }) => mode === 'disabled');
  if (modes !== undefined && plain === undefined) return;
  const namespace = mesh.namespaces.get(service.namespace);
  const why = modes === undefined ? 'whose namespace has no data plane' : 'whose proxy takes plaintext only';
  const said = plain ? plain.span : namespace && within(namespace.span, 1, 'dataPlane');
  yield error('MW3013', `clients are told to speak mutual TLS to \`${service.name}\`, ${why}`, {
    span: tlsSpan(service),
    ...(said && { related: [{ span: said, note: 'said here' }] }),
    note: 'every call fails: nothing there answers mutual TLS',
    help: 'leave `tls` out',
  });
}
