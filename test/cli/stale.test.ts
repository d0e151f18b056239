import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildOnce, folderWith, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

/** Bookinfo with its output, in a folder of its own. */
function bookinfo(): string {
  const folder = folderWith();
  for (const path of ['policies', 'meshwright.config.ts', 'out']) cpSync(path, join(folder, path), { recursive: true });
  return folder;
}

function check(cwd: string): string {
  const { code, out } = meshwright(['compile', '--check', '--target', 'dev'], { cwd });
  expect(code).toBe(1);
  return out;
}

describe('an output that is not what the policies say', () => {
  it('is blamed on the line that was not compiled', () => {
    const folder = bookinfo();
    const file = join(folder, 'policies/bookinfo.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace("GET('/ratings/{*}')", "GET('/ratings/{**}')"));
    expect(check(folder)).toContain(`┌ policies/bookinfo.ts:36:1
35 │ productpage.calls(reviews, GET('/reviews/{*}'));
36 │ reviews.calls(ratings, GET('/ratings/{**}'));
   │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ \`out/dev/bookinfo/authorizationpolicy-ratings.yaml\` is older`);
  });

  it('says what was edited by hand, and what is missing', () => {
    const folder = bookinfo();
    appendFileSync(join(folder, 'out/dev/bookinfo/service-reviews.yaml'), '# quick fix\n');
    rmSync(join(folder, 'out/dev/bookinfo/service-ratings.yaml'));
    const out = check(folder);
    expect(out).toContain('`out/dev/bookinfo/service-reviews.yaml` was edited by hand');
    expect(out).toContain('`out/dev/bookinfo/service-ratings.yaml` is missing');
  });

  it('lists the first lines of many, and says how many more there are', () => {
    const folder = bookinfo();
    rmSync(join(folder, 'out/dev'), { recursive: true });
    expect(check(folder)).toMatch(/\n {2}note: and \d+ more declarations\n/);
  });
});
