import { describe, expect, it } from '@jest/globals';
import { applySilences } from '../../src/checks/silence.ts';
import type { Diagnostic } from '../../src/diag/diagnostic.ts';
import { error, warning } from '../../src/diag/diagnostic.ts';

const FILE = 'policies/shop.ts';

/** What becomes of findings in a file with this text. */
function silencing(text: string, ...findings: readonly Diagnostic[]) {
  const { kept, silenced } = applySilences(findings, {
    complete: true,
    files: [FILE, 'policies/other.ts'],
    text: (file) => (file === FILE ? text : ''),
  });
  return {
    kept: kept.map(({ code, severity, span, message }) => `${severity} ${code} ${span?.line}: ${message}`),
    silenced: silenced.map(({ diagnostic, reason }) => `${diagnostic.code} ${reason}`),
  };
}

const shadowed = (line: number) => warning('MW2010', 'never', { span: { file: FILE, line, column: 1 } });

describe('a silence', () => {
  it('takes out the warning on the next line, and keeps its reason', () => {
    const text = '// meshwright-ignore-next-line MW2010: kept for the day it returns\nreviews.route({});\n';
    expect(silencing(text, shadowed(2))).toEqual({ kept: [], silenced: ['MW2010 kept for the day it returns'] });
  });

  it('leaves other codes, other lines and other files', () => {
    const text = '// meshwright-ignore-next-line MW2010: why\nreviews.route({});\n';
    const other = warning('MW2011', 'none', { span: { file: FILE, line: 2, column: 1 } });
    const elsewhere = warning('MW2010', 'never', { span: { file: 'policies/other.ts', line: 2, column: 1 } });
    const { kept, silenced } = silencing(text, shadowed(2), other, shadowed(3), elsewhere);
    expect(silenced).toHaveLength(1);
    expect(kept).toEqual(['warning MW2011 2: none', 'warning MW2010 3: never', 'warning MW2010 2: never']);
  });

  it('stands above the call, or inside it above the exact place', () => {
    const text = 'reviews.route(\n  {},\n  // meshwright-ignore-next-line MW2010: why\n  {},\n);\n';
    const { kept, silenced } = applySilences([shadowed(1)], {
      complete: true,
      files: [FILE],
      text: () => text,
      linesOf: () => [4],
    });
    expect([kept.length, silenced.length]).toEqual([0, 1]);
  });

  it('stands above the call of a helper', () => {
    const text = 'const f = () =>\n  g();\n// meshwright-ignore-next-line MW2010: why\nf();\n';
    const span = { file: FILE, line: 2, column: 3, calledFrom: [{ file: FILE, line: 4, column: 1 }] };
    expect(silencing(text, warning('MW2010', 'never', { span })).silenced).toEqual(['MW2010 why']);
  });

  it('may stand with others above one line, in one comment or in several', () => {
    const text = [
      '// meshwright-ignore-next-line MW2010, MW2011: both',
      '// and a word about it',
      '/* meshwright-ignore-next-line MW2012: third */',
      'reviews.route({});',
    ].join('\r\n');
    const at = { span: { file: FILE, line: 4, column: 1 } };
    const found = [shadowed(4), warning('MW2011', 'none', at), warning('MW2012', 'late', at)];
    expect(silencing(text, ...found)).toEqual({ kept: [], silenced: ['MW2010 both', 'MW2011 both', 'MW2012 third'] });
  });

  it('cannot be of an error', () => {
    const text = '\n  // meshwright-ignore-next-line MW2001: who counts\nreviews.route({});\n';
    const weights = error('MW2001', 'add up to 90', { span: { file: FILE, line: 3, column: 1 } });
    expect(silencing(text, weights)).toEqual({
      kept: [
        'error MW2001 3: add up to 90',
        'error MW1901 2: `MW2001` is an error here, and errors cannot be silenced',
      ],
      silenced: [],
    });
  });

  it.each(['MW2010', 'MW2010:', 'MW2010:   '])('needs a reason: %j has none', (said) => {
    const text = `// meshwright-ignore-next-line ${said}\nreviews.route({});\n`;
    expect(silencing(text, shadowed(2))).toEqual({
      kept: ['warning MW2010 2: never', 'error MW1902 1: this silence of `MW2010` gives no reason'],
      silenced: [],
    });
  });

  it('needs a code that exists', () => {
    const text =
      '// meshwright-ignore-next-line MW2O10: why\n// meshwright-ignore-next-line: why\nreviews.route({});\n';
    const { kept } = applySilences([], { complete: true, files: [FILE], text: () => text });
    expect(kept.map(({ code, message, help }) => [code, message, help])).toEqual([
      ['MW1904', 'unknown code `MW2O10`', 'did you mean `MW2010`?'],
      ['MW1904', 'this silence names no code', 'write `// meshwright-ignore-next-line MW2010: why`'],
    ]);
  });

  it('is reported when there is nothing to silence', () => {
    const text = '\n// meshwright-ignore-next-line MW2010: long gone\nreviews.route({});\n';
    expect(silencing(text).kept).toEqual(['warning MW1903 2: nothing to silence: the next line has no `MW2010`']);
  });

  it('is not reported as idle when not everything was looked for', () => {
    const text = '// meshwright-ignore-next-line MW2010: for another target\nreviews.route({});\n';
    expect(applySilences([], { complete: false, files: [FILE], text: () => text }).kept).toEqual([]);
  });

  it('is a comment, not a text that speaks of one', () => {
    const text = "const help = 'meshwright-ignore-next-line MW2010: why';\nreviews.route({});\n";
    expect(silencing(text, shadowed(2)).kept).toEqual(['warning MW2010 2: never']);
  });
});
