/** Whether two values of a model say the same, wherever that was written. */
export function sameButSpans(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a as Fields, b as Fields];
  const fields = present(one);
  return fields.length === present(other).length && fields.every((field) => sameField(one, other, field));
}

type Fields = Readonly<Record<string, unknown>>;

/** Data that was written and read again has no fields that are undefined. */
function present(of: Fields): string[] {
  return Object.keys(of).filter((field) => of[field] !== undefined);
}

function sameField(one: Fields, other: Fields, field: string): boolean {
  if (!Object.hasOwn(other, field)) return false;
  return (isSpan(one[field]) && isSpan(other[field])) || sameButSpans(one[field], other[field]);
}

function isSpan(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { file, line, column } = value as Fields;
  return typeof file === 'string' && typeof line === 'number' && typeof column === 'number';
}
