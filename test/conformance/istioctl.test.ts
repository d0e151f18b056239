// Istio's own checks of what we emit.
import { describe, expect, it } from '@jest/globals';
import { judges } from '../lab/judges.ts';
import { run } from '../lab/process.ts';
import { manifestFiles, manifestsOf, targets } from './out.ts';

const { istioctl } = judges();

/** A line for each file, and nothing beside those that say it is valid. */
const complaints = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '' && !/^"[^"]+" is valid$/.test(line));

describe.each(targets())('out/%s', (target) => {
  it('holds a mesh', () => {
    const kinds = manifestsOf(target).map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['AuthorizationPolicy', 'Gateway', 'PeerAuthentication', 'VirtualService']),
    );
  });

  it('is valid to `istioctl validate`', async () => {
    const files = manifestFiles(target).flatMap((file) => ['-f', file]);
    const { code, stdout, stderr } = await run([istioctl, 'validate', ...files]);
    expect({ code, complaints: complaints(`${stdout}\n${stderr}`) }).toEqual({ code: 0, complaints: [] });
  });

  it('has no message from `istioctl analyze`', async () => {
    const options = ['--use-kube=false', '--all-namespaces', '--output', 'json'];
    const { code, stdout, stderr } = await run([istioctl, 'analyze', ...options, ...manifestFiles(target)]);
    expect({ code, messages: JSON.parse(stdout) }).toEqual({ code: 0, messages: [] });
    expect(stderr).toMatch(/^✔ No validation issues/); // it says so otherwise when it could not read a file
  });
});

describe('istioctl as we call it', () => {
  it('does complain when there is something to complain about', async () => {
    const virtualService = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'lost', namespace: 'somewhere' },
      spec: {
        hosts: ['a.somewhere.svc.cluster.local'],
        gateways: ['missing'],
        http: [{ route: [{ destination: { host: 'a' } }] }],
      },
    };
    const options = ['--use-kube=false', '--all-namespaces', '--output', 'json', '-'];
    const { stdout } = await run([istioctl, 'analyze', ...options], { stdin: JSON.stringify(virtualService) });
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ code: 'IST0101' }));
  });
});
