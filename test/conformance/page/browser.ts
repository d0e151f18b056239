import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The distribution's browser, without anything in it that talks to anybody. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export interface Opened {
  readonly page: Page;
  /** Everything that it asked for beside the file itself. */
  readonly requests: readonly string[];
  /** What it wrote to the console, and errors that nothing caught. */
  readonly complaints: readonly string[];
}

export interface Browser {
  /** Opens a page from the disk, in a window of its own. */
  readonly open: (html: string, how?: BrowserContextOptions & { readonly hash?: string }) => Promise<Opened>;
}

/** Browsers for the tests of a file, gone after it. */
export function useBrowser(): Browser {
  let folder = '';
  let files = 0;
  const contexts: BrowserContext[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'meshwright-page-'));
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    open: async (html, { hash = '', ...how } = {}) => {
      files += 1;
      const file = join(folder, `${files}.html`);
      writeFileSync(file, html);
      const context = await chromium.launchPersistentContext(join(folder, `profile-${files}`), {
        ...{ executablePath: '/usr/bin/chromium', headless: true, args: FLAGS, viewport: { width: 1360, height: 900 } },
        ...how,
      });
      contexts.push(context);
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(pathToFileURL(file).href)) requests.push(request.url());
      });
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
      await page.goto(`${pathToFileURL(file).href}${hash}`);
      return { page, requests, complaints };
    },
  };
}

/** A picture for whoever looks, where it is asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['MESHWRIGHT_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}
