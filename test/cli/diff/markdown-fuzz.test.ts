import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { DiffReport } from '../../../src/cli/diff/report.ts';
import { cell, code, href, sentence } from '../../../src/cli/views/diff/markdown/escape.ts';
import { diffMarkdown } from '../../../src/cli/views/diff/markdown/index.ts';
import { visible } from '../../../src/diag/render/visible.ts';
import { allowed, caller, change, denied, destination, LOOK, report } from './reports.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

function parse(markdown: string): Node {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;
}

/** What the parser found, without what users wrote: that may stand in code only. */
function shapeOf({ type, value, children }: Node): unknown {
  return children ? [type, ...children.map(shapeOf)] : [type, type === 'inlineCode' || type === 'code' ? '' : value];
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

/** What somebody would write who wants more than to be read. */
const HOSTILE = [
  ...['@octocat', '@acme/admins', '#1', 'GH-1', 'acme/mesh#1', 'deadbeef', '4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f'],
  ...[
    'https://evil.example',
    'www.evil.example',
    'a@evil.example',
    '<https://evil.example>',
    '[x](https://evil.example)',
  ],
  ...[
    '![x](https://evil.example/x.png)',
    '[x]: https://evil.example',
    '<img src=x onerror=alert(1)>',
    '<!-- x -->',
    '-->',
  ],
  ...[
    '</details>',
    '<summary>',
    '<script>',
    '&lt;b&gt;',
    '&#64;octocat',
    '`',
    '``',
    '```',
    '~~~',
    '\\`',
    '\\',
    '\\\\',
    '|',
  ],
  ...[
    '\\|',
    '\\\\|',
    '\n',
    '\r\n',
    '\n\n',
    '\n# x',
    '\n- x',
    '\n> x',
    '\t',
    '    x',
    '**x**',
    '_x_',
    '~~x~~',
    '$x$',
    '$$',
  ],
  ...[
    '::error::x',
    '%0A',
    '%%{init: {}}%%',
    '\nclick n0 "https://evil.example"',
    '"]',
    ']',
    '}',
    'end',
    ' ',
    '',
    ':tada:',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u0000',
    '\u001b[31m',
    '\ud800',
    '[^1]',
    '[ ]',
    '1. x',
    '+',
    '-',
    '=',
    '---',
    'é',
    '名前',
  ],
];

const text = fc
  .array(
    fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 4 })),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

/** A report in which everything that a user can write is this text. */
function reportOf(user: (what: string) => string): DiffReport {
  const span = { file: user('file'), line: 4, column: 1 };
  const more = {
    callers: [caller(user('caller')), caller(user('other caller'))],
    requests: [user('request'), user('other request')],
    conditions: [user('condition'), user('other condition')],
    destinations: [destination(user('destination'))],
    example: { ...allowed().example, text: user('example') },
    causes: [
      { side: 'head', change: 'added', span },
      { side: 'base', change: 'removed', manifest: user('manifest') },
    ],
    targets: [user('target')],
  } as const;
  const approval = { fingerprint: '112233445566', reason: user('reason'), owner: user('owner'), at: span };
  const of = report(
    {
      access: [allowed(more), denied({ ...more, requests: [] })],
      changes: [change({ subject: user('subject'), text: user('text'), causes: more.causes })],
      undecided: [{ destination: destination(user('undecided')), targets: [user('target')] }],
    },
    {
      base: {
        kind: 'revision',
        name: user('base'),
        commit: '4f1c2d3e5a6b7c8d9e0f4f1c2d3e5a6b7c8d9e0f',
        from: 'policies',
      },
      verdict: {
        failOn: ['any'],
        failing: ['a1b2c3d4e5f6'],
        approved: [approval],
        stale: [{ ...approval, fingerprint: user('stale') }],
      },
    },
  );
  return { ...of, diff: { ...of.diff, targets: [user('target'), 'prod'] } };
}

