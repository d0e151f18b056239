// The page as people use it: by mouse and by keyboard alone, in the distribution's Chromium.
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { htmlPage } from '../../../src/cli/views/diff/html/page.ts';
import { accessRow, bookinfoReport, change, largeReport, unchangedReport } from '../../cli/diff/html/reports.ts';
import { buildOnce } from '../../cli/meshwright.ts';
import { picture, useBrowser } from './browser.ts';

beforeAll(buildOnce);
const browser = useBrowser();

const rowsIn = (page: Page) => page.locator('.toggle:visible').allTextContents();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

describe('the page', () => {
  it('opens from the disk, asks nobody for anything and complains of nothing', async () => {
    const { page, requests, complaints } = await browser.open(await htmlPage(bookinfoReport()));
    expect(await page.title()).toBe('Access diff: main → the working tree');
    expect(await page.locator('h1').textContent()).toMatch(/2 newly allowed[\s\S]*1 newly denied/);
    expect(await page.locator('.verdict').textContent()).toContain('Fails --fail-on outside,risk:high: 2 changes');
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.getByText('Whole mesh').click();
    await picture(page, 'graph');
    expect([requests, complaints]).toEqual([[], []]);
  });

  it('could not ask anybody even if it wanted to', async () => {
    const { page, complaints } = await browser.open(await htmlPage(bookinfoReport()));
    const reached = await page.evaluate(async () => {
      const image = new Image();
      image.src = 'https://example.com/a.png';
      const script = document.createElement('script');
      script.textContent = 'document.title = "run"';
      document.body.append(image, script);
      return fetch('https://example.com/').then(
        () => 'answered',
        () => 'refused',
      );
    });
    expect(reached).toBe('refused');
    expect(await page.title()).not.toBe('run');
    expect(complaints.every((one) => /Content Security Policy/.test(one))).toBe(true);
    expect(complaints.length).toBeGreaterThanOrEqual(3);
  });

  it('shows hostile text as text', async () => {
    const evil = '</script><img src=x onerror=alert(1)><script>alert(2)</script>\u202e';
    const row = accessRow('allowed', evil, {
      callers: [{ kind: 'service', name: evil, key: evil }],
      destinations: [{ key: `service ${evil}`, name: evil, port: 1 }],
      conditions: [evil],
      fingerprint: evil,
    });
    const { graph: _, ...report } = bookinfoReport();
    const diff = { ...report.diff, targets: [evil], access: [row], changes: [change('raw', evil, evil)] };
    const { page, complaints, requests } = await browser.open(
      await htmlPage({ ...report, diff, notes: [evil], base: { ...report.base, name: evil } }),
    );
    await page.locator('.toggle').first().click();
    await page.getByRole('tab', { name: 'Graph' }).click();
    expect(await page.locator('img, body script:not(#data) + script ~ script').count()).toBe(0);
    expect(await page.locator('.graph .node').count()).toBe(2);
    expect(await page.locator('.notices').textContent()).toContain('<img src=x onerror=alert(1)>');
    expect([complaints, requests]).toEqual([[], []]);
  });

  it('says that nothing changes, when nothing does', async () => {
    const { page } = await browser.open(await htmlPage(unchangedReport()));
    expect(await page.locator('h1').textContent()).toBe('No access change');
    expect(await page.locator('.empty').first().textContent()).toContain('40 files of policies/ and 0 of out/ differ.');
    await picture(page, 'unchanged');
    const { diff, ...report } = unchangedReport();
    const undecided = [{ destination: { key: 'service a/b', name: 'b', port: 80 }, targets: ['dev'] }];
    const unsure = await browser.open(await htmlPage({ ...report, diff: { ...diff, undecided } }));
    expect(await unsure.page.locator('h1').textContent()).toBe('No access change was found');
    expect(await unsure.page.locator('.notices').textContent()).toContain('nothing is said of b:80');
  });
});

