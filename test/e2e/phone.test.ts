import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { boxOf, eventually, inspector, openBody, openInspector } from './inspector.ts';
import { misfits } from './misfits.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

const longWord = 'long'.repeat(100);

async function openWith(names: string[]) {
  const bin = await newBin(server().origin, { name: 'A bin with a rather long name, as people give them' });
  for (const name of names) {
    await send(bin.captureUrl, {
      path: `/${name}?q=${longWord}&a=1`,
      headers: [...json, ['X-Long', longWord]],
      body: `{"word":"${longWord}","list":[1,2]}`,
    });
  }
  const visitor = await visit(server().origin, { ...phone, reducedMotion: 'reduce' });
  await openInspector(visitor.page, bin);
  return { bin, ...visitor };
}

test('on a phone, list and request are two screens, and Back leads from one to the other', async () => {
  const { page } = await openWith(['one', 'two', 'three']);
  const { row, list, detail, button } = inspector(page);
  await row('POST /two').tap();
  await detail(2).waitFor();
  await list.waitFor({ state: 'hidden' });

  await button('Back to list').tap();
  await list.waitFor();
  await detail(2).waitFor({ state: 'hidden' });

  await row('POST /one').tap();
  await detail(1).waitFor();
  await page.goBack();
  await list.waitFor();
  await page.goForward();
  await detail(1).waitFor();
});

test('on a phone, another fragment typed into the address leads to another place of the same request', async () => {
  const { page } = await openWith(['one', 'two']);
  const { row, detail, list, button } = inspector(page);
  await row('POST /one').tap();
  await detail(1).waitFor();
  await page.evaluate(() => {
    location.hash = '#headers';
  });
  await page.getByRole('tab', { name: /^Headers/, selected: true }).waitFor();
  expect(await list.isVisible()).toBe(false);
  await button('Back to list').tap();
  await list.waitFor();
});

test('on a phone, what can be done with a request stands in one line', async () => {
  const { page } = await openWith(['one']);
  const { row, detail, button } = inspector(page);
  await row('POST /one').tap();
  await detail(1).waitFor();
  const tops = [button('More actions for this request'), page.getByRole('button', { name: /^Copy as curl/ })];
  const [more, curl] = await Promise.all(tops.map(boxOf));
  expect(Math.abs(more!.y + more!.height / 2 - (curl!.y + curl!.height / 2))).toBeLessThan(4);
  await button('More actions for this request').tap();
  await page.getByRole('menuitem', { name: 'Add note' }).tap();
  await page.getByRole('textbox', { name: 'Note' }).waitFor();
});

test('on a phone, the neighbours of a request are one tap away, and so are those that arrive', async () => {
  const { bin, page } = await openWith(['one', 'two', 'three']);
  const { row, detail, button } = inspector(page);
  await row('POST /two').tap();
  await button('Newer request').tap();
  await detail(3).waitFor();
  expect(await button('Newer request').isDisabled()).toBe(true);
  await button('Older request').tap();
  await detail(2).waitFor();
  await button('Older request').tap();
  await detail(1).waitFor();
  expect(await button('Older request').isDisabled()).toBe(true);
  await send(bin.captureUrl, { path: '/four' });
  await button('1 new').filter({ visible: true }).tap();
  await detail(4).waitFor();
  await page.goBack();
  await row('GET /four').waitFor();
});

test('on a phone, a link to a request opens it, and Back in the page leads to the list', async () => {
  const { bin, page } = await openWith(['one', 'two']);
  await openInspector(page, bin, 1);
  await inspector(page).detail(1).waitFor();
  await inspector(page).button('Back to list').tap();
  await inspector(page).row('POST /two').waitFor();
});

test('on a phone, a request is copied and shared by tapping', async () => {
  const { page } = await openWith(['one']);
  await inspector(page).row('POST /one').tap();
  await inspector(page).button('Copy as curl').tap();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl /);
  await inspector(page).button('Back to list').tap();
  await inspector(page).button('Share').tap();
  const dialog = page.getByRole('dialog', { name: 'Share this bin' });
  await dialog.getByRole('button', { name: 'Create view link' }).tap();
  await dialog.getByRole('button', { name: /^Copy link: / }).tap();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^http.*\/i\//);
});

