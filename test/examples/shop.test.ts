import { beforeAll, expect, it } from '@jest/globals';
import { buildOnce, meshwright } from '../cli/meshwright.ts';

beforeAll(buildOnce);

it('compiles to what is in its out/, and nothing is found', () => {
  const { code, out, err } = meshwright(['compile', '--check', '-C', 'examples/shop']);
  expect({ code, findings: /warning|error/.test(out + err) }).toEqual({ code: 0, findings: false });
});