describe('by mouse', () => {
  it('searches and filters, says how much is left, and takes it back', async () => {
    const { page } = await browser.open(await htmlPage(bookinfoReport()));
    await page.getByRole('searchbox').fill('details reviews');
    expect(await rowsIn(page)).toEqual([expect.stringContaining('reviews, ratings and 1 more')]);
    expect(await page.locator('.count').textContent()).toContain('1 of 7');
    expect(await page.getByRole('status').textContent()).toBe('1 of 7 rows');
    await page.getByRole('searchbox').fill('no such thing');
    expect(await page.locator('.empty').textContent()).toContain('Nothing matches');
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await page.getByLabel('Risk').selectOption('high');
    await page.getByLabel('Target').selectOption('prod-eu');
    expect(await rowsIn(page)).toHaveLength(2);
    await page.getByLabel('Kind').selectOption('mTLS');
    expect(await rowsIn(page)).toEqual([expect.stringContaining('ratings')]);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    expect(await rowsIn(page)).toHaveLength(7);
  });

  it('opens a row: example, conditions, targets, source; and copies its fingerprint', async () => {
    const { page } = await browser.open(await htmlPage(bookinfoReport()), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByText('outside', { exact: true }).first().click();
    const details = page.locator('.details:visible');
    const text = await details.textContent();
    for (const said of ['GET /ratings/1', 'host bookinfo.example.com', 'dev as before', 'close to a guardrail'])
      expect(text).toContain(said);
    expect(await details.locator('.line.marked').textContent()).toContain('edge.route(ratings');
    await details.getByRole('button', { name: 'Copy fingerprint' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('allowed-get-ratings');
    await picture(page, 'row');
  });

  it('keeps what is set in the address', async () => {
    const html = await htmlPage(bookinfoReport());
    const { page } = await browser.open(html);
    await page.getByRole('searchbox').fill('productpage');
    await page.locator('.toggle:visible').click();
    await page.waitForFunction(() => location.hash.includes('open='));
    const hash = await page.evaluate(() => location.hash);
    const again = await browser.open(html, { hash });
    expect(await rowsIn(again.page)).toHaveLength(1);
    expect(await again.page.locator('.details:visible').textContent()).toContain('moderators remove spam');
  });

  it('goes from a row to the graph, from box to box, and back to rows', async () => {
    const { page } = await browser.open(await htmlPage(bookinfoReport()));
    await page.locator('.toggle').nth(1).click();
    await page.getByRole('button', { name: 'Show in the graph' }).click();
    expect(await page.locator('.graph-note').textContent()).toBe('Only the calls from and to reviews.');
    await page.locator('.graph .node', { hasText: 'ratings' }).click();
    expect(await page.locator('.graph-note').textContent()).toBe('Only the calls from and to ratings.');
    await page.getByRole('button', { name: 'Back to all' }).click();
    await page.locator('#edges').getByRole('button', { name: 'DELETE /reviews/1' }).click();
    expect(await page.locator('.details:visible').textContent()).toContain('DELETE /reviews/1');
  });
});

it('is whole on paper: rows beyond the first page, and the graph', async () => {
  const { page } = await browser.open(await htmlPage(largeReport(50, 120)));
  expect(await page.locator('#access .toggle').count()).toBe(50);
  await page.pdf();
  expect(await page.locator('#access .toggle').count()).toBe(120);
  expect(await page.locator('.graph .node').count()).toBeGreaterThan(0);
  expect(await page.locator('#edges .edge').count()).toBeGreaterThan(0);
});

describe('by keyboard alone', () => {
  it('reaches everything: skip link, search, rows, tabs, graph', async () => {
    const { page } = await browser.open(await htmlPage(bookinfoReport()));
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('Tab');
    expect(await focused(page)).toBe('Skip to the rows');
    await press('Enter', 'Tab');
    expect(await focused(page)).toBe('Changes');
    await press('Tab', 'Enter');
    expect(await page.locator('.toggle').first().getAttribute('aria-expanded')).toBe('true');
    await press('Enter', 'ArrowDown', 'ArrowDown');
    expect(await focused(page)).toContain('reviews, ratings');
    await press('ArrowUp', 'Space');
    expect(await page.locator('.details:visible').textContent()).toContain('DELETE /reviews/1');
    await press('/');
    await page.keyboard.type('ratings');
    expect(await page.locator('.count').textContent()).toMatch(/^3 of 7/);
    await press('Escape');
    expect(await page.locator('.count').textContent()).toMatch(/^7 shown/);
    await page.getByRole('tab', { name: 'Changes' }).focus();
    await press('ArrowRight');
    expect(await focused(page)).toBe('Graph');
    expect(await page.locator('.graph').isVisible()).toBe(true);
    await press('Tab', 'ArrowRight');
    expect(await page.getByLabel('Whole mesh').isChecked()).toBe(true);
    const classOf = () => page.evaluate(() => document.activeElement?.getAttribute('class') ?? '');
    for (const _ of ['smaller', 'fit', 'larger', 'graph']) await press('Tab');
    expect(await classOf()).toContain('node');
    await press('ArrowRight', 'Enter');
    expect(await page.locator('.graph-note').textContent()).toMatch(/^Only the calls from and to /);
    expect(await classOf()).toContain('node');
  });

  it('shows where the focus is', async () => {
    const { page } = await browser.open(await htmlPage(bookinfoReport()));
    for (let stop = 0; stop < 14; stop += 1) {
      await page.keyboard.press('Tab');
      const outlined = await page.evaluate(() => {
        const element = document.activeElement!;
        const styles = [getComputedStyle(element), getComputedStyle(element, '::after')];
        return styles.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px');
      });
      expect([stop, outlined]).toEqual([stop, true]);
    }
  });
});
