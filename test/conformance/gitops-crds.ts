import { readGitopsSources } from '../../scripts/schemas/sources.ts';
import type { Lab } from '../lab/lab.ts';

/** The CRDs of Argo CD and Flux, which no mesh needs: they are not among the definitions that a lab starts with. */
export const installGitopsCrds = async (lab: Lab): Promise<void> => {
  for (const { files } of await readGitopsSources()) {
    for (const text of files.values()) await kubectl(lab, ['apply', '--server-side', '--filename', '-'], text);
  }
  await kubectl(lab, ['wait', '--for=condition=Established', 'crd', '--all']);
};

const kubectl = async (lab: Lab, args: readonly string[], stdin?: string): Promise<void> => {
  const { code, stderr } = await lab.kubectl(args, stdin);
  if (code !== 0) throw new Error(stderr);
};
