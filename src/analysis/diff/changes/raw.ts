import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { compareStrings } from '../../../base/order.ts';
import type { Span } from '../../../base/span.ts';
import type { Lookup } from '../../../model/lookup.ts';
import type { Risk } from '../change.ts';
import { changeCauses, type FoundChange, NO_RISK, risk, type Sides, whatOf } from './found.ts';

interface Part {
  readonly kind: 'raw' | 'egress';
  readonly subject: string;
  /** The kind of manifest. */
  readonly of: string;
  readonly value: JsonObject;
  readonly span: Span;
}

/** Raw manifests and patches: what they mean is not known, so what differs is told as it is written. */
export function rawChanges({ base, head }: Sides): readonly FoundChange[] {
  if (!base.model || !head.model) return [];
  const [before, after] = [partsOf(base.model), partsOf(head.model)];
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareStrings).flatMap((key): FoundChange[] => {
    const [old, fresh] = [before.get(key), after.get(key)];
    if (old && fresh && canonicalJson(old.value) === canonicalJson(fresh.value)) return [];
    const part = (fresh ?? old)!;
    return [
      {
        kind: part.kind,
        what: whatOf(old, fresh),
        key,
        subject: part.subject,
        text: textOf(old, fresh),
        causes: changeCauses(old?.span, fresh?.span),
        risk: riskOf(part, fresh === undefined),
      },
    ];
  });
}

function partsOf({ mesh }: Lookup): ReadonlyMap<string, Part> {
  const found = new Map<string, Part>();
  const add = (key: string, part: Part) => found.set(found.has(key) ? `${key} (again)` : key, part);
  for (const { manifest, span } of mesh.raw) {
    const of = String(manifest['kind'] ?? 'manifest');
    const subject = `${of} ${nameOf(isJsonObject(manifest['metadata']) ? manifest['metadata'] : {})}`;
    add(`raw ${subject}`, { kind: of === 'ServiceEntry' ? 'egress' : 'raw', subject, of, value: manifest, span });
  }
  for (const { target, patch, span } of mesh.patches) {
    const subject = `patch of ${target.kind} ${nameOf(target)}`;
    add(subject, { kind: 'raw', subject, of: target.kind, value: patch, span });
  }
  return found;
}

function nameOf({ name, namespace }: { readonly name?: Json; readonly namespace?: Json }): string {
  return namespace === undefined ? String(name) : `${namespace}/${name}`;
}

const FEW = 5;

function textOf(before: Part | undefined, after: Part | undefined): string {
  if (before && after) {
    const paths = pathsThatDiffer(before.value, after.value, '');
    const more = paths.length > FEW ? ` and ${paths.length - FEW} more` : '';
    return `${paths.slice(0, FEW).join(', ')}${more}`;
  }
  const { kind, value } = (after ?? before)!;
  if (kind === 'egress') {
    const { hosts } = isJsonObject(value['spec']) ? value['spec'] : {};
    return `${after ? '' : 'no more '}${Array.isArray(hosts) ? hosts.map(String).join(', ') : 'hosts outside'}`;
  }
  return after ? 'written by hand: outside the proof' : 'is gone';
}

function pathsThatDiffer(before: Json | undefined, after: Json | undefined, path: string): readonly string[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  if (isJsonObject(before) && isJsonObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      pathsThatDiffer(before[key], after[key], path === '' ? key : `${path}.${key}`),
    );
  const simple = (value: Json | undefined) => value === undefined || typeof value !== 'object';
  return [simple(before) && simple(after) ? `${path} ${before ?? 'none'} → ${after ?? 'none'}` : path];
}

/** Kinds that can open something. */
const OPENING = [
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'Gateway',
  'VirtualService',
  'EnvoyFilter',
];

function riskOf({ of, kind }: Part, gone: boolean): Risk {
  if (OPENING.includes(of)) return risk('medium');
  return kind === 'egress' && !gone ? risk('low') : NO_RISK;
}
