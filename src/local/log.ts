import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { rulesAt } from '../backends/envoy/authorization/rules-at.ts';
import { proxiesOf } from '../backends/envoy/index.ts';
import { isJsonObject } from '../base/json.ts';
import type { Span } from '../base/span.ts';
import type { Lookup } from '../model/lookup.ts';

/** A request or a connection that came to a proxy. */
export interface Passed {
  /** `cluster.local/ns/shop/sa/web`; absent: without an identity. */
  readonly from?: string;
  /** Where it came to, as an address of this machine. */
  readonly at: string;
  /** `GET /orders`; of a connection, that. */
  readonly what: string;
  readonly status: number;
  readonly allowed: boolean;
  /** The rule that decided, and its line. */
  readonly rule?: string;
  readonly span?: Span;
  /** What Envoy says of it. */
  readonly details?: string;
  /** Where the service is that was let have it and gave no answer. */
  readonly unanswered?: string;
}

const POLL_MS = 60;

/** Response flags of Envoy: the service took no connection, ended it, reset it, or was too slow. */
const UNANSWERED = /\b(?:UF|UC|UR|UT)\b/;

/** Tells of each line that proxies add to their log. */
export function readLog(
  file: string,
  model: () => Lookup | undefined,
  onPassed: (passed: Passed) => void,
): { readonly close: () => void } {
  let at = 0;
  let rest = '';
  const read = () => {
    const text = rest + added();
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const passed = parse(line, model());
      if (passed) onPassed(passed);
    }
  };
  const added = (): string => {
    let open: number;
    try {
      open = openSync(file, 'r');
    } catch {
      return '';
    }
    const size = fstatSync(open).size;
    const buffer = Buffer.alloc(Math.max(0, size - at));
    readSync(open, buffer, 0, buffer.length, at);
    closeSync(open);
    at = size;
    return buffer.toString('utf8');
  };
  const timer = setInterval(read, POLL_MS);
  return { close: () => clearInterval(timer) };
}

function parse(line: string, model: Lookup | undefined): Passed | undefined {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isJsonObject(said)) return undefined;
  const text = (field: string) => (typeof said[field] === 'string' ? String(said[field]) : undefined);
  const details = text('details') ?? text('closed');
  const refused = /rbac_(?:access_)?denied_matched_policy\[(.*)\]/.exec(details ?? '')?.[1];
  const name = refused === undefined ? text('policy') : refused === 'none' ? undefined : refused;
  const status = Number(said['status'] ?? 0);
  const rule = name !== undefined && model ? ruleNamed(name, model) : undefined;
  const upstream = UNANSWERED.test(text('flags') ?? '') ? text('upstream') : undefined;
  const from = text('peer')?.replace('spiffe://', '');
  return {
    ...(from && { from }),
    at: text('local') ?? '',
    what: text('method') === undefined ? 'a connection' : `${text('method')} ${text('path') ?? ''}`,
    status,
    allowed: refused === undefined && status !== 401 && status !== 403,
    ...(name !== undefined && { rule: name }),
    ...(rule && { span: rule }),
    ...(details !== undefined && { details }),
    ...(upstream !== undefined && { unanswered: upstream }),
  };
}

/** The line of the rule that a policy of Envoy stands for: blanks are not in what it says of it. */
function ruleNamed(name: string, model: Lookup): Span | undefined {
  const plain = (text: string) => text.replaceAll(' ', '_');
  for (const proxy of proxiesOf(model))
    for (const { name: own, rule } of rulesAt(proxy, model)) if (plain(own) === plain(name)) return rule.span;
  return undefined;
}
