// Every golden of the Istio backend, judged by Istio's own checks.
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CASES, caseNames, read } from '../golden/cases.ts';
import { judges } from '../lab/judges.ts';
import { run } from '../lab/process.ts';

const { istioctl } = judges();

/**
 * True, and not to be helped: which port of its pod a gateway listens on is not known, so a denial by request at its
 * proxy cannot name any.
 */
const EXPECTED: Readonly<Record<string, readonly string[]>> = { 'gateway-rules': ['IST0133'] };

describe.each(caseNames().filter((name) => read(name, 'istio.yaml') !== undefined))('%s', (name) => {
  const file = join(CASES, name, 'istio.yaml');

  it('is valid to `istioctl validate`', async () => {
    const { code, stdout, stderr } = await run([istioctl, 'validate', '-f', file]);
    const warned = EXPECTED[name] !== undefined;
    expect({ code, text: `${stdout}${stderr}` }).toMatchObject({
      code: 0,
      text: expect.stringMatching(warned ? /has warnings/ : /^"[^"]+" is valid$/m),
    });
  });

  it('has no message from `istioctl analyze`', async () => {
    const options = ['--use-kube=false', '--all-namespaces', '--output', 'json'];
    const { stdout } = await run([istioctl, 'analyze', ...options, file]);
    const messages = JSON.parse(stdout) as readonly { readonly code: string }[];
    expect(messages.map(({ code }) => code)).toEqual(EXPECTED[name] ?? []);
  });
});
