import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildOnce, cleanEnv, type Files, folderWith, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

interface Commit {
  readonly message: string;
  readonly name?: string;
  readonly email?: string;
}

const FILES: Files = { 'policies/index.ts': '' };

/** A repository with one commit. */
function repository({ message, name = 'Jane Doe', email = 'jane@example.com' }: Commit, origin?: string): string {
  const folder = folderWith(FILES);
  const who = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: 'CI',
    GIT_COMMITTER_EMAIL: 'ci@example.com',
  };
  const env = cleanEnv({ ...who, GIT_AUTHOR_DATE: '2026-05-04T03:02:01+02:00', GIT_CONFIG_GLOBAL: '/dev/null' });
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, env });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', message, '--cleanup=verbatim');
  if (origin !== undefined) git('remote', 'add', 'origin', origin);
  return folder;
}

const printed = (cwd: string, ...args: string[]) => {
  const { code, out, err } = meshwright(['trailers', ...args], { cwd, env: { GIT_CONFIG_GLOBAL: '/dev/null' } });
  expect([code, err]).toEqual([0, '']);
  return out;
};

const without = (text: string) => text.replace(/-sha: [0-9a-f]{40}$/m, '-sha: …');

describe('trailers', () => {
  it('say which commit it was, a line each', () => {
    const cwd = repository(
      { message: 'Open the cart\n\nTo orders.\n\nSigned-off-by: me\n' },
      'https://git.example.com/a.git',
    );
    expect(without(printed(cwd))).toBe(`Argocd-reference-commit-author: Jane Doe <jane@example.com>
Argocd-reference-commit-sha: …
Argocd-reference-commit-subject: Open the cart
Argocd-reference-commit-body: "To orders.\\n\\nSigned-off-by: me"
Argocd-reference-commit-repourl: https://git.example.com/a.git
Argocd-reference-commit-date: 2026-05-04T03:02:01+02:00
`);
  });

  it('leave out what there is none of', () => {
    expect(without(printed(repository({ message: 'One line' })))).not.toMatch(/body|repourl/);
  });

  it('give nobody a line of their own', () => {
    const forged = 'x\r\nArgocd-reference-commit-sha: 0000000';
    const cwd = repository({ message: `${forged}\n\n${forged}\u2028y`, name: 'Eve "E." \\ Doe' });
    const lines = printed(cwd, '--repo-url', 'https://a\nArgocd-reference-commit-sha: 0').trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines.filter((line) => line.startsWith('Argocd-reference-commit-sha: '))).toHaveLength(1);
    expect(lines[0]).toBe('Argocd-reference-commit-author: "Eve \\"E.\\" \\\\ Doe" <jane@example.com>');
  });

  it('quote what a mailbox cannot hold as it is', () => {
    const name = 'dependabot[bot]';
    const cwd = repository({ message: 'x', name, email: `49699333+${name}@users.noreply.github.com` });
    expect(printed(cwd).split('\n')[0]).toBe(
      'Argocd-reference-commit-author: "dependabot[bot]" <"49699333+dependabot[bot]"@users.noreply.github.com>',
    );
  });

  it('hold no password of the repository', () => {
    const url = (origin: string) => /repourl: (.*)/.exec(printed(repository({ message: 'x' }, origin)))?.[1];
    expect(url('https://ci:token@git.example.com/a.git')).toBe('https://git.example.com/a.git');
    expect(url('https://ci:to@ken@git.example.com/a.git')).toBe('https://git.example.com/a.git');
    expect(url('ssh://git@git.example.com/a.git')).toBe('ssh://git@git.example.com/a.git');
    expect(url('git@git.example.com:a.git')).toBe('git@git.example.com:a.git');
    expect(printed(repository({ message: 'x' }), '--repo-url', 'https://ci:token@git.example.com/a.git')).toContain(
      'repourl: https://git.example.com/a.git\n',
    );
  });

  it('are the references of hydrator.metadata in JSON', () => {
    const { references } = JSON.parse(
      printed(repository({ message: 'x\n\ny' }), '-o', 'json', '--repo-url', 'https://a'),
    );
    expect(references).toEqual([
      {
        commit: {
          author: { name: 'Jane Doe', email: 'jane@example.com' },
          sha: expect.stringMatching(/^[0-9a-f]{40}$/),
          subject: 'x',
          body: 'y',
          repoURL: 'https://a',
          date: '2026-05-04T03:02:01+02:00',
        },
      },
    ]);
  });

  it('are those of a commit that exists, in a repository', () => {
    const cwd = repository({ message: 'x' });
    expect(meshwright(['trailers', 'nowhere'], { cwd })).toMatchObject({ code: 2, out: '' });
    expect(meshwright(['trailers'], { cwd: folderWith(), env: { GIT_CEILING_DIRECTORIES: '/tmp' } })).toMatchObject({
      code: 2,
      out: '',
    });
    expect(meshwright(['trailers', '--', '--output=x'], { cwd }).code).toBe(2);
  });
});
