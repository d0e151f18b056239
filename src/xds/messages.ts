import type { Messages } from '../../schemas/envoy/types.mjs';

/** A message of Envoy's API in JSON, by its full name: of the newest version that configs are made for. */
export type Message<Name extends keyof Messages> = Messages[Name];
export type MessageName = keyof Messages;
