import type { CiFiles } from './files.ts';

/** For any other CI: a script that it calls. */
export function scriptFiles(folder: string): CiFiles {
  const prefix = folder === '' ? '' : `${folder}/`;
  return { [`${prefix}scripts/meshwright.sh`]: SCRIPT };
}

const SCRIPT = `#!/bin/sh
# Whether the policies are right, whether out/ is what they say, and which access a change opens and closes.
#
#   scripts/meshwright.sh [BASE]      BASE: what to compare with, by default where the branch left the main one
#
# Reports go to meshwright-report/: JSON for programs, Markdown for a comment, HTML to look at. The history has to be there: no
# shallow clone. Fails when the policies are wrong or out/ is stale; differences are reported, and fail nothing.
set -eu
cd "$(dirname "$0")/.."
mkdir -p meshwright-report
npx --no-install meshwright check --types
npx --no-install meshwright compile --check
for format in json markdown html; do
  code=0
  npx --no-install meshwright diff "$@" --approvals-from base -o "$format" > "meshwright-report/diff.$format" || code=$?
  [ "$code" -le 1 ] || exit "$code"
done
npx --no-install meshwright diff "$@" --approvals-from base || [ $? -eq 1 ]
`;
