import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, type Files } from '../../cli/meshwright.ts';
import { diff, found } from './in-process.ts';
import { commit, found as foundByProcess, ONE_MORE, PROJECT, repositoryWith } from './repository.ts';

beforeAll(buildOnce);

/** The project, and this beside its policies. */
function beside(...written: readonly string[]): Files {
  const index = String(PROJECT['policies/index.ts']).replace('export default', `${written.join('\n')}\nexport default`);
  return { 'policies/index.ts': index };
}

function raw(kind: string, name: string, spec: object): string {
  return `apps.raw(${JSON.stringify({ apiVersion: 'security.istio.io/v1', kind, metadata: { name }, spec })} as never);`;
}

const FROM_WEB = { source: { principals: ['cluster.local/ns/apps/sa/web'] } };
const selector = { matchLabels: { app: 'api' } };
const posts = { from: [FROM_WEB], to: [{ operation: { methods: ['POST'], paths: ['/items'] } }] };
const ALLOWS = raw('AuthorizationPolicy', 'more', { selector, action: 'ALLOW', rules: [posts] });
const DENIES = raw('AuthorizationPolicy', 'less', { selector, action: 'DENY', rules: [posts] });

describe('what is written by hand beside policies', () => {
  it('is access that opens and closes, as if the policies had said it', async () => {
    const folder = repositoryWith();
    addFiles(folder, beside(ALLOWS));
    expect((await found(folder)).rows).toEqual([ONE_MORE]);
    expect(foundByProcess(folder).rows).toEqual([ONE_MORE]);
    expect((await found(folder, ['HEAD', '.', '--fail-on', 'any'])).code).toBe(1);
    const { causes } = (await found(folder)).report.access[0];
    expect(causes).toEqual([
      { side: 'head', change: 'added', location: { file: 'policies/index.ts', line: 9, column: 1 } },
    ]);
    commit(folder);
    addFiles(folder, beside(ALLOWS, DENIES));
    expect((await found(folder, ['HEAD', '.'])).rows).toEqual([ONE_MORE.replace('+', '-')]);
  });

  it('is that of a patch, too', async () => {
    const folder = repositoryWith();
    addFiles(
      folder,
      beside(
        `apps.patch({ kind: 'AuthorizationPolicy', name: 'api' }, ${JSON.stringify({ spec: { rules: [posts] } })} as never);`,
      ),
    );
    expect((await found(folder)).rows).toEqual([ONE_MORE, '- web: GET /items/{*} on api']);
  });

  it('changes nothing where it was there before', async () => {
    const folder = repositoryWith({ ...PROJECT, ...beside(ALLOWS) });
    addFiles(folder, beside(ALLOWS, '// A remark.'));
    expect(await found(folder)).toMatchObject({ code: 0, rows: [] });
  });

  it('breaks a guardrail that the policies keep', async () => {
    const guardrail =
      "shop.never('nobody posts', { from: 'anyone', to: [api], requests: [POST('/{**}')] });\nimport { POST } from 'meshwright';";
    const folder = repositoryWith({ ...PROJECT, ...beside(guardrail) });
    addFiles(folder, beside(guardrail, ALLOWS));
    const { notes, rows } = await found(folder);
    expect(rows).toEqual([ONE_MORE]);
    expect(notes.join('\n')).toContain('MW5001 guardrail `nobody posts` does not hold');
  });

  it('is refused at its line where it cannot be read', async () => {
    const folder = repositoryWith();
    addFiles(folder, beside(raw('AuthorizationPolicy', 'open', { action: 'PERMIT' })));
    const { code, out, err } = await diff(folder);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^error MW4001: `AuthorizationPolicy apps\/open` is not valid at `spec.action`.*\n +┌ policies\/index.ts:/,
    );
  });
});
