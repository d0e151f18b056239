import {
  type DescEnum,
  type DescField,
  type DescMessage,
  type FileRegistry,
  getOption,
  hasOption,
  ScalarType,
  toJson,
} from '@bufbuild/protobuf';
import type { FieldPlan, MessagePlan, Plan } from '../../../src/xds/plan.ts';

/** What a config is held to, of the messages that can be reached from some: fields, their types, and the rules of protoc-gen-validate. */
export function planOf(registry: FileRegistry, roots: readonly string[]): Plan {
  const messages: Record<string, MessagePlan> = {};
  const enums: Record<string, Readonly<Record<string, number>>> = {};
  const waiting = roots.flatMap((root) => registry.getMessage(root) ?? []);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (messages[next.typeName] || next.typeName.startsWith('google.protobuf.')) continue;
    messages[next.typeName] = messagePlan(next, registry);
    for (const field of next.fields) {
      const [message, enumeration] = reached(field);
      if (message) waiting.push(message);
      if (enumeration)
        enums[enumeration.typeName] = Object.fromEntries(enumeration.values.map(({ name, number }) => [name, number]));
    }
  }
  return { messages: sorted(messages), enums: sorted(enums) };
}

function reached(field: DescField): readonly [DescMessage?, DescEnum?] {
  const message = 'message' in field ? field.message : undefined;
  const enumeration = 'enum' in field ? field.enum : undefined;
  return [message, enumeration];
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function messagePlan(message: DescMessage, registry: FileRegistry): MessagePlan {
  const required = registry.getExtension('validate.required');
  const oneofs = message.oneofs.filter(
    (one) => required && hasOption(one, required) && getOption(one, required) === true,
  );
  return {
    fields: Object.fromEntries(message.fields.map((field) => [field.name, fieldPlan(field, registry)])),
    ...(oneofs.length > 0 && { required: oneofs.map(({ name }) => name) }),
  };
}

function fieldPlan(field: DescField, registry: FileRegistry): FieldPlan {
  const rules = rulesOf(field, registry);
  const forbidden = registry.getExtension('envoy.annotations.disallowed_by_default');
  return {
    type: typeOf(field),
    ...(field.fieldKind === 'list' && { list: true as const }),
    ...(field.fieldKind === 'map' && { map: true as const }),
    ...(field.oneof && { oneof: field.oneof.name }),
    ...(rules && { rules }),
    ...(forbidden && hasOption(field, forbidden) && { forbidden: true as const }),
  };
}

function typeOf(field: DescField): string {
  const [message, enumeration] = reached(field);
  if (message) return message.typeName;
  if (enumeration) return `enum ${enumeration.typeName}`;
  return ScalarType[(field as { scalar: ScalarType }).scalar]!.toLowerCase();
}

function rulesOf(field: DescField, registry: FileRegistry): FieldPlan['rules'] {
  const extension = registry.getExtension('validate.rules');
  if (!extension?.message || !hasOption(field, extension)) return undefined;
  const rules = getOption(field, extension) as never;
  return toJson(extension.message, rules, { registry, useProtoFieldName: true }) as FieldPlan['rules'];
}
