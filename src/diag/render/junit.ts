import { printPosition } from '../../base/span.ts';
import { type Findings, inOrder, type Located, type Sources } from './located.ts';
import { plain } from './paint.ts';
import type { Frame } from './place.ts';
import { renderText } from './text.ts';
import { visible } from './visible.ts';

/**
 * JUnit XML, for CI systems that show test results: one test case a finding. Errors are failures; anything else is a
 * passed case that says what was found. Without findings there is one passed case, since some readers refuse an empty suite.
 */
export function renderJunit(findings: Findings, frame: Frame): string {
  return renderSuites([{ name: 'meshwright', findings }], frame);
}

/** Findings that are reported together, as one suite: those of a target. */
export interface Suite {
  readonly name: string;
  readonly findings: Findings;
}

export function renderSuites(suites: readonly Suite[], frame: Frame): string {
  const parts = suites.map((suite) => testSuite(suite, frame));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="meshwright" ${counts(parts)}>`,
    ...parts.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Part {
  readonly lines: readonly string[];
  readonly tests: number;
  readonly failures: number;
}

function testSuite({ name, findings: { located, sources } }: Suite, frame: Frame): Part {
  const cases = located.length === 0 ? [PASSED] : inOrder(located).map((one) => testCase(one, sources, frame));
  const failures = located.filter(({ diagnostic }) => diagnostic.severity === 'error').length;
  const part = { tests: cases.length, failures };
  const head = `  <testsuite name="${attribute(name)}" ${counts([part])} skipped="0">`;
  return { ...part, lines: [head, ...cases, '  </testsuite>'] };
}

function counts(parts: readonly Omit<Part, 'lines'>[]): string {
  const sum = (key: 'tests' | 'failures') => parts.reduce((total, part) => total + part[key], 0);
  return `tests="${sum('tests')}" failures="${sum('failures')}" errors="0"`;
}

const PASSED = '    <testcase classname="meshwright" name="no findings"/>';

function testCase(one: Located, sources: Sources, frame: Frame): string {
  const { diagnostic, range } = one;
  const { code, severity, message } = diagnostic;
  const name = `${code} ${message}${range ? ` (${printPosition(range)})` : ''}`;
  const text = escapeXml(renderText({ located: [one], sources }, plain, frame));
  const outcome =
    severity === 'error'
      ? `<failure type="${code}" message="${attribute(message)}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
  const file = range ? ` file="${attribute(range.file)}" line="${range.line}"` : '';
  return [
    `    <testcase classname="${attribute(range?.file ?? 'meshwright')}" name="${attribute(name)}"${file}>`,
    `      ${outcome}`,
    '    </testcase>',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The renderer has made control characters visible already; U+FFFE and U+FFFF are no XML characters either. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character).replace(/[\ufffe\uffff]/g, '\ufffd');
}

function attribute(text: string): string {
  return escapeXml(visible(text));
}
