import { type Check, report } from './problem.ts';

const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  sint32: [-(2n ** 31n), 2n ** 31n - 1n],
  sfixed32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  fixed32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  sint64: [-(2n ** 63n), 2n ** 63n - 1n],
  sfixed64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  fixed64: [0n, 2n ** 64n - 1n],
};

/** A scalar of protobuf in JSON. */
export function scalarCheck(type: string): Check {
  switch (type) {
    case 'string':
      return (value, walk) => {
        if (typeof value !== 'string') report(walk, 'must be a string');
      };
    case 'bool':
      return (value, walk) => {
        if (typeof value !== 'boolean') report(walk, 'must be true or false');
      };
    case 'bytes':
      return (value, walk) => {
        if (typeof value !== 'string' || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) report(walk, 'must be base64');
      };
    case 'double':
    case 'float':
      return (value, walk) => {
        if (typeof value !== 'number' && !['NaN', 'Infinity', '-Infinity'].includes(value as string))
          report(walk, 'must be a number');
      };
  }
  const [least, most] = RANGES[type]!;
  return (value, walk) => {
    const number = integer(value);
    if (number === undefined) report(walk, 'must be a whole number');
    else if (number < least || number > most) report(walk, `must be from ${least} to ${most}`);
  };
}

/** A whole number, as a number or as text; undefined where it is none. */
export function integer(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}

/** A name of the enum, or the number of one, but for some. */
export function enumCheck(values: Readonly<Record<string, number>>, refused: readonly number[]): Check {
  const taken = new Map(Object.entries(values).filter(([, number]) => !refused.includes(number)));
  const numbers = new Set(taken.values());
  const names = [...taken.keys()];
  return (value, walk) => {
    if (typeof value === 'string' ? taken.has(value) : numbers.has(value as number)) return;
    const known = names.length > 12 ? `${names.slice(0, 12).join(', ')} …` : names.join(', ');
    report(walk, `must be one of ${known}`);
  };
}
