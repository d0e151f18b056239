import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { buildOnce, meshwright, ROOT } from '../cli/meshwright.ts';

beforeAll(buildOnce);

it.each(readdirSync(join(ROOT, 'examples')))('%s compiles to what is in its out/, and nothing is found', (name) => {
  const { code, out, err } = meshwright(['compile', '--check', '-C', `examples/${name}`]);
  expect({ code, findings: /warning|error/.test(out + err) }).toEqual({ code: 0, findings: false });
});
