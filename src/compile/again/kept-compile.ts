import type { Silenced } from '../../checks/silence.ts';
import { type Config, gitopsOf, hasProvenance } from '../../config/config.ts';
import type { Diagnostic } from '../../diag/diagnostic.ts';
import { isMadeOf } from '../../elaborate/again/parts.ts';
import type { LeftOutput } from '../../emit/again.ts';
import type { OutputFile } from '../../emit/output-file.ts';
import type { Written } from '../../emit/write.ts';
import type { Mesh } from '../../model/mesh.ts';
import { backendsOf } from '../judge.ts';
import { type KeptPolicies, shortDigest } from '../kept-policies.ts';
import type { Proof } from '../proof.ts';
import type { MeshOfFiles } from './changed.ts';
import type { PolicyFile } from './files.ts';

/** What a compile leaves for the next one, which then does what changed: all that it was made of, and what came of it. */
export interface KeptCompile {
  /** What was read, path by path, with a stamp of what was there. */
  readonly reads: readonly (readonly [path: string, stamp: string])[];
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

/** As it is written down. JSON is read in half the time that the engine's own format takes. */
interface Kept extends Omit<KeptCompile, 'targets'> {
  readonly of: string;
  readonly targets: readonly (Omit<KeptTarget, 'state'> & { readonly mesh: string; readonly files: string })[];
}

export function readKept(kept: KeptPolicies, of: string): KeptCompile | undefined {
  const written = kept.get(nameOf(of)) as Kept | undefined;
  if (written?.of !== of) return undefined;
  const targets = written.targets.map(({ mesh, files, ...rest }) => ({
    ...rest,
    state: { mesh: JSON.parse(mesh) as Mesh, files: JSON.parse(files) as readonly PolicyFile[] },
  }));
  return { ...written, targets };
}

export function keep(kept: KeptPolicies, of: string, { targets, ...rest }: KeptCompile): void {
  const written: Kept = {
    ...rest,
    of,
    targets: targets.map(({ state: { mesh, files }, ...one }) => ({
      ...one,
      mesh: JSON.stringify(mesh),
      files: JSON.stringify(files),
    })),
  };
  kept.set(nameOf(of), written);
}

export function forget(kept: KeptPolicies, of: string): void {
  kept.drop(nameOf(of));
}

function nameOf(of: string): string {
  return `compile-${shortDigest(of)}`;
}
