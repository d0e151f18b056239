import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { addFiles, buildOnce, folderWith } from '../../cli/meshwright.ts';
import { commit, diff, found, git, ONE_MORE, PROJECT, repositoryWith, WIDER } from './repository.ts';

beforeAll(buildOnce);

/** A repository with everything in its settings that could have Git run something, which leaves a file behind if it does. */
function hostile(): { readonly folder: string; readonly ran: () => boolean } {
  const folder = repositoryWith({
    ...PROJECT,
    '.gitattributes': '* filter=evil diff=evil merge=evil\n',
  });
  const trace = join(folderWith(), 'ran');
  const script = join(folderWith({ evil: `#!/bin/sh\ntouch ${trace}\ncat 2>/dev/null\n` }), 'evil');
  chmodSync(script, 0o755);
  const hooks = join(folder, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const hook of [
    'post-index-change',
    'fsmonitor-watchman',
    'reference-transaction',
    'post-checkout',
    'pre-auto-gc',
  ])
    writeFileSync(join(hooks, hook), readFileSync(script), { mode: 0o755 });
  const settings = [
    'core.fsmonitor',
    'core.pager',
    'core.editor',
    'core.sshCommand',
    'core.askPass',
    'core.gitProxy',
    'core.alternateRefsCommand',
    'pager.blame',
    'pager.config',
    'diff.external',
    'diff.evil.textconv',
    'diff.evil.command',
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'merge.evil.driver',
    'gpg.program',
    'credential.helper',
    'uploadpack.packObjectsHook',
    'remote.origin.uploadpack',
    'interactive.diffFilter',
  ];
  for (const setting of settings) git(folder, 'config', setting, script);
  git(folder, 'config', 'filter.evil.required', 'true');
  git(folder, 'config', 'diff.evil.cachetextconv', 'true');
  for (const command of ['rev-parse', 'ls-tree', 'cat-file', 'merge-base', 'blame', 'for-each-ref'])
    git(folder, 'config', `alias.${command}`, `!${script}`);
  git(folder, 'config', 'remote.origin.url', `ext::${script}`);
  git(folder, 'config', 'remote.origin.promisor', 'true');
  git(folder, 'config', 'extensions.partialClone', 'origin');
  git(folder, 'config', 'protocol.ext.allow', 'always');
  addFiles(folder, WIDER);
  return { folder, ran: () => existsSync(trace) };
}

describe('a hostile repository', () => {
  it('has nothing run, whatever is asked', () => {
    const { folder, ran } = hostile();
    for (const args of [[], ['--blame'], ['HEAD', 'HEAD'], ['main...', '--blame'], ['nowhere'], ['HEAD:policies', '.']])
      diff(folder, args);
    expect(found(folder, ['--blame'])).toMatchObject({ code: 1, rows: [ONE_MORE] });
    expect(ran()).toBe(false);
    // The trap works.
    try {
      git(folder, 'status');
    } catch {}
    expect(ran()).toBe(true);
  });

  it('has nothing fetched: what a partial clone left out is said to be missing', () => {
    const origin = repositoryWith();
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    commit(origin, WIDER);
    const clone = join(folderWith(), 'clone');
    git(origin, 'clone', '--quiet', '--filter=blob:none', `file://${origin}`, clone);
    const { code, out, err } = diff(clone, ['HEAD~1']);
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining('is not in this clone, which is partial'),
    });
    git(clone, 'cat-file', '-p', 'HEAD~1:policies/index.ts');
    expect(found(clone, ['HEAD~1']).rows).toEqual([ONE_MORE]);
  });

  it('is as its hashes say, whatever replaces them', () => {
    const folder = repositoryWith();
    const base = git(folder, 'rev-parse', 'HEAD');
    git(folder, 'switch', '--quiet', '--create', 'feature');
    const head = commit(folder, WIDER);
    git(folder, 'replace', base, head);
    addFiles(folder, { '.git/info/grafts': `${head}\n` });
    expect(found(folder, ['main...feature']).rows).toEqual([ONE_MORE]);
  });

  it('is left as it was: files, index and refs', () => {
    const folder = repositoryWith();
    addFiles(folder, WIDER);
    const state = () => [
      git(folder, 'for-each-ref'),
      git(folder, 'status', '--porcelain'),
      git(folder, 'stash', 'list'),
      git(folder, 'worktree', 'list'),
    ];
    const before = state();
    const index = statSync(join(folder, '.git/index')).mtimeMs;
    for (const args of [[], ['HEAD'], ['main...HEAD', '--blame']]) diff(folder, args);
    expect(statSync(join(folder, '.git/index')).mtimeMs).toBe(index);
    expect(state()).toEqual(before);
  });

  it('cannot put words into a terminal by the names of its branches, authors and files', () => {
    const folder = repositoryWith();
    git(folder, 'config', 'user.name', 'x');
    addFiles(folder, WIDER);
    git(folder, 'add', '--all');
    git(
      folder,
      '-c',
      'user.name=x',
      'commit',
      '--quiet',
      '--author',
      '\u001b[31mred\u202e <a@example.com>',
      '--message',
      'x',
    );
    for (const format of ['text', 'markdown', 'github', 'sarif', 'junit', 'gitlab']) {
      const { out, err } = diff(folder, ['HEAD~1', '--blame', '-o', format]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
      expect([format, /[\u001b\u202e]/.test(out + err)]).toEqual([format, false]);
    }
    const { err } = diff(folder, ['\u001b[2Jmain']);
    expect(err).toContain('MW6003');
    expect(err).not.toContain('\u001b');
  });
});
