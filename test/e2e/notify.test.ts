import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, inspector, openInspector } from './inspector.ts';
import { send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

declare global {
  interface Window {
    away: boolean;
    notified: string[];
  }
}

/**
 * Notes what the page tells the system, which is taken to allow it, and lets a test say whether the page is hidden. Browsers
 * without windows have no say in either.
 */
function watchNotifications() {
  window.away = false;
  window.notified = [];
  Object.defineProperty(Document.prototype, 'hidden', { get: () => window.away });
  const allowed = { permission: 'granted', requestPermission: async () => 'granted' };
  window.Notification = new Proxy(window.Notification, {
    get: (target, name) => Reflect.get(name in allowed ? allowed : target, name),
    construct(target, [title, options]: [string, NotificationOptions]) {
      window.notified.push(`${title}: ${options.body}`);
      return Reflect.construct(target, [title, options]);
    },
  });
}

const notified = (page: Page) => page.evaluate(() => window.notified);

function hide(page: Page, away: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    window.away = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  }, away);
}

test('who has asked for it is notified of what arrives while the page is hidden, and of nothing that was sent', async () => {
  const bin = await newBin(server().origin, { name: 'Acme' });
  const { page, context } = await visit(server().origin);
  await context.grantPermissions(['notifications']);
  await page.addInitScript(watchNotifications);
  await page.clock.install();
  await openInspector(page, bin);
  await send(bin.captureUrl, { path: '/first' });
  await inspector(page).row('GET /first').waitFor();
  const toggle = async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search commands' }).fill('notif');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await toggle();
  await page.getByText('Notifications turned on').waitFor({ state: 'attached' });

  /** Time of the page stands still from here on, so that on a slow machine too the next notification waits for its turn. */
  const standStill = async () => page.clock.pauseAt((await page.evaluate(() => Date.now())) + 120_000);
  const arrives = async (path: string) => {
    await send(bin.captureUrl, { path, body: 'secret' });
    const row = inspector(page).row(`POST ${path}`);
    await eventually(async () => {
      await page.clock.runFor(16);
      return row.count();
    }).toBe(1);
  };
  await standStill();
  await arrives('/seen');
  await page.clock.fastForward(5000);
  await hide(page, true);
  await arrives('/second');
  await arrives('/third');
  await page.clock.fastForward(5000);
  await eventually(() => notified(page)).toEqual(['Acme: 2 requests, newest: POST /third']);
  await arrives('/fourth');
  await page.clock.fastForward(5000);
  await eventually(() => notified(page)).toHaveLength(2);
  expect((await notified(page))[1]).toBe('Acme: POST /fourth');

  await hide(page, false);
  await page.clock.resume();
  await toggle();
  await standStill();
  await hide(page, true);
  await arrives('/fifth');
  await page.clock.fastForward(10_000);
  expect(await notified(page)).toHaveLength(2);
});