test('on a phone, a long number stands beside its name', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { headers: json, body: '{"id":12345678901234567890}' });
  const { page } = await visit(server().origin, phone);
  await openBody(page, bin, 1);
  const { panel } = inspector(page);
  const name = await boxOf(panel.getByText('"id"'));
  const number = await boxOf(panel.getByText('12345678901234567890'));
  expect(number!.y).toBe(name!.y);
});

test('on a phone, every screen fits its width and has targets a finger can hit', async () => {
  const { bin, page, expectComplaint } = await openWith([longWord, 'two']);
  expectComplaint(/status of 404/);
  const { row, tab, button, detail } = inspector(page);
  const found: Record<string, string[]> = {};
  const check = async (screen: string) => {
    const here = await misfits(page);
    if (here.length > 0) found[screen] = here;
  };
  await check('list');
  await row('POST /long').tap();
  await detail(1).waitFor();
  for (const name of ['Overview', 'Headers', 'Query', 'Body', 'Raw', 'Response', 'Deliveries']) {
    await tab(name).tap();
    await eventually(() => tab(name).getAttribute('aria-selected')).toBe('true');
    await check(name);
  }
  await tab('Body').tap();
  for (const kind of ['Text', 'Hex']) {
    await button(kind).tap();
    await check(kind);
  }
  await page.getByRole('button', { name: 'Copy as', exact: true }).tap();
  await page.getByRole('dialog').getByRole('region', { name: 'Preview' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'To another URL' }).tap();
  await check('copy as');
  // What the dialog is for is in sight, however long its options and the preview are.
  const copy = page.getByRole('dialog').getByRole('button', { name: 'Copy: curl (bash)' });
  const isInSight = async () => {
    const { y, height } = await boxOf(copy);
    return y > 0 && y + height <= 844;
  };
  expect(await isInSight()).toBe(true);
  await page.getByRole('dialog').getByRole('region', { name: 'Preview' }).scrollIntoViewIfNeeded();
  expect(await isInSight()).toBe(true);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  await button('Back to list').tap();
  for (const name of ['Export requests', 'Import requests']) {
    await button('More').tap();
    await page.getByRole('menuitem', { name }).tap();
    await page.getByRole('dialog', { name }).waitFor();
    await check(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  }
  await button('Share').tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Create view link' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Change' }).first().tap();
  await check('share');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  await button('More').tap();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).waitFor();
  await check('menu');
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).tap();
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await check('help');

  for (const name of ['settings', 'report']) {
    await page.goto(`/i/${bin.key}/${name}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await check(name);
  }

  const empty = await newBin(server().origin);
  await openInspector(page, empty);
  await page.getByRole('heading', { name: 'Send a request to this URL' }).waitFor();
  await check('empty bin');
  await page.goto('/');
  await page.getByRole('link', { name: empty.slug }).waitFor();
  await button('New bin').tap();
  await page.getByRole('textbox', { name: 'Slug' }).waitFor();
  await check('home');
  for (const name of ['/docs', '/docs/keys', '/docs/errors']) {
    await page.goto(name);
    await check(name);
  }
  await page.goto(`/i/${bin.slug}`);
  await check('no such link');
  await page.goto('/nothing');
  await check('not found');
  expect(found).toEqual({});
});

test('on a phone, requests are selected by the view options and by taps', async () => {
  const { page } = await openWith(['one', 'two', 'three']);
  const { list, row, button } = inspector(page);
  await button('View options').tap();
  await page.getByRole('menuitem', { name: 'Select requests' }).tap();
  await page.getByText('1 selected').waitFor();
  await row('POST /one').tap();
  await page.getByText('2 selected').waitFor();
  expect(await list.isVisible()).toBe(true);
  await button('Compare').waitFor();
});
