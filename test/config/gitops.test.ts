import { describe, expect, it } from '@jest/globals';
import { gitopsOf, hasProvenance } from '../../src/config/config.ts';
import {
  argoCd,
  type ConfigInput,
  defineConfig,
  flux,
  type GitopsInput,
  istio,
  plain,
} from '../../src/config/index.ts';
import { validateConfig } from '../../src/config/validate.ts';

const SPAN = { file: 'meshwright.config.ts', line: 3, column: 16 };
const DEV = { environment: 'dev', cluster: 'dev', backends: [istio({ version: '1.31' })] } as const;
const repoURL = 'https://git.example.com/acme/mesh.git';
const url = 'https://git.example.com/acme/mesh';

function config(input: Partial<ConfigInput>) {
  const { result, diagnostics } = validateConfig(defineConfig({ targets: { dev: DEV }, ...input }), SPAN);
  expect(diagnostics).toEqual([]);
  return result!;
}

function problems(gitops: unknown) {
  const { result, diagnostics } = validateConfig({ gitops, targets: { dev: DEV } }, SPAN);
  expect(result).toBeUndefined();
  return diagnostics.map(({ code, message, span, help }) => [`${code} ${message}`, span?.at?.slice(1).join('/'), help]);
}

describe('gitops', () => {
  it('gets its defaults', () => {
    expect(config({ gitops: argoCd({ repoURL }) }).gitops).toEqual({
      sync: 'argo-cd',
      repoURL,
      targetRevision: 'HEAD',
      path: '',
      name: 'meshwright',
      namespace: 'argocd',
      automated: true,
      prune: true,
      selfHeal: true,
      pruneLast: false,
      applyOutOfSyncOnly: true,
    });
    expect(config({ gitops: flux({ url }) }).gitops).toEqual({
      sync: 'flux',
      url,
      path: '',
      name: 'meshwright',
      namespace: 'flux-system',
      interval: '10m',
      retryInterval: '1m',
      timeout: '5m',
      prune: true,
      wait: true,
      provider: 'generic',
    });
    expect(config({ gitops: plain() }).gitops).toEqual({ sync: 'plain', name: 'meshwright' });
  });

  it('holds for all targets but those that say something of their own', () => {
    const of = config({
      gitops: argoCd({ repoURL }),
      targets: { a: DEV, b: { ...DEV, gitops: plain() }, c: { ...DEV, gitops: 'none' } },
    });
    expect(['a', 'b', 'c'].map((name) => gitopsOf(of, name)?.sync)).toEqual(['argo-cd', 'plain', undefined]);
    expect(['a', 'b', 'c'].map((name) => hasProvenance(of, name))).toEqual([true, true, false]);
    expect(hasProvenance(config({}), 'dev')).toBe(false);
    expect(hasProvenance(config({ provenance: true }), 'dev')).toBe(true);
  });

  it.each<[GitopsInput | unknown, string, string, string?]>([
    [
      argoCd({ repoURL, targetRevison: 'main' } as never),
      '`gitops` cannot say `targetRevison`',
      'gitops/targetRevison',
      'did you mean `targetRevision`?',
    ],
    [
      flux({ url, intervall: '1m' } as never),
      '`gitops` cannot say `intervall`',
      'gitops/intervall',
      'did you mean `interval`?',
    ],
    [argoCd({} as never), '`gitops` does not say its `repoURL`', 'gitops'],
    [{ repoURL }, '`gitops` must come from `argoCd`, `flux` or `plain` of `meshwright/config`', 'gitops'],
    ['argo', '`gitops` must come from `argoCd`, `flux` or `plain` of `meshwright/config`', 'gitops'],
    [
      argoCd({ repoURL: 'http://git.example.com/a' }),
      '`gitops.repoURL` must begin with `https://`, `ssh://`, `git@` or `oci://`: others would let a network change what is deployed',
      'gitops/repoURL',
    ],
    [
      argoCd({ repoURL: 'https://me:secret@git.example.com/a' }),
      '`gitops.repoURL` must not hold a password or a token: it is written to a file',
      'gitops/repoURL',
    ],
    [
      argoCd({ repoURL: 'https://git.example.com/*' }),
      '`gitops.repoURL` must be no pattern: it goes into an AppProject, where it would admit more',
      'gitops/repoURL',
    ],
    [
      argoCd({ repoURL, destination: { server: 'http://a' as 'https://a' } }),
      "`gitops.destination` must be `{ name: '…' }` or `{ server: 'https://…' }`",
      'gitops/destination',
    ],
    [
      argoCd({ repoURL, destination: { name: 'a', server: 'https://a' } as never }),
      "`gitops.destination` must be `{ name: '…' }` or `{ server: 'https://…' }`",
      'gitops/destination',
    ],
    [
      argoCd({ repoURL, destination: { name: '*' } }),
      '`gitops.destination.name` must be no pattern: it goes into an AppProject, where it would admit more',
      'gitops/destination/name',
    ],
    [
      argoCd({ repoURL, path: '../up' }),
      '`gitops.path` must be a folder of the repository: relative, without `..`',
      'gitops/path',
    ],
    [argoCd({ repoURL, prune: 'yes' as never }), '`gitops.prune` must be true or false', 'gitops/prune'],
    [
      argoCd({ repoURL, applicationSet: 'git' as never }),
      '`gitops.applicationSet` must be one of `list`, `directories`',
      'gitops/applicationSet',
    ],
    [
      argoCd({ repoURL, name: 'x'.repeat(43) }),
      '`gitops.name` must be at most 42 lower-case letters, digits and `-`, and start and end with a letter or digit',
      'gitops/name',
    ],
    [
      argoCd({ repoURL, targetRevision: 'a b' }),
      '`gitops.targetRevision` must have no spaces and no control characters',
      'gitops/targetRevision',
    ],
    [
      flux({ url: 'git@git.example.com:acme/mesh' }),
      '`gitops.url` must begin with `https://`, `ssh://` or `oci://`: others would let a network change what is deployed',
      'gitops/url',
    ],
    [
      flux({ url, ref: { digest: 'sha256:0' } }),
      '`gitops.ref` must say one of `branch`, `tag`, `semver`, `commit` for a Git repository, of `tag`, `semver`, `digest` for an OCI artifact',
      'gitops/ref',
    ],
    [
      flux({ url, ref: { branch: 'a', tag: 'b' } as never }),
      '`gitops.ref` must say one of `branch`, `tag`, `semver`, `commit` for a Git repository, of `tag`, `semver`, `digest` for an OCI artifact',
      'gitops/ref',
    ],
    [
      flux({ url, provider: 'gcp' }),
      '`gitops.provider` must be one that Flux has for this kind of source: `github` is for Git, `gcp` for OCI',
      'gitops/provider',
    ],
    [
      flux({ url, interval: '10 minutes' as never }),
      '`gitops.interval` must be a duration such as `90s`, `10m` or `1h30m`',
      'gitops/interval',
    ],
  ])('%j is refused', (...[gitops, said, at, help]) => {
    expect(problems(gitops)).toEqual([[`MW0002 ${said}`, at, help]]);
  });

  it('of a target is refused at the target', () => {
    const { diagnostics } = validateConfig(
      { targets: { dev: { ...DEV, gitops: argoCd({ repoURL: 3 as never }) } } },
      SPAN,
    );
    expect(diagnostics.map(({ message }) => message)).toEqual(['`targets.dev.gitops.repoURL` must be a string']);
    const none = validateConfig({ targets: { dev: { ...DEV, gitops: 'nothing' } } }, SPAN).diagnostics;
    expect(none.map(({ message }) => message)).toEqual([
      "`targets.dev.gitops` must come from `argoCd`, `flux` or `plain` of `meshwright/config`, or be 'none'",
    ]);
  });
});
