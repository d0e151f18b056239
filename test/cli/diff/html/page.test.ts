import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { authorKey, type DiffReport } from '../../../../src/cli/diff/report.ts';
import { BOUNDS, bounded } from '../../../../src/cli/views/diff/html/bounds.ts';
import type { PageData } from '../../../../src/cli/views/diff/html/data.ts';
import { htmlPage, pageData } from '../../../../src/cli/views/diff/html/page.ts';
import { visible } from '../../../../src/diag/render/visible.ts';
import { buildOnce } from '../../meshwright.ts';
import { accessRow, bookinfoReport, change, largeReport, unchangedReport } from './reports.ts';

beforeAll(buildOnce);

type Element = DefaultTreeAdapterTypes.Element;

/** What a browser makes of a page: its elements in order, with attributes and the text directly inside of them. */
function elementsOf(page: string): { name: string; attributes: string[]; text: string }[] {
  const found: ReturnType<typeof elementsOf> = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    const { childNodes = [], tagName, attrs = [] } = node as Partial<Element>;
    if (tagName !== undefined) {
      const text = childNodes.map((child) => ('value' in child ? child.value : '')).join('');
      found.push({ name: tagName, attributes: attrs.map(({ name, value }) => `${name}=${value}`), text });
    }
    childNodes.forEach(visit);
  };
  visit(parse(page));
  return found;
}

const isData = ({ name, attributes }: ReturnType<typeof elementsOf>[0]) =>
  name === 'script' && attributes.includes('id=data');

const dataIn = (page: string): PageData => JSON.parse(elementsOf(page).find(isData)?.text ?? '');

/** A page without what it holds: the same for every report. */
const markupOf = (page: string) =>
  elementsOf(page).map((element) => (isData(element) ? { ...element, text: '' } : element));

/** All texts of a value, made safe as the page makes them. */
function shown<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'string' ? visible(bounded(one)) : one)));
}

const nowhere = { placeOf: () => undefined };

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '</script>',
          '<script>alert(1)</script>',
          '<!--',
          '-->',
          '<![CDATA[',
          ']]>',
          '</style>',
          '"',
          "'",
          '`',
          '&lt;',
        ],
        ...[
          '<img src=x onerror=alert(1)>',
          '\u2028',
          '\u202e',
          '\0',
          '\ud800',
          '\\u003c',
          '${',
          '{{',
          'javascript:',
          '\n',
        ],
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join('')),
);

/** A report in which everything that is text is somebody else's. */
const report = fc
  .record({ text: fc.array(hostile, { minLength: 12, maxLength: 12 }), line: fc.integer({ min: -1, max: 4 }) })
  .map(({ text, line }): DiffReport => {
    const t = (i: number) => text[i % text.length]!;
    const cause = { side: 'head', span: { file: t(0), line, column: 1 }, change: 'added' } as const;
    const row = accessRow('allowed', 'GET /a', {
      callers: [{ kind: 'service', name: t(1), key: t(2) }],
      requests: [t(3)],
      conditions: [t(4)],
      destinations: [{ key: t(5), name: t(6), port: 80 }],
      causes: [cause, { side: 'base', manifest: t(7), change: 'removed' }],
      targets: [t(8)],
      fingerprint: t(9),
    });
    const at = { file: t(0), line: 1, column: 1 };
    const approval = { fingerprint: t(9), reason: t(10), owner: t(11), at };
    return {
      diff: {
        targets: [t(8)],
        access: [{ ...row, example: { ...row.example, text: t(1) } }],
        changes: [change('raw', t(2), t(3), { key: t(5), fingerprint: t(4), targets: [t(8)] })],
        undecided: [{ destination: { key: t(5), name: t(6), port: 1 }, targets: [t(8)] }],
      },
      base: { kind: 'revision', name: t(7), commit: t(8), from: 'policies' },
      head: { kind: 'folder', name: t(9), from: 'manifests' },
      notes: [t(10)],
      verdict: { failOn: ['any'], failing: [t(4)], approved: [approval], stale: [approval] },
      authors: new Map([[`${t(0)}:${line}:1`, { name: t(11), commit: t(1) }]]),
      textOf: () => text.join('\n'),
    };
  });

