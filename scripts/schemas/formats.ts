import type { JsonSchema } from './jsonschema.ts';

const INT32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = `${OCTET}(?:\\.${OCTET}){3}`;
const H16 = '[0-9A-Fa-f]{1,4}';
const LS32 = `(?:${H16}:${H16}|${IPV4})`;

/** The nine shapes of RFC 3986, by how many groups stand before the `::`. */
const IPV6 = [
  `(?:${H16}:){6}${LS32}`,
  `::(?:${H16}:){5}${LS32}`,
  `(?:${H16})?::(?:${H16}:){4}${LS32}`,
  `(?:(?:${H16}:){0,1}${H16})?::(?:${H16}:){3}${LS32}`,
  `(?:(?:${H16}:){0,2}${H16})?::(?:${H16}:){2}${LS32}`,
  `(?:(?:${H16}:){0,3}${H16})?::${H16}:${LS32}`,
  `(?:(?:${H16}:){0,4}${H16})?::${LS32}`,
  `(?:(?:${H16}:){0,5}${H16})?::${H16}`,
  `(?:(?:${H16}:){0,6}${H16})?::`,
].join('|');

/** What a format means, in keywords that every validator knows; so no format library is needed at run time. */
const FORMATS: Readonly<Record<string, JsonSchema>> = {
  int32: INT32,
  int64: {},
  double: {},
  ipv4: { pattern: `^${IPV4}$` },
  ipv6: { pattern: `^(?:${IPV6})$` },
  byte: { pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' },
  'date-time': { pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})$' },
};

export function format(name: string): JsonSchema {
  const meaning = FORMATS[name];
  if (meaning === undefined) throw new Error(`a format that we do not know: ${name}`);
  return meaning;
}

/** A Kubernetes quantity, such as `100m`, `1.5Gi`, `1e3`. */
export const QUANTITY: JsonSchema = {
  type: ['string', 'number'],
  pattern: '^[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?$',
};
