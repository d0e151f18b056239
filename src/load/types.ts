import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix, relative } from 'node:path';
import { type Diagnostic, error } from '../diag/diagnostic.ts';

/** Runs the type checker of the user's project, whatever version it is, and reports what it finds. */
export async function checkTypes(
  root: string,
  { policies }: { readonly policies: string },
): Promise<readonly Diagnostic[]> {
  const compiler = findCompiler(root);
  if (compiler === undefined) {
    return [
      cannotRun('TypeScript is not installed in the project', 'install it with `npm install --save-dev typescript`'),
    ];
  }
  if (!existsSync(join(root, 'tsconfig.json'))) {
    return [cannotRun('the project has no `tsconfig.json`', '`meshwright init` writes one')];
  }
  const { output, failure } = await runCompiler(compiler, root);
  const findings = parseOutput(output);
  if (findings.length > 0) return findings;
  if (failure !== undefined) return [cannotRun(`the type checker failed: ${failure}`)];
  return looksAt(policies, output, root) ? [] : [overlooked(policies)];
}

function cannotRun(why: string, help?: string): Diagnostic {
  return error('MW0121', why, { ...(help !== undefined && { help }) });
}

function overlooked(policies: string): Diagnostic {
  return cannotRun(`\`tsconfig.json\` leaves out \`${policies}\`: its types were not checked`, 'add it to `include`');
}

/** The script of `tsc`, where Node would look for it from the project. */
function findCompiler(root: string): string | undefined {
  const folders = createRequire(join(root, 'package.json')).resolve.paths('typescript') ?? [];
  for (const folder of folders) {
    const manifest = join(folder, 'typescript', 'package.json');
    if (!existsSync(manifest)) continue;
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: { tsc?: string } };
    if (bin?.tsc !== undefined) return join(folder, 'typescript', bin.tsc);
  }
  return undefined;
}

interface CompilerRun {
  readonly output: string;
  readonly failure: string | undefined;
}

const MOST_OUTPUT = 256 * 1024 * 1024;

function runCompiler(compiler: string, root: string): Promise<CompilerRun> {
  const args = [compiler, '--noEmit', '--pretty', 'false', '--listFiles', '--project', 'tsconfig.json'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: MOST_OUTPUT }, (problem, output, complaint) => {
      const why = complaint.split('\n').find((line) => line.trim() !== '') ?? problem?.message.split('\n')[0];
      resolve({ output, failure: problem ? (why ?? 'no reason given') : undefined });
    });
  });
}

const FINDING = /^(?:(?<file>.+)\((?<line>\d+),(?<column>\d+)\): )?error (?<code>TS\d+): (?<message>.*)$/;

/** Each finding is a line; indented lines after it explain it. */
function parseOutput(output: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of output.split(/\r?\n/)) {
    const finding = FINDING.exec(line)?.groups;
    const last = found.at(-1);
    if (finding) found.push(typeError(finding));
    else if (last && /^\s+\S/.test(line)) found[found.length - 1] = explained(last, line);
  }
  return found;
}

function typeError({ file, line, column, code, message = '' }: Record<string, string | undefined>): Diagnostic {
  const text = `${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, '')} (${code})`;
  if (file === undefined) return error('MW0120', text);
  return error('MW0120', text, {
    span: { file: file.replaceAll('\\', '/'), line: Number(line), column: Number(column) },
  });
}

function explained(finding: Diagnostic, line: string): Diagnostic {
  return { ...finding, note: [finding.note, line.trim()].filter(Boolean).join(' ') };
}

function looksAt(policies: string, output: string, root: string): boolean {
  const entry = posix.normalize(policies);
  return output.split(/\r?\n/).some((line) => {
    const file = relative(root, line.trim()).replaceAll('\\', '/');
    return file === entry || file.startsWith(`${entry}/`);
  });
}
