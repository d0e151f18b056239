import { describe, expect, it } from '@jest/globals';
import { codeFrame } from '../../src/diag/render/frame.ts';
import type { Findings } from '../../src/diag/render/located.ts';
import { coloured, type Paint, plain } from '../../src/diag/render/paint.ts';
import { placeFrame } from '../../src/diag/render/place.ts';
import { renderText as render } from '../../src/diag/render/text.ts';
import { FILE, findings, located, rangeOf } from './findings.ts';

const renderText = (found: Findings, paint: Paint) => render(found, paint, codeFrame);

const SOURCE = `reviews.route(
  { name: 'canary', to: { v9: 10, v1: 90 } },
);
`;

describe('text report', () => {
  it('shows the line, carets under the exact words, the label and the help', () => {
    const one = located(rangeOf(SOURCE, 'v9'), '`reviews` has no version `v9`', {
      label: 'versions are v1, v2, v3',
      note: 'nothing would answer',
      help: 'did you mean `v1`?',
    });
    expect(renderText(findings(SOURCE, one), plain)).toBe(`error MW0002: \`reviews\` has no version \`v9\`
  ┌ policies/bookinfo.ts:2:27
1 │ reviews.route(
2 │   { name: 'canary', to: { v9: 10, v1: 90 } },
  │                           ^^ versions are v1, v2, v3
  note: nothing would answer
  help: did you mean \`v1\`?
`);
  });

  it.each([
    ['\t\t', 8],
    ['評価', 4],
    ['e\u0301', 1],
    ['👩🏽', 2],
    ['👨‍👩‍👧', 2 + 2 + 2 + 2 * '\\u200d'.length],
    ['한ｱ', 3],
  ])('keeps carets right after %j', (before, width) => {
    const source = `f('${before}', 70000)`;
    const [, , , carets] = renderText(findings(source, located(rangeOf(source, '70000'), 'x')), plain).split('\n');
    expect(carets).toBe(`  │ ${' '.repeat("f('".length + width + "', ".length)}^^^^^`);
  });

  it('underlines the first line of what spans several', () => {
    const whole = rangeOf(SOURCE, SOURCE.trimEnd());
    const lines = renderText(findings(SOURCE, located(whole, 'odd', { label: 'here' })), plain).split('\n');
    expect(lines.slice(1)).toEqual([
      '  ┌ policies/bookinfo.ts:1:1',
      '1 │ reviews.route(',
      '  │ ^^^^^^^^^^^^^^ here',
      '',
    ]);
  });

  it('shows control characters, escapes and bidirectional overrides instead of obeying them', () => {
    const source = "mesh('\u001b[2Jx\u202e'); // \u009b31m";
    const one = located(rangeOf(source, "'\u001b[2Jx\u202e'"), 'bad name `\u001b[31m\r\nred\u0007`', {
      label: '\u2066',
      help: '\ud800',
    });
    const text = renderText(findings(source, one), plain);
    expect(text).toContain("1 │ mesh('\\x1b[2Jx\\u202e'); // \\x9b31m");
    expect(text).toContain(`  │ ${' '.repeat(5)}${'^'.repeat(16)} \\u2066`);
    expect(text).toContain('bad name `\\x1b[31m\\x0d\\x0ared\\x07`');
    expect(text).toContain('help: \\ud800');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2066]/);
  });

  it('cuts very long lines around what is pointed at', () => {
    const source = `${'a'.repeat(5000)} BAD ${'b'.repeat(5000)}`;
    const [, , line, carets] = renderText(findings(source, located(rangeOf(source, 'BAD'), 'x')), plain).split('\n');
    expect(line).toMatch(/^1 │ …a{119} BAD b{119}…$/);
    expect(carets?.indexOf('^')).toBe(line?.indexOf('BAD'));
  });

  it('points past the end of a line, at a missing file and at a missing line without failing', () => {
    const at = { file: FILE, line: 1, column: 99, endLine: 1, endColumn: 100 };
    expect(renderText(findings('ab', located(at, 'x')), plain)).toContain('  │   ^\n');
    const gone = { ...at, file: 'gone.ts' };
    expect(renderText(findings('ab', located(gone, 'x')), plain)).toContain('  ┌ gone.ts:1:99\n');
    expect(renderText(findings('ab', located({ ...at, line: 7 }, 'x')), plain)).toContain(`  ┌ ${FILE}:7:99\n`);
  });

  it('orders by file, line, column; what has no place comes last', () => {
    const source = 'a b\nc';
    const text = renderText(
      findings(
        source,
        located(undefined, 'nowhere'),
        located(rangeOf(source, 'c'), 'third'),
        located(rangeOf(source, 'b'), 'second', { severity: 'warning' }),
        located(rangeOf(source, 'a'), 'first'),
      ),
      plain,
    );
    expect(text.match(/(?<=: )(first|second|third|nowhere)/g)).toEqual(['first', 'second', 'third', 'nowhere']);
    expect(text).toContain('warning MW0002: second');
  });

  it('shows related places, callers and targets', () => {
    const source = 'one();\ntwo();\n';
    const one = located(rangeOf(source, 'two()'), 'declared twice', {
      related: [{ range: rangeOf(source, 'one()'), note: 'first declared here' }],
      targets: ['dev', 'prod'],
    });
    const span = { ...rangeOf(source, 'two()'), calledFrom: [{ file: FILE, line: 9, column: 1 }] };
    const withCaller = { ...one, diagnostic: { ...one.diagnostic, span } };
    expect(renderText(findings(source, withCaller), plain)).toBe(`error MW0002: declared twice
  ┌ policies/bookinfo.ts:2:1
1 │ one();
2 │ two();
  │ ^^^^^
  called from policies/bookinfo.ts:9:1
  ┌ policies/bookinfo.ts:1:1
1 │ one();
  │ ^^^^^ first declared here
  in: dev, prod
`);
  });

  it('can do without the source', () => {
    const one = located(rangeOf(SOURCE, 'v9'), 'x', { label: 'y' });
    expect(render(findings(SOURCE, one), plain, placeFrame)).toBe(`error MW0002: x\n  ┌ ${FILE}:2:27 y\n`);
  });

  it('colours only when asked', () => {
    const one = findings(SOURCE, located(rangeOf(SOURCE, 'v9'), 'x', { label: 'y', help: 'z' }));
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
    expect(renderText(one, coloured)).toMatch(escapes);
    expect(renderText(one, coloured).replaceAll(escapes, '')).toBe(renderText(one, plain));
  });
});
