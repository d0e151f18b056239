import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';

/** A part of a configuration, and where it is: `listeners.yaml: resources[0].filter_chains[1]`. */
export interface Message {
  readonly at: string;
  readonly value: JsonObject;
}

/** What a configuration says and this reader cannot tell the meaning of: to go on without it would be to guess. */
export class NotUnderstood extends Error {
  constructor(at: string, why: string) {
    super(`${at}: ${why}`);
    this.name = 'NotUnderstood';
  }
}

export function refuse({ at }: Pick<Message, 'at'>, why: string): never {
  throw new NotUnderstood(at, why);
}

export function message(value: Json | undefined, at: string): Message {
  return isJsonObject(value) ? { at, value } : refuse({ at }, 'this is not a message');
}

/** A field that is a message; absent, it is undefined. */
export function inner({ value, at }: Message, name: string): Message | undefined {
  return value[name] === undefined ? undefined : message(value[name], `${at}.${name}`);
}

export function needed(of: Message, name: string): Message {
  return inner(of, name) ?? refuse(of, `\`${name}\` is missing`);
}

export function list({ value, at }: Message, name: string): readonly Message[] {
  const all = value[name] ?? [];
  if (!Array.isArray(all)) return refuse({ at: `${at}.${name}` }, 'this is not a list');
  return (all as readonly Json[]).map((one, i) => message(one, `${at}.${name}[${i}]`));
}

export function text({ value, at }: Message, name: string): string {
  const found = value[name];
  return typeof found === 'string' ? found : refuse({ at: `${at}.${name}` }, 'this is not a text');
}

/** Absent, it is false, as in every message. */
export function flag({ value, at }: Message, name: string): boolean {
  const found = value[name] ?? false;
  return typeof found === 'boolean' ? found : refuse({ at: `${at}.${name}` }, 'this is neither true nor false');
}

/** Every field that is there has to be among those that are known. */
export function only(of: Message, ...known: readonly string[]): Message {
  const other = Object.keys(of.value).find((name) => of.value[name] !== undefined && !known.includes(name));
  return other === undefined ? of : refuse({ at: `${of.at}.${other}` }, 'what this field means is not known here');
}

/** The one field of a message that has exactly one, such as those that are a choice. */
export function choice(of: Message): string {
  const [name, ...others] = Object.keys(of.value).filter((one) => of.value[one] !== undefined);
  return name !== undefined && others.length === 0 ? name : refuse(of, 'exactly one field is expected here');
}

const PREFIX = 'type.googleapis.com/';

/** What an extension is given: its type decides what it is, not its name. */
export function extensionOf(of: Message): { readonly type: string; readonly config: Message } {
  const { at, value } = needed(of, 'typed_config');
  const { '@type': type, ...config } = value;
  if (typeof type !== 'string' || !type.startsWith(PREFIX)) return refuse({ at }, 'a configuration without a type');
  return { type: type.slice(PREFIX.length), config: { at, value: config } };
}
