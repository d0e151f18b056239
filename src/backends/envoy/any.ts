import type { JsonObject } from '../../base/json.ts';
import type { Message, MessageName } from '../../xds/messages.ts';

/** A message that says which it is: a `google.protobuf.Any` in JSON. */
export function typed<Name extends MessageName>(message: Name, value?: Message<Name>): JsonObject {
  return { '@type': `type.googleapis.com/${message}`, ...(value as JsonObject | undefined) };
}

/** An extension of Envoy with its configuration: Envoy goes by the type, and people by the name. */
export function extension<Name extends MessageName>(name: string, message: Name, value?: Message<Name>): JsonObject {
  return { name, typed_config: typed(message, value) };
}
