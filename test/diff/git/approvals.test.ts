import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce } from '../../cli/meshwright.ts';
import { diff, found } from './in-process.ts';
import { commit, diff as diffProcess, ONE_MORE, policies, repositoryWith, WIDER } from './repository.ts';

beforeAll(buildOnce);

async function widened(): Promise<{ readonly folder: string; readonly fingerprint: string }> {
  const folder = repositoryWith();
  addFiles(folder, WIDER);
  const { report } = await found(folder);
  return { folder, fingerprint: (report.access ?? report.diff.access)[0].fingerprint };
}

const code = async (folder: string, ...args: readonly string[]) => (await diff(folder, args)).code;

describe('the exit code', () => {
  it('is that of git diff --exit-code without --fail-on', async () => {
    const { folder } = await widened();
    expect(await code(folder)).toBe(1);
    expect(diffProcess(folder).code).toBe(1);
    expect(await code(folder, 'HEAD', 'main')).toBe(0);
  });

  it('is for what --fail-on names', async () => {
    const { folder } = await widened();
    const cases = { widened: 1, any: 1, 'risk:low': 1, outside: 0, 'risk:high': 0 };
    for (const [what, expected] of Object.entries(cases))
      expect([what, await code(folder, '--fail-on', what)]).toEqual([what, expected]);
    expect(await code(folder, '--fail-on', 'outside', '--fail-on', 'any')).toBe(1);
    expect(await code(folder, '--fail-on', 'everything')).toBe(2);
    commit(folder);
    // The other way it narrows.
    expect(await code(folder, 'HEAD', 'HEAD~1', '--fail-on', 'widened')).toBe(0);
  });

  it('does not depend on the format', async () => {
    const { folder } = await widened();
    for (const format of ['text', 'markdown', 'json', 'sarif', 'junit', 'github', 'gitlab'])
      expect([
        format,
        await code(folder, '-o', format),
        await code(folder, '-o', format, '--fail-on', 'outside'),
      ]).toEqual([format, 1, 0]);
  });
});

describe('an approval', () => {
  it.each([
    ['in a file', (entry: string) => ({ 'meshwright.approve': `# why not\n\n  ${entry}  # since 2026\n` })],
    ['in a comment', (entry: string) => ({ 'policies/mesh.ts': `// meshwright.approve ${entry}\n${MESH}` })],
    ['in a block', (entry: string) => ({ 'policies/mesh.ts': `/* meshwright.approve ${entry} */\n${MESH}` })],
  ])('%s lets a known change pass', async (_, files) => {
    const { folder, fingerprint } = await widened();
    addFiles(folder, files(`allow-change ${fingerprint}: orders are placed by web (@acme/shop)`));
    const { rows, report, err } = await found(folder, ['--fail-on', 'widened']);
    expect({ rows, err }).toEqual({ rows: [ONE_MORE], err: '' });
    expect(JSON.stringify(report)).toContain('orders are placed by web');
    expect(JSON.stringify(report)).toContain('@acme/shop');
    expect(await code(folder, '--fail-on', 'widened')).toBe(0);
    // It is a difference all the same.
    expect(await code(folder)).toBe(1);
  });

  it('lets nothing else pass', async () => {
    const { folder, fingerprint } = await widened();
    addFiles(folder, { 'meshwright.approve': `allow-change ${fingerprint}: orders (@shop)\n` });
    addFiles(folder, policies("GET('/items/{*}')", "DELETE('/items')"));
    const { code: failed, out, err } = await diff(folder, ['--fail-on', 'widened']);
    expect({ failed, err }).toEqual({ failed: 1, err: '' });
    expect(out).toContain(
      `! MW6021 nothing changes that ${fingerprint} approves: by @shop: orders (meshwright.approve:1)\n`,
    );
    const sarif = JSON.parse((await diff(folder, ['--fail-on', 'widened', '-o', 'sarif'])).out);
    expect(sarif.runs[0].results).toContainEqual(expect.objectContaining({ ruleId: 'MW6021', level: 'warning' }));
  });

  it.each([
    ['allow-change 0123456789ab', 'the approval of `0123456789ab` gives no reason'],
    ['allow-change 0123456789ab: (@shop)', 'the approval of `0123456789ab` gives no reason'],
    ['allow-change 0123456789ab: orders', 'the approval of `0123456789ab` has no owner'],
    ['allow-change 0123456789ab: orders (shop)', 'the approval of `0123456789ab` has no owner'],
    ['allow-change 0123: orders (@shop)', '`0123` is no fingerprint of a change'],
    ['allow-change *: all (@shop)', '`*` is no fingerprint of a change'],
    ['allow-change : all (@shop)', '`` is no fingerprint of a change'],
    ['allow 0123456789ab: orders (@shop)', 'this approves nothing: it does not say `allow-change`'],
    ['allow-change 0123456789ab orders (@shop)', 'this approves nothing: after the fingerprint comes `:`, then why'],
  ])('that says %j is an error', async (entry, message) => {
    const { folder } = await widened();
    addFiles(folder, { 'meshwright.approve': `${entry}\n` });
    const { code: failed, out, err } = await diff(folder, ['--fail-on', 'outside']);
    expect({ failed, out, err }).toEqual({
      failed: 1,
      out: '',
      err: expect.stringContaining(`error MW6020: ${message}`),
    });
    expect(err).toContain('meshwright.approve:1:1');
  });

  it('counts from the side that --approvals-from names, so that a change cannot approve itself', async () => {
    const { folder, fingerprint } = await widened();
    const approval = { 'meshwright.approve': `allow-change ${fingerprint}: orders (@shop)\n` };
    addFiles(folder, approval);
    expect(await code(folder, '--fail-on', 'any', '--approvals-from', 'base')).toBe(1);
    commit(folder, { ...policies("GET('/items/{*}')"), ...approval });
    addFiles(folder, { ...WIDER, 'meshwright.approve': 'nonsense' });
    expect(await code(folder, 'HEAD', '--fail-on', 'any', '--approvals-from', 'base')).toBe(0);
    expect(await code(folder, 'HEAD', '--fail-on', 'any')).toBe(1);
  });
});

const MESH = policies("GET('/')")['policies/mesh.ts'] ?? '';
