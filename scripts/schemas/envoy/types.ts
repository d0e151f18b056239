import type { FieldPlan, Plan } from '../../../src/xds/plan.ts';

/** TypeScript types of configs in JSON: one interface a message, by the last parts of its name where these tell it apart. */
export function envoyTypes({ messages, enums }: Plan): string {
  const names = Object.keys(messages);
  const blocks = names.map((name) => {
    const fields = Object.entries(messages[name]!.fields).map(
      ([field, plan]) => `    ${field}?: ${typeOf(plan, enums)};`,
    );
    return `  ${JSON.stringify(name)}: {\n${fields.join('\n')}${fields.length > 0 ? '\n' : ''}  };`;
  });
  return `${HEAD}export interface Messages {\n${blocks.join('\n')}\n}\n`;
}

const HEAD = `import type { JsonObject } from '../../src/base/json.ts';

export type Any = JsonObject & { '@type': string };

`;

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  bytes: 'string',
  bool: 'boolean',
  double: 'number',
  float: 'number',
};
const WELL_KNOWN: Readonly<Record<string, string>> = {
  Any: 'Any',
  Duration: 'string',
  Timestamp: 'string',
  Struct: 'JsonObject',
  Value: 'unknown',
  Empty: 'JsonObject',
  BoolValue: 'boolean',
  StringValue: 'string',
  BytesValue: 'string',
  DoubleValue: 'number',
  FloatValue: 'number',
  UInt64Value: 'number | string',
  Int64Value: 'number | string',
};

function typeOf({ type, list, map }: FieldPlan, enums: Plan['enums']): string {
  const one = single(type, enums);
  if (map) return `{ readonly [key: string]: ${one} }`;
  return list ? `readonly (${one})[]` : one;
}

function single(type: string, enums: Plan['enums']): string {
  if (type.startsWith('enum '))
    return Object.keys(enums[type.slice('enum '.length)]!)
      .map((one) => `'${one}'`)
      .join(' | ');
  if (type.startsWith('google.protobuf.')) return WELL_KNOWN[type.slice('google.protobuf.'.length)] ?? 'number';
  if (type.includes('.')) return `Messages[${JSON.stringify(type)}]`;
  return SCALARS[type] ?? (/64$/.test(type) ? 'number | string' : 'number');
}
