import { FAIL_ON } from '../diff/choices.ts';
import { REQUEST_OPTIONS } from '../request-options.ts';
import type { VerbSpec } from '../verb.ts';
import { DIFF_FORMATS } from '../views/diff/index.ts';
import { LOCAL_VERBS } from './local.ts';
import { outputOption, targetOption } from './options.ts';

/** What `can` and `explain` are asked: who, whom, what. */
const QUESTION = {
  argument: { name: '<from>', description: 'who calls' },
  more: [
    { name: '<to>', description: 'the service or gateway that is called' },
    { name: '[request]', description: 'such as `GET /reviews/1` (default: `GET /`)' },
  ],
  options: [...REQUEST_OPTIONS, outputOption(['text', 'json'])],
} satisfies Partial<VerbSpec>;

/** In the order of the help. A verb is one line here and one file beside this one. */
export const VERBS: readonly VerbSpec[] = [
  {
    name: 'init',
    summary: 'start a project: policies, configuration and a CI workflow',
    description: [
      'Writes a small working project into DIR (by default this folder): policies/ with two services and who ' +
        'may call whom, meshwright.config.ts, tsconfig.json, package.json, and what the CI runs: workflows of GitHub ' +
        'Actions, a pipeline of GitLab, or a script, by what the repository has. In a folder that ' +
        'already holds a project, what is there stays as it is: files are never overwritten, and package.json and ' +
        '.gitignore only gain lines.',
    ],
    argument: { name: '[dir]', description: 'the folder, made when it does not exist' },
    options: [
      {
        flags: '--ci <kind>',
        description: 'for which CI (default: what the repository has)',
        choices: ['github', 'gitlab', 'script', 'none'],
      },
    ],
    examples: [
      { command: 'meshwright init', does: 'start in this folder' },
      { command: 'meshwright init mesh', does: 'start in the folder mesh' },
      { command: 'meshwright init --ci gitlab', does: 'with a pipeline of GitLab' },
    ],
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'compile',
    summary: 'compile the policies to manifests in out/',
    description: [
      'Evaluates the policies once for each target, checks them, lowers them to manifests, validates every ' +
        'manifest against the schemas of the mesh, and writes out/<target>/. Only files that changed are written; ' +
        'files that meshwright wrote before and no longer makes are removed; files of anyone else are never ' +
        'touched. With an error, nothing is written.',
      'With --check nothing is written either: the command fails when out/ is not what the policies say. Run it ' +
        'in CI.',
    ],
    options: [
      targetOption('compile'),
      { flags: '--check', description: 'write nothing, fail when out/ is stale' },
      { flags: '--allow-prune', description: 'write it even if a target loses most of its manifests, or a Namespace' },
      { flags: '-w, --watch', description: 'compile again whenever a file of the project changes' },
      outputOption(['text', 'json', 'sarif', 'junit', 'github', 'gitlab']),
    ],
    examples: [
      { command: 'meshwright compile', does: 'compile every target' },
      { command: 'meshwright compile --target prod-eu', does: 'compile one target' },
      { command: 'meshwright compile --check', does: 'in CI: is out/ what the policies say?' },
      { command: 'meshwright compile -o json | jq .targets', does: 'what was made, for a program' },
    ],
    load: async () => (await import('./compile.ts')).compileVerb,
  },
  {
    name: 'verify-output',
    summary: 'compile again, and say which files of out/ differ and why',
    description: [
      'Compiles the policies in memory and compares, file by file: what was edited by hand, what is older than the policies, ' +
        'what is missing, what nothing makes any more. Where targets have statements of provenance, those are compared ' +
        'with the files, the policies and the compiler too. Nothing is written.',
      'Run it where output is released from: it tells whether what a cluster is about to get is what the policies say, ' +
        'whoever committed it.',
    ],
    options: [targetOption('verify'), outputOption(['text', 'json', 'sarif', 'junit', 'github', 'gitlab'])],
    examples: [
      { command: 'meshwright verify-output', does: 'is out/ what the policies make, and if not, why?' },
      { command: 'meshwright verify-output -t prod-eu -o sarif', does: 'one target, for code scanning' },
    ],
    load: async () => (await import('./verify-output.ts')).verifyOutputVerb,
  },
  {
    name: 'trailers',
    summary: 'say which commit of policies a commit of out/ came from',
    description: [
      "Prints the commit trailers that Argo CD's source hydrator reads: author, hash, subject, body, repository and date of a commit " +
        '(by default HEAD), one line each. Where out/ is committed to another repository or branch than the policies, put them ' +
        'into that commit: Argo CD, and release tools that read its hydrator.metadata, then show which change of policies they sync.',
    ],
    argument: { name: '[revision]', description: 'the commit of the policies (default: HEAD)' },
    options: [
      {
        flags: '--repo-url <url>',
        description: 'the repository of the policies (default: that of the remote `origin`)',
      },
      {
        flags: '-o, --output <format>',
        description: 'trailers, or `references` as hydrator.metadata has them',
        choices: ['text', 'json'],
        default: 'text',
      },
    ],
    examples: [
      { command: 'git -C ../deploy commit -m Render -m "$(meshwright trailers)"', does: 'commit output elsewhere' },
    ],
    load: async () => (await import('./trailers.ts')).trailersVerb,
  },
  {
    name: 'check',
    summary: 'check the policies and write nothing',
    description: [
      'Does all that compile does except writing: evaluates the policies for each target, runs every check, and ' +
        'validates the manifests. With --types the TypeScript compiler checks the types of the policies too, ' +
        'which compile leaves to your editor and to CI since it takes longer than all the rest.',
    ],
    options: [
      targetOption('check'),
      { flags: '--types', description: 'run the TypeScript compiler over the policies too' },
      outputOption(['text', 'json', 'sarif', 'junit', 'github', 'gitlab']),
    ],
    examples: [
      { command: 'meshwright check', does: 'is everything right?' },
      { command: 'meshwright check --types -o github', does: 'in a GitHub workflow: findings as annotations' },
      { command: 'meshwright check -o sarif > meshwright.sarif', does: 'for code scanning' },
      { command: 'meshwright check -o gitlab > gl-code-quality-report.json', does: 'for a GitLab merge request' },
    ],
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'can',
    summary: 'ask whether a caller can make a request',
    description: [
      'Answers yes (exit 0) or no (exit 1), and says which proxy decides by which line of the policies. A caller is a ' +
        'service, a gateway, an identity (`cluster.local/ns/shop/sa/cart`), `outside` (through a gateway) or `anonymous` ' +
        '(inside the network, without an identity). For a no it names the rules that come nearest, and the line of ' +
        'TypeScript that would allow it.',
    ],
    ...QUESTION,
    examples: [
      { command: "meshwright can productpage reviews 'DELETE /reviews/1'", does: 'may this service do that?' },
      {
        command: "meshwright can outside productpage 'GET https://bookinfo.example.com/login'",
        does: 'and the world?',
      },
      { command: "meshwright can anonymous ratings 'GET /ratings/1' --plaintext", does: 'and a pod without a proxy?' },
    ],
    load: async () => (await import('./can.ts')).canVerb,
  },
  {
    name: 'explain',
    summary: 'ask why a request is admitted or refused',
    description: [
      'Answers as `can` does, and shows the rules behind the answer: their source, the manifest that each became, and the ' +
        'proxy that enforces it; for a refusal the rules that come nearest, why each does not hold, and the smallest ' +
        'addition that would allow the request.',
    ],
    ...QUESTION,
    examples: [
      { command: "meshwright explain productpage reviews 'DELETE /reviews/1'", does: 'why is this a 403?' },
      {
        command: "meshwright explain outside productpage 'GET https://bookinfo.example.com/login'",
        does: 'and why is this not?',
      },
    ],
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'matrix',
    summary: 'list who may call whom',
    description: [
      'One row for what each rule allows each caller at each destination: port, requests, what else has to hold, and the ' +
        'line that says so. What is wholly denied is not listed; `less` names the DENY rules that take something away. Callers ' +
        'are services, gateways, `outside` (through a gateway), and what rules name as a whole: `anyone`, a namespace, an ' +
        'address. Below it stand the services that nobody may call.',
      'In a large mesh ask about one service: --to lists its callers, --from what it may call.',
    ],
    options: [
      { flags: '-t, --target <name>', description: 'ask about this target (default: the first)' },
      { flags: '--to <service>', description: 'only calls of this service or gateway (may be repeated)', many: true },
      { flags: '--from <caller>', description: 'only what this caller may do (may be repeated)', many: true },
      outputOption(['text', 'csv', 'json', 'markdown']),
    ],
    examples: [
      { command: 'meshwright matrix', does: 'who may call whom?' },
      { command: 'meshwright matrix --to ratings', does: 'who may call ratings?' },
      { command: 'meshwright matrix --from outside', does: 'what is open to the world?' },
      { command: 'meshwright matrix -o csv > access.csv', does: 'for a spreadsheet' },
    ],
    load: async () => (await import('./matrix.ts')).matrixVerb,
  },
  {
    name: 'graph',
    summary: 'draw who may call whom',
    description: [
      'The same as `matrix`, as a graph for Mermaid (GitHub renders it), Graphviz, a program, or as a page that can be searched. With --from only what a caller ' +
        'can get to, over any number of hops; with --reaches only what can get to a service; with both, the ways from one to ' +
        'the other. Gateways pass requests on only where their routes lead. That there is a way says that each hop is allowed, ' +
        'not that a service makes its calls because of what it was asked.',
    ],
    options: [
      { flags: '-t, --target <name>', description: 'ask about this target (default: the first)' },
      { flags: '--from <caller>', description: 'only what this caller can get to' },
      { flags: '--reaches <service>', description: 'only what can get to this service or gateway' },
      {
        flags: '-o, --output <format>',
        description: 'how to draw',
        choices: ['mermaid', 'dot', 'json', 'html'],
        default: 'mermaid',
      },
    ],
    examples: [
      { command: 'meshwright graph', does: 'the whole mesh, for Mermaid' },
      { command: 'meshwright graph --from outside --reaches ratings', does: 'how can the world get to ratings?' },
      { command: 'meshwright graph -o dot | dot -Tsvg > mesh.svg', does: 'a picture by Graphviz' },
      { command: 'meshwright graph -o html > mesh.html', does: 'a page to search and follow calls in' },
    ],
    load: async () => (await import('./graph.ts')).graphVerb,
  },
  {
    name: 'diff',
    summary: 'show what access a change opens and closes',
    description: [
      'Compares what two meshes admit, whatever their text: who may newly do what, who no longer may, each with an example, the ' +
        'line that did it, and how risky that is; and what changes beside access. BASE and HEAD are Git revisions, A...B, ' +
        'folders of out/, or folders that hold a project. Without them, the working tree is compared with where it parted from ' +
        'the main branch. Nothing is checked out: policies of a revision are read from Git, and packages that they import are ' +
        'those in node_modules now.',
      'Exits with 0 when nothing changed and 1 when something did. With --fail-on only what it names fails, and what is ' +
        'approved by `allow-change` in meshwright.approve or in the policies passes.',
      'A name that is a revision and a folder is read as the revision; ./name is the folder.',
    ],
    argument: {
      name: '[base]',
      description: 'what it is compared with (default: the merge base with the main branch)',
    },
    more: [{ name: '[head]', description: 'what is compared (default: the working tree)' }],
    options: [
      targetOption('compare'),
      { flags: '--fail-on <what>', description: 'fail for this only (may be repeated)', choices: FAIL_ON, many: true },
      {
        flags: '--approvals-from <side>',
        description: 'whose approvals count: with `base`, a change cannot approve itself',
        choices: ['base', 'head'],
        default: 'head',
      },
      { flags: '--blame', description: 'name who last wrote each line that did it' },
      {
        flags: '--link <url>',
        description: 'where files of a commit can be read, such as https://github.com/acme/mesh/blob',
      },
      { flags: '--artifact-url <url>', description: 'where the whole report can be read' },
      outputOption(DIFF_FORMATS),
    ],
    examples: [
      { command: 'meshwright diff', does: 'what does this branch change?' },
      { command: 'meshwright diff main...feature', does: 'and that one?' },
      { command: 'meshwright diff HEAD', does: 'and what is not committed yet?' },
      { command: 'meshwright diff out/dev out/prod-eu', does: 'how do two targets differ?' },
      {
        command: 'meshwright diff --fail-on outside --fail-on risk:high',
        does: 'in CI: fail for these, unless approved',
      },
      { command: 'meshwright diff -o markdown > comment.md', does: 'for a pull request' },
    ],
    load: async () => (await import('./diff.ts')).diffVerb,
  },
  {
    name: 'comment',
    summary: 'keep one comment on a pull request up to date',
    description: [
      'Says in a pull request (GitHub) or merge request (GitLab) what `diff -o json` found: one comment, edited from run to run. ' +
        'It runs no policies, and trusts nothing in the report: it is held to its schema and to a size, and has to be of the ' +
        'commits that the pull request has. So it can run where there is a token, after a run that has none.',
      'Where it is, it knows from what GitHub Actions and GitLab CI tell every job. The token is in GITHUB_TOKEN or ' +
        'MESHWRIGHT_TOKEN. Without a report it says that nothing is known.',
    ],
    argument: { name: '<report>', description: 'the file that `diff -o json` made' },
    options: [{ flags: '--dry-run', description: 'print the comment instead' }],
    examples: [
      { command: 'meshwright comment diff.json', does: 'in a job that may write comments' },
      { command: 'meshwright comment diff.json --dry-run', does: 'what would it say?' },
    ],
    load: async () => (await import('./comment.ts')).commentVerb,
  },
  {
    name: 'rollout',
    summary: 'split a change into steps that are safe to apply',
    description: [
      'Splits what changes from BASE to HEAD into steps of which none, however far it is applied, admits a request that neither ' +
        'side admits, refuses one that both admit, or sends one where nothing is. Every partial application that the order of ' +
        'sync allows is looked at, with the exact sets of requests. BASE and HEAD are named as for `diff`.',
      'Exits with 0 when there are such steps, and with 1 when none were found: then it says which request is in the way, and ' +
        'which objects. With --write each step is written as a folder like out/, to be committed one after the other; wait ' +
        'between them until proxies have drained their connections, which takes 45 seconds as Istio comes (`drainDuration`).',
    ],
    argument: { name: '[base]', description: 'what is there now (default: the merge base with the main branch)' },
    more: [{ name: '[head]', description: 'what is to be there (default: the working tree)' }],
    options: [
      targetOption('roll out'),
      { flags: '--write <dir>', description: 'write out/ after each step to step-1, step-2, … in this folder' },
      outputOption(['text', 'json', 'markdown']),
    ],
    examples: [
      { command: 'meshwright rollout', does: 'can this branch be applied at once?' },
      { command: 'meshwright rollout main HEAD --write steps', does: 'what to commit, one after the other' },
      { command: 'meshwright rollout out.old out', does: 'from one folder of manifests to another' },
    ],
    load: async () => (await import('./rollout.ts')).rolloutVerb,
  },
  ...LOCAL_VERBS,
  {
    name: 'completion',
    summary: 'print a script that completes verbs and options in your shell',
    description: ['Prints a completion script for a shell. Load it where your shell starts.'],
    argument: { name: '<shell>', description: 'your shell', choices: ['bash', 'zsh', 'fish'] },
    options: [],
    examples: [
      { command: 'source <(meshwright completion bash)', does: 'in ~/.bashrc' },
      { command: 'source <(meshwright completion zsh)', does: 'in ~/.zshrc, after compinit' },
      { command: 'meshwright completion fish | source', does: 'in ~/.config/fish/config.fish' },
    ],
    load: async () => (await import('./completion.ts')).completion,
  },
];
