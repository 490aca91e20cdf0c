import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser, type VisitorOptions } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { boxOf, eventually, inspector, openInspector } from './inspector.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** A page that follows the newest of the requests of its bin; `arrive` sends another and waits until the list shows it. */
async function openFollowing(options?: VisitorOptions) {
  const bin = await newBin(server().origin);
  let sent = 0;
  const sendOne = async () => {
    sent += 1;
    await send(bin.captureUrl, { path: `/${sent}?a=1`, headers: json, body: `{"number":${sent}}` });
    return sent;
  };
  await sendOne();
  const visitor = await visit(server().origin, options);
  const { page } = visitor;
  await openInspector(page, bin);
  const follow = page.getByRole('switch', { name: 'Follow newest' });
  const isOn = async () => (await follow.getAttribute('aria-checked')) === 'true';
  await eventually(isOn).toBe(true);
  const arrive = async () => {
    const seq = await sendOne();
    await inspector(page).row(`POST /${seq}?`).waitFor();
    return seq;
  };
  return { bin, ...visitor, follow, isOn, arrive };
}

const touches: readonly [string, (page: Page) => Promise<unknown>][] = [
  ['a click', (page) => inspector(page).panel.click()],
  ['a click on another tab', (page) => inspector(page).tab('Headers').click()],
  ['the key of a tab', (page) => page.keyboard.press('4')],
  [
    'a turn of the wheel',
    async (page) => {
      await inspector(page).panel.hover();
      await page.mouse.wheel(0, 40);
    },
  ],
  [
    'selected text',
    (page) =>
      page.evaluate(() => {
        getSelection()?.selectAllChildren(document.querySelector('article')!);
      }),
  ],
  ['the focus', (page) => inspector(page).tab('Body').focus()],
];

test('the newest request is followed until somebody uses the one that is shown', async () => {
  const { page, follow, isOn, arrive } = await openFollowing();
  const { detail, list } = inspector(page);
  await detail(await arrive()).waitFor();
  for (const [touch, act] of touches) {
    // In the order in which a person does it: the request is in sight when it is touched.
    const shown = await arrive();
    await detail(shown).waitFor();
    await act(page);
    await eventually(isOn, 5000).toBe(false);
    const newest = await arrive();
    expect(await detail(shown).count(), touch).toBe(1);
    await page.evaluate(() => getSelection()?.empty());
    await follow.click();
    await detail(newest).waitFor();
    await eventually(isOn).toBe(true);
  }

  // The switch turns it off too, and is reached by keyboard; so does a dialog about the request.
  await follow.press(' ');
  await eventually(isOn).toBe(false);
  await follow.press(' ');
  await eventually(isOn).toBe(true);
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: /note/i }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await isOn()).toBe(false);
  await list.focus();
  await page.keyboard.press('Home');
  await eventually(isOn).toBe(true);
});

test('a row that is chosen stays open, be it the newest; so does the request of an address, and of a paused list', async () => {
  const { bin, page, follow, isOn, arrive } = await openFollowing();
  const { detail, row, button } = inspector(page);
  const newest = await arrive();
  await row(`POST /${newest}?`).click();
  await arrive();
  expect(await detail(newest).count()).toBe(1);
  await follow.click();
  await detail(newest + 1).waitFor();
  expect(await isOn()).toBe(true);

  await page.keyboard.press('Shift+P');
  await button('Resume the list').waitFor();
  expect(await isOn()).toBe(false);
  await send(bin.captureUrl, { path: '/while-paused' });
  await button('1 new').waitFor();
  await page.keyboard.press('Shift+P');
  await row('GET /while-paused').waitFor();
  expect(await detail(newest + 1).count()).toBe(1);
  await page.keyboard.press('Shift+P');
  await follow.click();
  await detail(newest + 2).waitFor();
  await button('Pause the list').waitFor();

  await openInspector(page, bin, 1);
  await detail(1).waitFor();
  expect(await isOn()).toBe(false);
  await follow.click();
  await detail(newest + 2).waitFor();
});

test('a field that somebody types into stays, with the focus, while requests arrive', async () => {
  const { page, arrive } = await openFollowing();
  const { detail, panel } = inspector(page);
  await detail(1).waitFor();
  await inspector(page).tab('Body').click();
  await panel.getByRole('button', { name: /^Find/ }).click();
  const field = panel.getByRole('textbox', { name: /find/i });
  await field.pressSequentially('whs');
  await arrive();
  await page.keyboard.type('ec_');
  await arrive();
  expect(await field.inputValue()).toBe('whsec_');
  expect(await detail(1).count()).toBe(1);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('letters are no shortcuts after the field they were meant for has vanished', async () => {
  const { page } = await openFollowing();
  const typeAndLose = async () => {
    await page.evaluate(() => {
      const field = document.createElement('input');
      document.body.append(field);
      field.focus();
    });
    await page.keyboard.type('wh');
    await page.evaluate(() => document.activeElement?.remove());
    await page.keyboard.type('sec_?');
  };
  await typeAndLose();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  expect(await page.getByRole('dialog').count()).toBe(0);
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await help.waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await typeAndLose();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.mouse.click(700, 500);
  await page.keyboard.press('?');
  await help.waitFor();
});

test('on a phone, the switch is within reach, and the request that was opened stays', async () => {
  const { page, follow, isOn, arrive } = await openFollowing({ ...phone, reducedMotion: 'reduce' });
  const { detail, row, button } = inspector(page);
  const { width, height } = await boxOf(follow);
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(36);
  const newest = await arrive();
  await row(`POST /${newest}?`).tap();
  await detail(newest).waitFor();
  await eventually(() => page.getByRole('switch', { includeHidden: true }).first().isHidden()).toBe(true);
  await button('Back to list').tap();
  await arrive();
  expect(await isOn()).toBe(false);
  await follow.tap();
  await eventually(isOn).toBe(true);
  await inspector(page)
    .selected.and(row(`POST /${newest + 1}?`))
    .waitFor();
});
