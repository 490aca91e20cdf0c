import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { freePort, launchServer, type RunningServer, root } from '../support/server.ts';
import { temporaryFolderFor } from '../support/temporary-folder.ts';
import { inspector, openInspector } from './inspector.ts';
import { invented, writeInvented } from './invented-traffic.ts';

const visit = sharedBrowser();
let server: RunningServer;
let origin: string;
let pictures: string;

beforeAll(async () => {
  const folder = await writeInvented();
  const port = await freePort();
  // With PUBLIC_URL the server no longer says on which port it listens.
  origin = `http://localhost:${port}`;
  server = await launchServer({
    folder,
    // The last request is older every day.
    environment: { PORT: `${port}`, PUBLIC_URL: invented.publicUrl, BIN_EXPIRES_AFTER: 'never' },
  });
  // README shows these; a run that is not about them leaves them alone.
  pictures = process.env.PICTURES ? path.join(root, 'docs/pictures') : await temporaryFolderFor(afterAll);
  await mkdir(pictures, { recursive: true });
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  if (server) await rm(server.folder, { recursive: true, force: true });
});

/** The invented bin, at the invented moment. */
async function openInvented(options: VisitorOptions): Promise<Page> {
  const { page } = await visit(origin, {
    timezoneId: invented.timezone,
    reducedMotion: 'reduce',
    ...options,
  });
  await page.clock.setFixedTime(invented.now);
  // The server has a clock of its own, by which the bars would go on for days.
  const now = new Date(invented.now).toISOString();
  await page.route('**/timeline?*', (route) => route.continue({ url: `${route.request().url()}&to=${now}` }));
  await openInspector(page, invented);
  await page.getByRole('slider', { name: /^Requests over time/ }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** Takes the picture, and holds it to being one: a blank page has far fewer bytes. */
async function take(page: Page, name: string): Promise<void> {
  const file = path.join(pictures, name);
  await page.screenshot({ path: file });
  expect((await stat(file)).size).toBeGreaterThan(50_000);
}

test.for(['light', 'dark'] as const)('the inspector has its picture taken in the %s', async (colorScheme) => {
  const page = await openInvented({ colorScheme });
  await inspector(page).panel.getByRole('link', { name: 'Open body' }).waitFor();
  await take(page, `inspector-${colorScheme}.png`);
});

test('the list has its picture taken on a phone', async () => {
  const page = await openInvented({ ...phone, colorScheme: 'light' });
  await inspector(page).row('POST /github').waitFor();
  await take(page, 'phone.png');
});
