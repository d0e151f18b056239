import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../../../docs/schemas/diff-1.json' with { type: 'json' };

const validate = new Ajv2020({ allErrors: false }).compile(schema);

/** Why something is no report of `diff`, if it is none. */
export function diffProblem(value: unknown): string | undefined {
  if (validate(value)) return undefined;
  const [first] = validate.errors ?? [];
  return `\`${first?.instancePath.replaceAll('/', '.').slice(1) || 'it'}\` ${first?.message}`;
}
