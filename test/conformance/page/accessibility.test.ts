// What axe-core finds in every state of the page, in light and dark, wide and narrow.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { htmlPage } from '../../../src/cli/views/diff/html/page.ts';
import { bookinfoReport, largeReport, unchangedReport } from '../../cli/diff/html/reports.ts';
import { buildOnce } from '../../cli/meshwright.ts';
import { picture, useBrowser } from './browser.ts';

beforeAll(buildOnce);
const browser = useBrowser();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page: Page): Promise<string[]> {
  // By the debugger: the page lets no script in.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target }) => `${impact} ${id}: ${target.join(' ')}`),
  );
}

const STATES: readonly (readonly [name: string, report: () => Promise<string>, hash: string, rows: boolean])[] = [
  ['rows, two of them open', () => htmlPage(bookinfoReport()), '', true],
  ['graph', () => htmlPage(bookinfoReport()), '#view=graph', false],
  ['matrix', () => htmlPage(largeReport(300, 100)), '#view=graph&scope=mesh', false],
  ['no change', () => htmlPage(unchangedReport()), '', false],
  ['nothing found', () => htmlPage(bookinfoReport()), '#query=nothing+like+this', false],
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1360, 390]) {
    it.each(STATES)(`finds nothing in ${colorScheme}, ${width} wide: %s`, async (name, html, hash, rows) => {
      const viewport = { width, height: 900 };
      const { page } = await browser.open(await html(), { colorScheme, viewport, hash });
      if (rows) for (const i of [0, 1]) await page.locator('.toggle').nth(i).click();
      await picture(page, `${name.replaceAll(/\W+/g, '-')}-${colorScheme}-${width}`);
      expect(await findings(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }
}
