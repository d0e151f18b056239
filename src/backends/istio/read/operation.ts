import { ALL, atom, type Formula } from '../../../access/formula.ts';
import type { Operation } from '../../../manifest/kinds/istio-security.ts';
import { type Field, field } from './field.ts';
import { literally, portNumber, stringMatch } from './value.ts';

/** Those that an operation says something in. */
export function operationFields(operation: Operation): readonly Field[] {
  const { hosts, notHosts, methods, notMethods, paths, notPaths, ports, notPorts } = operation;
  const said: Field[] = [];
  if (hosts || notHosts) said.push(field(true, host, hosts, notHosts));
  if (methods || notMethods) said.push(field(true, method, methods, notMethods));
  if (paths || notPaths) said.push(field(true, path, paths, notPaths));
  if (ports || notPorts) said.push(field(false, port, ports, notPorts));
  return said;
}

/** Whatever the case; every request has an authority. */
function host(value: string): Formula {
  return value === '*' ? ALL : atom({ on: 'host', match: stringMatch(value.toLowerCase()) });
}

function method(value: string): Formula {
  return value === '*' ? ALL : atom({ on: 'method', match: stringMatch(value) });
}

export function port(value: string): Formula | undefined {
  const number = portNumber(value);
  return number === undefined ? undefined : atom({ on: 'port', port: number });
}

/** Without the query. A prefix is one of text, not of segments. */
function path(value: string): Formula {
  if (value.includes('{*}') || value.includes('{**}')) return template(value);
  const match = stringMatch(value);
  if (match.kind === 'present') return ALL;
  if (match.kind === 'prefix' && !match.value.endsWith('/'))
    return atom({ on: 'path', match: { kind: 'regex', value: `${literally(match.value)}.*` } });
  return atom({ on: 'path', match });
}

/** What Envoy lets an operator of a template stand for. */
const CHARACTERS = "a-zA-Z0-9\\-._~%!$&'()*+,;:@=";

function template(value: string): Formula {
  const simple = value.includes('{*}') && /^(?:\/(?:\{\*\}|[^/{}*]+))+(?:\/\{\*\*\})?$/.test(value);
  if (simple) return atom({ on: 'path', match: { kind: 'template', value } });
  const parts = value.split(/(\{\*\*?\}|\*\*?)/).map((part) => {
    if (part === '{*}' || part === '*') return `[${CHARACTERS}]+`;
    return part === '{**}' || part === '**' ? `[${CHARACTERS}/]*` : literally(part);
  });
  return atom({ on: 'path', match: { kind: 'regex', value: parts.join('') } });
}