describe('what users write', () => {
  it('stays inside of code, whatever it is', () => {
    const shape = shapeOf(
      parse(
        diffMarkdown(
          reportOf(() => 'x'),
          LOOK,
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 5, maxLength: 20 }), (texts) => {
        let i = 0;
        const tree = parse(
          diffMarkdown(
            reportOf(() => texts[i++ % texts.length] ?? ''),
            LOOK,
          ),
        );
        expect(shapeOf(tree)).toEqual(shape);
      }),
      { numRuns: 150 },
    );
  });

  it('cannot leave the diagram, nor say anything in it', () => {
    const line =
      /^( {2}n\d+\["[\w ,.:/#;-]*"\]| {2}n\d+ (-->|-\.->)\|"[\w ,.:/#;-]*(<br\/>[\w ,.:/#;-]*)*"\| n\d+| {2}linkStyle \d+ stroke:#\w+,stroke-width:2px)$/;
    fc.assert(
      fc.property(text, (user) => {
        const blocks = nodesOf(
          parse(
            diffMarkdown(
              reportOf(() => user),
              LOOK,
            ),
          ),
        ).filter(({ type }) => type === 'code');
        const [first, ...lines] = (blocks[0]?.value ?? '').split('\n');
        expect([blocks.length, first]).toEqual([1, 'flowchart LR']);
        expect(lines.filter((one) => !line.test(one))).toEqual([]);
      }),
    );
  });

  it('makes links lead nowhere but into the repository', () => {
    const look = { ...LOOK, sourceUrl: 'https://github.example/acme/mesh/blob' };
    const at = (file: string) => {
      const span = { file, line: 4, column: 1 };
      const row = denied({ causes: [{ side: 'base', change: 'removed', span }] });
      return parse(diffMarkdown(report({ access: [row] }), look));
    };
    const shape = shapeOf(at('x'));
    fc.assert(
      fc.property(text, (file) => {
        const tree = at(file);
        const links = nodesOf(tree).filter(({ type }) => type === 'link');
        expect(shapeOf(tree)).toEqual(shape);
        expect(links.map(({ url }) => new URL(url ?? '').origin)).toEqual(['https://github.example']);
        expect(links.map(({ url }) => url?.endsWith('#L4'))).toEqual([true]);
      }),
    );
  });

  it('is in code as it was written, but for what could not be seen', () => {
    const codesIn = (markdown: string) => nodesOf(parse(markdown)).filter(({ type }) => type === 'inlineCode');
    const inTable = (user: string) => codesIn(`| a | b |\n| --- | --- |\n| ${cell(code(user))} | end |\n`);
    fc.assert(
      fc.property(text, (user) => {
        const letters = Array.from(visible(user));
        const whole = letters.length > 160 ? `${letters.slice(0, 159).join('')}…` : letters.join('');
        const said = whole.trim() === '' ? '␠' : whole;
        expect(codesIn(`- ${code(user)} end\n`).map(({ value }) => value)).toEqual([said]);
        // Parsers disagree about a backslash before a pipe, so that in a table that pipe is a broken bar.
        expect(inTable(user).map(({ value }) => value)).toEqual([said.replaceAll(/(?<=\\)\|/g, '¦')]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a note', () => {
  it('is words and code, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (parts) => {
        const note = parts.join('`');
        const tree = parse(`> ${sentence(note)}\n\nend\n`);
        const kinds = new Set(nodesOf(tree).map(({ type }) => type));
        const words = nodesOf(tree).flatMap(({ type, value = '' }) => (type === 'text' ? [value] : []));
        for (const kind of ['root', 'blockquote', 'paragraph', 'text', 'inlineCode']) kinds.delete(kind);
        expect([...kinds]).toEqual([]);
        expect(words.filter((word) => /[^A-Za-z0-9 ,;:()'.-]|\b[0-9a-f]{7,}\b|GH-|www\./i.test(word))).toEqual([]);
        expect(tree.children?.length).toBe(2);
      }),
      { numRuns: 500 },
    );
  });

  it('reads as it was written', () => {
    expect(sentence('the policies of `main` do not compile: its `out/` is compared instead')).toBe(
      'the policies of `main` do not compile: its `out/` is compared instead',
    );
  });
});

describe('an address', () => {
  it('is http, and nothing in it ends a link', () => {
    expect(href('https://github.com/acme/mesh/actions/runs/1?a=1&b=2#x')).toBe(
      'https://github.com/acme/mesh/actions/runs/1?a=1&amp;b=2#x',
    );
    expect(href('javascript:alert(1)')).toBeUndefined();
    expect(href('not an address')).toBeUndefined();
    expect(href(`https://github.com/${'a'.repeat(600)}`)).toBeUndefined();
    expect(href('https://x.example/a)b|c<d>"e\'f`g h[i]')).toMatch(/^https:\/\/x\.example\/[\w.%/-]+$/);
  });
});
