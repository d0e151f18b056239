import { invariant } from '../../base/absurd.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { type Check, inside, report } from './problem.ts';
import { duration } from './well-known.ts';

/**
 * Rules of protoc-gen-validate (`validate.FieldRules`) for a value that has its type. Those that no message of ours has are not
 * known here, and a plan that has one is refused when it is loaded.
 */
export function ruleCheck(rules: JsonObject): Check {
  const checks = Object.entries(rules).flatMap(([kind, rule]) => ruleOf(kind, rule as JsonObject));
  return (value, walk) => {
    for (const check of checks) check(value, walk);
  };
}

function ruleOf(kind: string, rule: JsonObject): readonly Check[] {
  switch (kind) {
    case 'message':
    case 'any':
      // That it is there is asked where fields are.
      return [];
    case 'repeated':
      return listRules(rule);
    case 'map':
      return mapRules(rule);
    case 'string':
    case 'bytes':
      return Object.entries(rule).flatMap(([name, limit]) => textRule(name, limit!, rule));
    case 'enum':
      return Object.keys(rule).flatMap(enumRule);
    case 'duration':
      return Object.entries(rule).flatMap(([name, limit]) => numberRule(name, limit!, duration));
    case 'bool':
      return [constant(rule['const']!)];
    default:
      return Object.entries(rule).flatMap(([name, limit]) => numberRule(name, limit!, Number));
  }
}

function unknownRule(name: string): never {
  invariant(false, `the rule ${name} of protoc-gen-validate is not known`);
}

function constant(wanted: Json): Check {
  return (value, walk) => {
    if (value !== wanted) report(walk, `must be ${JSON.stringify(wanted)}`);
  };
}

function numberRule(name: string, limit: Json, read: (value: unknown) => number | undefined): readonly Check[] {
  const bound = read(limit)!;
  const holds = (test: (number: number) => boolean, words: string): readonly Check[] => [
    (value, walk) => {
      const number = read(value);
      if (number !== undefined && !test(number)) report(walk, `must be ${words} ${String(limit)}`);
    },
  ];
  switch (name) {
    case 'gt':
      return holds((number) => number > bound, 'more than');
    case 'gte':
      return holds((number) => number >= bound, 'at least');
    case 'lt':
      return holds((number) => number < bound, 'less than');
    case 'lte':
      return holds((number) => number <= bound, 'at most');
    case 'required':
      return [];
    default:
      return unknownRule(name);
  }
}

const HEADERS: Readonly<Record<string, readonly [RegExp, RegExp]>> = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what headers may not hold
  HTTP_HEADER_NAME: [/^:?[0-9a-zA-Z!#$%&'*+\-.^_|~`]+$/, /^[^\u0000\n\r]*$/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what headers may not hold
  HTTP_HEADER_VALUE: [/^[^\u0000-\u0008\n-\u001F\u007F]*$/, /^[^\u0000\n\r]*$/],
};

function textRule(name: string, limit: Json, { ignore_empty, strict = true }: JsonObject): readonly Check[] {
  const holds = (test: (text: string) => boolean, words: string): readonly Check[] => [
    (value, walk) => {
      if (typeof value !== 'string' || (ignore_empty && value === '')) return;
      if (!test(value)) report(walk, words);
    },
  ];
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  switch (name) {
    case 'min_len':
      return Number(limit) === 0
        ? []
        : holds(
            (text) => [...text].length >= Number(limit),
            Number(limit) === 1 ? 'must not be empty' : `must have at least ${limit} characters`,
          );
    case 'max_len':
      return holds((text) => [...text].length <= Number(limit), `must have at most ${limit} characters`);
    case 'max_bytes':
      return holds((text) => bytes(text) <= Number(limit), `must have at most ${limit} bytes`);
    case 'pattern': {
      const pattern = new RegExp(String(limit), 'u');
      return holds((text) => pattern.test(text), `must match ${String(limit)}`);
    }
    case 'prefix':
      return holds((text) => text.startsWith(String(limit)), `must begin with ${String(limit)}`);
    case 'suffix':
      return holds((text) => text.endsWith(String(limit)), `must end with ${String(limit)}`);
    case 'in':
      return holds(
        (text) => (limit as readonly Json[]).includes(text),
        `must be one of ${(limit as readonly Json[]).join(', ')}`,
      );
    case 'well_known_regex': {
      const [strictly, loosely] = HEADERS[String(limit)] ?? unknownRule(String(limit));
      const pattern = strict ? strictly : loosely;
      return holds(
        (text) => pattern.test(text),
        `must be what ${limit === 'HTTP_HEADER_NAME' ? 'the name' : 'the value'} of a header may be`,
      );
    }
    case 'strict':
    case 'ignore_empty':
      return [];
    default:
      return unknownRule(`string.${name}`);
  }
}

/** Which values an enum may have is a matter of its type. */
function enumRule(name: string): readonly Check[] {
  return name === 'defined_only' || name === 'not_in' ? [] : unknownRule(`enum.${name}`);
}

function listRules(rule: JsonObject): readonly Check[] {
  return Object.entries(rule).flatMap(([name, limit]): readonly Check[] => {
    switch (name) {
      case 'min_items':
        return [sized((size) => size >= Number(limit), `must have at least ${String(limit)} elements`)];
      case 'max_items':
        return [sized((size) => size <= Number(limit), `must have at most ${String(limit)} elements`)];
      case 'unique':
        return [
          (value, walk) => {
            if (Array.isArray(value) && new Set(value.map(canonicalJson)).size < value.length)
              report(walk, 'must not have an element twice');
          },
        ];
      case 'items':
        return [each(ruleCheck(limit as JsonObject))];
      case 'ignore_empty':
        return [];
      default:
        return unknownRule(`repeated.${name}`);
    }
  });
}

function sized(test: (size: number) => boolean, words: string): Check {
  return (value, walk) => {
    const size = Array.isArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : 0;
    if (!test(size)) report(walk, words);
  };
}

function each(check: Check): Check {
  return (value, walk) => {
    if (Array.isArray(value)) for (const [i, one] of value.entries()) inside(i, one, check, walk);
  };
}

function mapRules(rule: JsonObject): readonly Check[] {
  return Object.entries(rule).flatMap(([name, limit]): readonly Check[] => {
    switch (name) {
      case 'min_pairs':
        return [sized((size) => size >= Number(limit), `must have at least ${String(limit)} entries`)];
      case 'keys': {
        const check = ruleCheck(limit as JsonObject);
        return [
          (value, walk) => {
            if (isJsonObject(value)) for (const key of Object.keys(value)) inside(key, key, check, walk);
          },
        ];
      }
      case 'values': {
        const check = ruleCheck(limit as JsonObject);
        return [
          (value, walk) => {
            if (isJsonObject(value)) for (const [key, one] of Object.entries(value)) inside(key, one, check, walk);
          },
        ];
      }
      default:
        return unknownRule(`map.${name}`);
    }
  });
}