describe('what users wrote', () => {
  it('is in the page as data only, whatever it is', async () => {
    const plain = markupOf(await htmlPage(unchangedReport()));
    await fc.assert(
      fc.asyncProperty(report, async (one) => {
        const page = await htmlPage(one);
        expect(markupOf(page)).toEqual(plain);
        expect(page.match(/<script/g)).toHaveLength(2);
        expect(page.match(/<!--/g)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it('comes out of the page as it went in, made visible', async () => {
    await fc.assert(
      fc.asyncProperty(report, async (one) => {
        const { frames: _, ...data } = dataIn(await htmlPage(one));
        const { frames: __, ...expected } = shown(pageData(one, nowhere));
        const withoutFrames = (told: PageData['rows']) =>
          told.map((row) => ({ ...row, causes: row.causes.map(({ frame: _, ...cause }) => cause) }));
        expect({ ...data, rows: withoutFrames(data.rows) }).toEqual({
          ...expected,
          rows: withoutFrames(expected.rows),
        });
      }),
      { numRuns: 40 },
    );
  });

  it('says of text that is too long how much of it is left, and cuts no character in two', () => {
    expect(bounded('a'.repeat(BOUNDS.letters))).toHaveLength(BOUNDS.letters);
    expect(bounded('a'.repeat(BOUNDS.letters + 5))).toMatch(/a… \(5 more letters\)$/);
    expect(bounded(`${'a'.repeat(BOUNDS.letters - 1)}😀`)).toMatch(/a… \(2 more letters\)$/);
  });
});

describe('the page', () => {
  it('lets nothing run but its own script and style, and nothing be loaded', async () => {
    const elements = elementsOf(await htmlPage(bookinfoReport()));
    const policy = elements
      .flatMap(({ attributes }) => attributes)
      .find((one) => one.startsWith("content=default-src 'none'"));
    const textOf = (wanted: string) => elements.find((one) => one.name === wanted && !isData(one))?.text ?? '';
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toBe(
      `content=default-src 'none'; script-src ${hash(textOf('script'))}; style-src ${hash(textOf('style'))}; base-uri 'none'; form-action 'none'`,
    );
    const loading = elements.filter(({ attributes }) => attributes.some((one) => /^(src|href|style|on\w+)=/.test(one)));
    expect(loading).toEqual([]);
    expect(textOf('style')).not.toMatch(/url\(|@import/);
    expect(textOf('script')).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/);
  });

  it('is the same for the same report', async () => {
    expect(await htmlPage(bookinfoReport())).toBe(await htmlPage(bookinfoReport()));
  });

  it('shows where it comes from, with what is meant marked', async () => {
    const { rows, frames } = dataIn(await htmlPage(bookinfoReport()));
    expect(rows[1]?.causes).toEqual([
      { what: 'changed', place: 'policies/bookinfo.ts:8', by: 'by Ada Lovelace in 0a1b2c3d4e', frame: 1 },
    ]);
    expect(frames[1]).toEqual({
      from: 6,
      mark: 8,
      lines: [
        '// Who may call whom. With deny-by-default, nothing else can.',
        "productpage.calls(details, GET('/details/{*}'));",
        ['', "productpage.calls(reviews, GET('/reviews/{*}'), DELETE('/reviews/{*}'))", ';'],
        "reviews.calls(ratings, GET('/ratings/{*}'));",
        '',
        "edge.route(ratings, { hosts: ['bookinfo.example.com'], paths: [path.prefix('/ratings')] });",
      ],
    });
  });

  it('links lines where they can be read, and to nothing but pages', async () => {
    const { base, ...rest } = bookinfoReport();
    const one = { ...rest, base, head: { ...base, prefix: 'mesh/' } };
    const linksOf = async (sourceUrl: string) =>
      dataIn(await htmlPage(one, { sourceUrl })).rows.map(({ causes }) => causes[0]?.link);
    expect((await linksOf('https://git.example/acme/blob/'))[0]).toBe(
      `https://git.example/acme/blob/${base.commit}/mesh/policies/bookinfo.ts#L11`,
    );
    expect(await linksOf('javascript:alert(1)//')).toEqual([undefined, undefined, undefined]);
  });

  it('names what of a row fails, and what is approved by whom', async () => {
    const { rows, verdict } = dataIn(await htmlPage(bookinfoReport()));
    expect(rows.map(({ failing, approval }) => [failing, approval?.owner])).toEqual([
      [true, undefined],
      [undefined, 'reviews-team'],
      [undefined, undefined],
    ]);
    expect(verdict).toMatchObject({ failing: 2, approved: 1 });
  });

  it('holds no more than can be opened, what changes first, and counts the rest', () => {
    const data = pageData(largeReport(10_000, 12_000), nowhere);
    expect([data.rows.length, data.edges.length]).toEqual([BOUNDS.rows, BOUNDS.edges]);
    expect(data.totals.allowed + data.totals.denied).toBe(12_000);
    expect(data.totals.edges).toBeGreaterThan(30_000);
    expect(data.edges.findLastIndex(({ state }) => state !== 'same')).toBeLessThan(
      data.edges.findIndex(({ state }) => state === 'same'),
    );
  });

  it('tells the authors of a line that is gone and of the one that has its number now apart', () => {
    const span = { file: 'policies/a.ts', line: 3, column: 1 };
    const causes = (['base', 'head'] as const).map((side) => ({ side, span, change: 'changed' }) as const);
    const diff = { ...unchangedReport().diff, access: [accessRow('allowed', 'GET /a', { causes })] };
    const authors = new Map([
      [authorKey(causes[0]!), { name: 'Ada', commit: '0a1b2c3d4e5f' }],
      [authorKey(causes[1]!), { name: 'not committed yet', commit: '' }],
    ]);
    const { rows } = pageData({ ...unchangedReport(), diff, authors }, nowhere);
    expect(rows[0]?.causes.map(({ by }) => by)).toEqual(['by Ada in 0a1b2c3d4e', 'not committed yet']);
  });

  it('counts the names of a row that are not in it', () => {
    const destinations = Array.from({ length: BOUNDS.names + 7 }, (_, i) => ({
      key: `service a/${i}`,
      name: `${i}`,
      port: 80,
    }));
    const row = accessRow('allowed', 'GET /a', { destinations });
    const { rows } = pageData({ ...unchangedReport(), diff: { ...unchangedReport().diff, access: [row] } }, nowhere);
    expect([rows[0]?.places.length, rows[0]?.left]).toEqual([BOUNDS.names, 7]);
  });
});
