import type { CiFiles } from './files.ts';

/** A pipeline of its own, or a file to include where there is one. */
export function gitlabFiles(folder: string, hasPipeline: boolean): CiFiles {
  return { [hasPipeline ? '.gitlab/meshwright.yml' : '.gitlab-ci.yml']: pipeline(folder) };
}

function pipeline(folder: string): string {
  const cd = folder === '' ? '' : `\n    - cd ${folder}`;
  return `# Whether the policies are right, whether out/ is what they say, and which access a merge request opens and closes.
meshwright:
  image: node:22
  stage: test
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    GIT_DEPTH: 0
  script:${cd}
    - npm ci --ignore-scripts
    - mkdir -p "$CI_PROJECT_DIR/meshwright-report"
    - npx --no-install meshwright check --types -o gitlab > "$CI_PROJECT_DIR/meshwright-report/gl-code-quality.json"
    - npx --no-install meshwright compile --check
    - |
      if [ -n "\${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}" ]; then
        for format in json html junit; do
          code=0
          npx --no-install meshwright diff "$CI_MERGE_REQUEST_DIFF_BASE_SHA" "\${CI_MERGE_REQUEST_SOURCE_BRANCH_SHA:-$CI_COMMIT_SHA}" \\
            --approvals-from base -o "$format" > "$CI_PROJECT_DIR/meshwright-report/diff.$format" || code=$?
          [ "$code" -le 1 ] || { rm -f "$CI_PROJECT_DIR"/meshwright-report/diff.*; exit "$code"; }
        done
      fi
  artifacts:
    when: always
    expire_in: 2 weeks
    paths:
      - meshwright-report
    reports:
      codequality: meshwright-report/gl-code-quality.json

# One note, up to date, which says so when there is no report. MESHWRIGHT_TOKEN is a project access token with the scope \`api\` and the role Reporter. Whoever may push
# branches can change this file: where that is more people than may read the token, keep this job in a project of its own and
# include it from there, with the token there.
meshwright-note:
  image: node:22
  stage: .post
  needs: [meshwright]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID && $MESHWRIGHT_TOKEN
      when: always
  script:${cd}
    - npm ci --ignore-scripts
    - npx --no-install meshwright comment "$CI_PROJECT_DIR/meshwright-report/diff.json"
`;
}
