import type { Silenced } from '../../checks/silence.ts';
import { type Config, gitopsOf, hasProvenance } from '../../config/config.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { isMadeOf } from '../../elaborate/again/parts.ts';
import type { LeftOutput } from '../../emit/again.ts';
import type { OutputFile } from '../../emit/output-file.ts';
import type { Written } from '../../emit/write.ts';
import type { Mesh } from '../../model/mesh.ts';
import { backendsOf } from '../judge.ts';
import { type KeptPolicies, type Reads, readState, shortDigest, writeState } from '../kept-policies.ts';
import { type PolicySource, whatIsRead } from '../policies.ts';
import type { Proof } from '../proof.ts';
import type { MeshOfFiles, PolicyFile } from './files.ts';

/** What a compile leaves for the next one, which then does what changed: all that it was made of, and what came of it. */
export interface KeptCompile {
  /** What was read, path by path, with a stamp of what was there. */
  readonly reads: Reads;
  readonly targets: readonly KeptTarget[];
  /** What was found, and did not keep it from being written. */
  readonly findings: readonly Diagnostic[];
  readonly silenced: readonly Silenced[];
}

export interface KeptTarget {
  readonly name: string;
  readonly state: MeshOfFiles;
  readonly manifests: number;
  readonly proof: Proof;
  readonly left: LeftOutput;
}

/** What a target was compiled to, as far as it says whether a later compile can go on from there. */
export interface CompiledState {
  readonly name: string;
  readonly mesh: Mesh;
  readonly byFile: readonly PolicyFile[] | undefined;
  readonly closed: () => boolean;
  readonly proof: Proof | undefined;
}

/** A compile that wrote what it made. */
export interface Whole {
  readonly built: readonly (CompiledState & {
    readonly output: readonly OutputFile[];
    readonly manifests: readonly unknown[];
  })[];
  readonly written: Written;
  readonly findings: readonly Diagnostic[];
  readonly silenced: readonly Silenced[];
}

/** Whether what a target becomes can be told part by part. */
export function canGoOn({ name, mesh, byFile, closed, proof }: CompiledState, config: Config): boolean {
  const [backend, second] = backendsOf(config, name);
  return (
    byFile !== undefined &&
    proof !== undefined &&
    backend?.read !== undefined &&
    backend.configs === undefined &&
    second === undefined &&
    !gitopsOf(config, name) &&
    !hasProvenance(config, name) &&
    mesh.raw.length === 0 &&
    mesh.patches.length === 0 &&
    isMadeOf(mesh, byFile) &&
    closed()
  );
}

/** The meshes are kept as questions keep them, and these ask for the same ones. */
interface Kept extends Omit<KeptCompile, 'targets'> {
  readonly of: string;
  readonly targets: readonly (Omit<KeptTarget, 'state'> & { readonly kept: string })[];
}

export type Project = Pick<PolicySource, 'root' | 'config'>;

/** Undefined for another project, or where a look at the output tells that it is not as it was left. */
export function readKept(
  kept: KeptPolicies,
  of: string,
  project: Project,
  isThere: (left: LeftOutput) => boolean,
): KeptCompile | undefined {
  const written = kept.get(nameOf(of)) as Kept | undefined;
  // The meshes are long, and not read in vain.
  if (written?.of !== of || !written.targets.every(({ left }) => isThere(left))) return undefined;
  const { reads } = written;
  const targets = written.targets.flatMap(({ kept: name, ...rest }): KeptTarget[] => {
    const state = readState(kept, whatIsRead(rest.name, project), { name, reads });
    return state?.byFile ? [{ ...rest, state: { mesh: state.mesh, files: state.byFile } }] : [];
  });
  return targets.length === written.targets.length ? { ...written, targets } : undefined;
}

/** How targets were left before, which is as good where nothing had to be written. */
export function leftBefore(kept: KeptPolicies, of: string): ReadonlyMap<string, LeftOutput> {
  const before = kept.get(nameOf(of)) as Kept | undefined;
  return new Map(before?.of === of ? before.targets.map(({ name, left }) => [name, left]) : []);
}

/** Keeps what a compile came to, in the place of the one that it went on from. */
export function keep(kept: KeptPolicies, of: string, { targets, ...rest }: KeptCompile, project: Project): void {
  const before = kept.get(nameOf(of)) as Kept | undefined;
  const written = targets.map(({ state, ...one }) => {
    const whole = { mesh: state.mesh, files: state.files.map(({ path }) => path).sort(), byFile: state.files };
    const instead = before?.targets?.find(({ name }) => name === one.name)?.kept;
    return { ...one, kept: writeState(kept, whatIsRead(one.name, project), rest.reads, whole, instead) };
  });
  kept.set(nameOf(of), { ...rest, of, targets: written } satisfies Kept);
}

export function forget(kept: KeptPolicies, of: string): void {
  kept.drop(nameOf(of));
}

function nameOf(of: string): string {
  return `compile-${shortDigest(of)}`;
}
