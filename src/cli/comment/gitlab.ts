import { Gitlab } from '@gitbeaker/rest';
import { UsageError } from '../usage.ts';
import { type Forge, makesReport } from './forge.ts';

export interface GitLabAccess {
  readonly token: string;
  /** `https://gitlab.example.com/api/v4` */
  readonly api: string;
  readonly project: string | undefined;
  readonly mergeRequest: string | undefined;
  /** The commit of the branch, which in a pipeline for merged results is not the one that is checked out. */
  readonly head: string | undefined;
}

/** GitLab, as a merge-request pipeline reaches it. */
export function gitlab({ token, api, project = '', mergeRequest, head }: GitLabAccess): Forge {
  const iid = Number(mergeRequest);
  if (project === '' || !Number.isInteger(iid) || iid < 1)
    throw new UsageError(
      'this pipeline is about no merge request',
      'run the job with `rules: - if: $CI_PIPELINE_SOURCE == "merge_request_event"`',
    );
  const client = new Gitlab({ host: api.replace(/\/api\/v4\/?$/, ''), token });
  return {
    name: 'GitLab',
    pullRequests: async () => {
      const request = await client.MergeRequests.show(project, iid);
      if (request.state !== 'opened') return { kind: 'none', why: 'the merge request is not open' };
      if (request.sha !== head)
        return { kind: 'none', why: 'there is a later commit, whose own pipeline will say what it changes' };
      const diffs = await client.MergeRequests.allDiffs(project, iid);
      const paths = diffs.flatMap(({ new_path, old_path }) => [new_path, old_path]);
      const { base_sha } = request.diff_refs as unknown as { readonly base_sha: string };
      const touchesReport = [...new Set(paths)].filter(makesReport);
      return { kind: 'open', all: [{ number: iid, head: request.sha, base: base_sha, touchesReport }] };
    },
    ownComments: async (number, marker) => {
      const { id: own } = await client.Users.showCurrentUser();
      const notes = await client.MergeRequestNotes.all(project, number, { sort: 'asc', orderBy: 'created_at' });
      return notes
        .filter(({ author, body, system }) => !system && author.id === own && body.startsWith(marker))
        .map(({ id, body }) => ({ id, body }));
    },
    create: async (number, body) => {
      await client.MergeRequestNotes.create(project, number, body);
    },
    edit: async (number, note, body) => {
      await client.MergeRequestNotes.edit(project, number, note, { body });
    },
    remove: async (number, note) => {
      await client.MergeRequestNotes.remove(project, number, note);
    },
  };
}
