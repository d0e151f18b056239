import { type Span, within } from '../../base/span.ts';
import { error } from '../../diag/diagnostic.ts';
import type { Check } from '../check.ts';

/** mTLS is asked for only where a proxy is that can do it. */
export const unenforcedMtls: Check = {
  codes: ['MW3014'],
  *run({ focus, namespaces }) {
    for (const { name, dataPlane, mtls, span } of focus.namespaces) {
      if (dataPlane.kind === 'none' && mtls)
        yield finding(`namespace \`${name}\``, mtls, within(span, 1, 'mtls'), span);
    }
    for (const { name, namespace, mtls, span } of focus.services) {
      const where = namespaces.get(namespace);
      const mode = mtls.mode ?? mtls.ports[0]?.mode;
      if (where?.dataPlane.kind !== 'none' || mode === undefined) continue;
      yield finding(`\`${name}\``, mode, within(span, 1, 'mtls'), where.span);
    }
  },
};

function finding(what: string, mode: string, span: Span, namespace: Span) {
  return error('MW3014', `\`${mode}\` mTLS of ${what} is enforced by nobody: its namespace has no data plane`, {
    span,
    related: [{ span: within(namespace, 1, 'dataPlane'), note: '`none` is said here' }],
    note: 'pods without a proxy take plaintext from anybody',
    help: 'give the namespace a data plane (`sidecar`), or leave `mtls` out',
  });
}
