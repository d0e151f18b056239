import { readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Span } from '../../src/base/span.ts';
import type { Diagnostic } from '../../src/diag/diagnostic.ts';

export const FIXTURES = dirname(fileURLToPath(import.meta.url));
const CHECKS = join(FIXTURES, '../../src/checks');

/** Every file below a folder, with `/`. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The folders of fixtures, by the check that they are for: `routes/weights`. */
export function fixtureFolders(): string[] {
  return [
    ...new Set(
      filesBelow(FIXTURES)
        .filter((file) => file.split('/').length > 2)
        .map((file) => dirname(file)),
    ),
  ];
}

/** Files of `src/checks` that hold a check: those that list codes. */
export function checkFiles(): string[] {
  return filesBelow(CHECKS)
    .filter((file) => file.split('/').length > 1)
    .map((file) => file.replace(/\.ts$/, ''));
}

/** Findings as text: everything of them, a few lines each. */
export function printFindings(findings: readonly Diagnostic[]): string {
  return findings.map((one) => `${printFinding(one)}\n`).join('\n');
}

function printFinding({ code, severity, message, span, label, note, help, related = [] }: Diagnostic): string {
  const lines = [
    `${severity} ${code} ${span ? printSpan(span) : 'nowhere'}`,
    message,
    label && `label: ${label}`,
    ...related.map((one) => `see ${printSpan(one.span)}: ${one.note}`),
    note && `note: ${note}`,
    help && `help: ${help}`,
  ];
  return lines.filter((line) => line !== undefined).join('\n  ');
}

function printSpan({ line, column, at }: Span): string {
  return `${line}:${column}${at ? ` ${JSON.stringify(at)}` : ''}`;
}
