import type { Said } from '../../../../access/routing/table.ts';
import { canonicalJson } from '../../../../base/json.ts';
import type { Message } from '../message.ts';

/** Something as text, and where it is said. */
export function said(value: unknown, { at }: Message): Said {
  return { text: typeof value === 'string' ? value : canonicalJson(value), source: at };
}
