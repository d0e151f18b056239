import type { JsonObject } from '../base/json.ts';

/** What configs of one version of Envoy are held to, as its protos say. */
export interface Plan {
  /** By full name, of all that a config can hold. */
  readonly messages: Readonly<Record<string, MessagePlan>>;
  /** Numbers by name. */
  readonly enums: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface MessagePlan {
  /** By name, in snake case. */
  readonly fields: Readonly<Record<string, FieldPlan>>;
  /** Groups of which one has to be said. */
  readonly required?: readonly string[];
}

export interface FieldPlan {
  /** `string`, `uint32`, …; `enum envoy.…`; or the full name of a message. */
  readonly type: string;
  readonly list?: true;
  /** By text. */
  readonly map?: true;
  /** At the most one of a group may be said. */
  readonly oneof?: string;
  /** Rules of protoc-gen-validate (`validate.FieldRules`). */
  readonly rules?: JsonObject;
  /** Refused by Envoy as it is, whatever its value. */
  readonly forbidden?: true;
}
