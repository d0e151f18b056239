import type { CiFiles } from './files.ts';

/** Two workflows: pull requests of strangers may run their own code, but then not with a token that can write. */
export function githubFiles(folder: string): CiFiles {
  return {
    '.github/workflows/meshwright.yml': report(folder),
    '.github/workflows/meshwright-comment.yml': comment(folder),
  };
}

/** Where the project is not the repository's own folder. */
function within(folder: string): { readonly prefix: string; readonly given: string } {
  if (folder === '') return { prefix: '', given: '' };
  return { prefix: `${folder}/`, given: `\n          working-directory: ${folder}` };
}

function report(folder: string): string {
  const { prefix, given } = within(folder);
  return `# Whether the policies are right, whether out/ is what they say, and which access a pull request opens and closes.
# It runs code of pull requests, so it can write nothing: the comment is made by meshwright-comment.yml.
name: meshwright
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
concurrency:
  group: meshwright-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  report:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          ref: \${{ github.event.pull_request.head.sha || github.sha }}
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - run: npm ci --ignore-scripts${folder === '' ? '' : `\n        working-directory: ${folder}`}
      - uses: ./${prefix}node_modules/meshwright${given === '' ? '' : `\n        with:${given}`}
`;
}

function comment(folder: string): string {
  const { prefix, given } = within(folder);
  return `# Keeps one comment on each pull request up to date. It runs on the default branch's files, never on those of a pull request,
# and reads what the pull request's run uploaded as data: its form, its size and where it comes from are checked.
name: meshwright comment
on:
  workflow_run:
    workflows: [meshwright]
    types: [completed]
permissions: {}
jobs:
  comment:
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: read
      contents: read
      pull-requests: write
    concurrency:
      group: meshwright-comment-\${{ github.event.workflow_run.head_repository.id }}-\${{ github.event.workflow_run.head_branch }}
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - run: npm ci --ignore-scripts${folder === '' ? '' : `\n        working-directory: ${folder}`}
      - uses: ./${prefix}node_modules/meshwright
        with:
          mode: comment${given}
`;
}
