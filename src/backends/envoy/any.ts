import type { JsonObject } from '../../base/json.ts';

/** A message that says which it is: a `google.protobuf.Any` in JSON. */
export function typed(message: string, value: JsonObject = {}): JsonObject {
  return { '@type': `type.googleapis.com/${message}`, ...value };
}

/** An extension of Envoy with its configuration: Envoy goes by the type, and people by the name. */
export function extension(name: string, message: string, value: JsonObject = {}): JsonObject {
  return { name, typed_config: typed(message, value) };
}
