import { originURL, type Reference, referenceTo } from '../../revision/reference.ts';
import { findRepository } from '../../revision/repository.ts';
import { resolveRevision } from '../../revision/revision.ts';
import { startFolder } from '../project.ts';
import type { Shell } from '../shell.ts';
import { UsageError } from '../usage.ts';
import { type Globals, runnable } from '../verb.ts';
import { hydratorReferences, trailers } from '../views/trailers.ts';

interface TrailersArgs {
  readonly revision: string;
  readonly repoURL?: string;
  readonly format: 'text' | 'json';
  readonly globals: Globals;
}

export const trailersVerb = runnable<TrailersArgs, Reference>({
  parse: ({ argument, options, globals }) => ({
    revision: argument ?? 'HEAD',
    ...(options.repoUrl !== undefined && { repoURL: String(options.repoUrl) }),
    format: options.output as TrailersArgs['format'],
    globals,
  }),
  run,
  view: ({ format }, reference) => (format === 'json' ? hydratorReferences(reference) : trailers(reference)),
  exit: () => 0,
});

async function run({ revision, repoURL, globals }: TrailersArgs, shell: Shell): Promise<Reference> {
  const folder = startFolder(globals, shell);
  const { result: repository, diagnostics } = findRepository(folder, shell.env);
  if (!repository) throw refused(diagnostics[0], `\`${folder}\` is in no Git repository`);
  const found = resolveRevision(revision, repository);
  if (!found.result) throw refused(found.diagnostics[0], `there is no revision \`${revision}\``);
  const reference = referenceTo(found.result, repository, repoURL ?? originURL(repository));
  if (!reference) throw new UsageError(`the commit \`${found.result.commit}\` cannot be read`);
  return reference;
}

function refused(diagnostic: { readonly message: string; readonly help?: string } | undefined, otherwise: string) {
  return new UsageError(
    diagnostic?.message ?? otherwise,
    diagnostic?.help ?? 'policies are kept in Git; -C names their folder',
  );
}
