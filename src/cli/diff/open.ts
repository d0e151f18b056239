import { printPosition } from '../../base/span.ts';
import { type MeaningSource, makesOf, type Progress, readMeanings } from '../../compile.ts';
import { DEFAULTS } from '../../config/config.ts';
import { type Diagnostic, error, isError } from '../../diag/diagnostic.ts';
import { failed, type Report } from '../../diag/report.ts';
import type { Repository } from '../../revision/repository.ts';
import type { OnStall } from '../config-file.ts';
import { evaluateProject, noConfig, type ProjectPlace } from '../project.ts';
import type { Named } from './names.ts';
import { manifestSide } from './open-folder.ts';
import { type Place, placeOf } from './place.ts';
import type { PolicySide, Side } from './side.ts';

export interface Opening {
  readonly place: ProjectPlace;
  readonly repository?: Repository;
  /** Which of the targets of a configuration are compared. */
  readonly wanted: (targets: readonly string[]) => readonly string[];
  readonly onStall: OnStall;
  readonly onProgress: (progress: Progress) => void;
  /** Shared by both sides, which declare nearly the same. */
  readonly known: NonNullable<MeaningSource['known']>;
  readonly kept?: MeaningSource['kept'];
}

export type OpenedPolicies = Report<PolicySide | undefined> & {
  readonly place: Pick<Place, 'tree' | 'compared'>;
  /** The folder of its output, as far as its configuration says. */
  readonly out?: string;
  /** What is wrong is the configuration. */
  readonly unconfigured?: true;
};

/** Evaluates the policies of a revision, of the working tree, or of another project. Notes say where there are none. */
export async function openPolicies(
  named: Named,
  { place: own, repository, wanted, onStall, onProgress, known, kept }: Opening,
  judged: boolean,
  notes: string[],
): Promise<OpenedPolicies> {
  const place = placeOf(named, own, repository);
  const { tree, root, file, compared, moved } = place;
  const absent = tree.read(file).kind === 'missing';
  if (absent && own.file === undefined) return { ...failed(noConfig(root)), place, unconfigured: true };
  if (absent) notes.push(`${compared.name} has no \`${compared.prefix ?? ''}${file}\`: it is taken for empty`);
  if (absent) return { result: { ...EMPTY, compared, tree }, diagnostics: [], place };
  if (moved) notes.push(`in ${compared.name} the project is in \`${moved}\``);
  const sources = named.kind === 'revision' ? { sources: tree } : {};
  const { config, diagnostics } = await evaluateProject(root, file, { onStall, ...sources });
  if (!config) return { ...failed(...diagnostics), place, unconfigured: true };
  const targets = wanted(Object.keys(config.targets));
  const shared = { onStall, onProgress, known, ...(kept && { kept }) };
  const read = await readMeanings({ root, config, sources: tree, targets, judged, ...shared });
  const { out } = config;
  if (!read.result) return { ...failed(...read.diagnostics), place, out };
  const { targets: meanings, files } = read.result;
  const makes = new Map(targets.map((target) => [target, makesOf(config, target)]));
  const result: PolicySide = {
    from: 'policies',
    compared,
    tree,
    meanings,
    makes,
    files,
    out,
    errors: read.diagnostics,
  };
  return { result, diagnostics: [], place };
}

const EMPTY = {
  from: 'policies',
  meanings: new Map(),
  makes: new Map(),
  files: [],
  out: DEFAULTS.out,
  errors: [],
} as const;

/** The base: its policies, or, where they do not compile, what was compiled of them last. */
export async function openBase(named: Named, opening: Opening, notes: string[]): Promise<Report<Side | undefined>> {
  const { result, diagnostics, place, out = DEFAULTS.out } = await openPolicies(named, opening, false, notes);
  if (result || (named.kind === 'working-tree' && opening.place.file === undefined)) return { result, diagnostics };
  const { compared, tree } = place;
  const why = firstOf(diagnostics);
  const output =
    tree.list(out).length > 0 ? await manifestSide(tree, out, { ...compared, from: 'manifests' }) : undefined;
  if (output?.result) {
    notes.push(`the policies of ${compared.name} do not compile (${why}): its ${out}/ is compared instead`);
    return output;
  }
  const missing = output
    ? `nothing can be read in its \`${out}\` instead`
    : `there is no \`${out}\` to compare instead`;
  return failed(
    error('MW6010', `the policies of ${compared.name} do not compile, and ${missing}`, {
      note: why,
      help: 'commit what `meshwright compile` writes, or name a base that compiles',
    }),
    ...(output?.diagnostics ?? []),
  );
}

function firstOf(diagnostics: readonly Diagnostic[]): string {
  const first = diagnostics.find(isError);
  if (!first) return 'for a reason that is not known';
  return `${first.code}${first.span ? ` ${printPosition(first.span)}` : ''}: ${first.message}`;
}
