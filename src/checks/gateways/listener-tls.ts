import { type Span, within } from '../../base/span.ts';
import { type Diagnostic, error } from '../../diag/diagnostic.ts';
import type { Gateway, Listener } from '../../model/gateway.ts';
import type { Check } from '../check.ts';

/** A listener's protocol, TLS and redirect fit together. */
export const listenerTls: Check = {
  codes: ['MW2027'],
  *run({ focus }) {
    for (const gateway of focus.gateways) {
      for (const listener of gateway.listeners) {
        const problem = problemOf(listener);
        if (problem !== undefined) yield finding(gateway, listener, problem);
      }
    }
  },
};

interface Problem {
  readonly what: string;
  readonly field: string;
  readonly help: string;
}

function problemOf({ protocol, tls, redirect }: Listener): Problem | undefined {
  if (tls === undefined && (protocol === 'https' || protocol === 'tls')) {
    return {
      what: `is \`${protocol}\` without \`tls\``,
      field: 'protocol',
      help: "add `tls: { mode: 'terminate', credential: '…' }`",
    };
  }
  if (tls !== undefined && (protocol === 'http' || protocol === 'http2' || protocol === 'grpc')) {
    return {
      what: `has \`tls\` and speaks plain \`${protocol}\``,
      field: 'protocol',
      help: 'make the protocol `https`',
    };
  }
  if (tls !== undefined && redirect !== undefined) {
    return { what: 'redirects to https and speaks https itself', field: 'redirect', help: 'leave the redirect out' };
  }
  if (redirect !== undefined && protocol === 'tcp') {
    return { what: 'redirects requests, and carries TCP', field: 'redirect', help: 'leave the redirect out' };
  }
  return undefined;
}

function finding(gateway: Gateway, listener: Listener, { what, field, help }: Problem): Diagnostic {
  const span: Span = within(gateway.span, 1, 'listeners', listener.name, field);
  return error('MW2027', `listener \`${listener.name}\` of \`${gateway.name}\` ${what}`, { span, help });
}
