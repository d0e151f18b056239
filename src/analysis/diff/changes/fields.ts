import { canonicalJson, isJsonObject } from '../../../base/json.ts';

/** Fields that differ, in words: `maxConnections 100 → 50`, `warmup 10s, was none`. */
export function fieldChanges(before: unknown, after: unknown, name = ''): readonly string[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  if (isJsonObject(before) && isJsonObject(after) && before['kind'] === after['kind']) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => fieldChanges(before[key], after[key], spoken(name, key)));
  }
  return [`${name === '' ? '' : `${name} `}${valueText(before)} → ${valueText(after)}`];
}

/** `outlier detection interval`: names of fields as they are said. */
function spoken(outer: string, key: string): string {
  const words = key.replace(/[A-Z]|\dxx/g, (letter) => ` ${letter.toLowerCase()}`);
  return outer === '' ? words : `${outer} ${words}`;
}

export function valueText(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  if (!isJsonObject(value)) return String(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  if (keys.length === 1 && (keys[0] === 'kind' || keys[0] === 'mode')) return String(value[keys[0]]);
  return keys.map((key) => `${spoken('', key)} ${valueText(value[key])}`).join(' ');
}
