import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, sharedBrowser, type Visitor } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { slowness } from '../support/slowness.ts';
import {
  boxOf,
  createViewLink,
  eventually,
  inspector,
  openInspector,
  openSharing,
  untilLive,
} from './inspector.ts';
import { send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** An owner who shares a bin with one capture, and a viewer who opens the link in a browser of their own. */
async function share() {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/before' });
  const owner = await visit(server().origin);
  await openInspector(owner.page, bin);
  const link = await createViewLink(await openSharing(owner.page));
  const viewer = await visit(server().origin);
  await viewer.page.goto(link);
  await untilLive(viewer.page);
  return { bin, owner, viewer, link };
}

test('a shared link shows what arrives, live, and can change nothing', async () => {
  const { bin, viewer, link } = await share();
  const { page } = viewer;
  const viewerKey = new URL(link).pathname.split('/')[2]!;
  expect(viewerKey).not.toBe(bin.key);

  await send(bin.captureUrl, { path: '/live', body: 'hello' });
  await inspector(page).row('POST /live').waitFor();
  await inspector(page).panel.getByText('hello').waitFor();
  await page.getByText('view only').waitFor();
  await inspector(page).button('Copy as curl').waitFor();

  expect(await page.getByRole('button', { name: /Share|Delete|Pin/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await page.getByRole('menuitem', { name: /Delete|Rename/ }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.keyboard.press('Delete');
  expect(await page.getByRole('alertdialog').count()).toBe(0);

  // What the page does not offer, the server does not grant.
  expect((await bin.api('/captures/1', { key: viewerKey, method: 'DELETE' })).status).toBe(403);
  expect(
    (await bin.api('/captures/1', { key: viewerKey, method: 'PATCH', body: '{"pinned":true}' })).status,
  ).toBe(403);
  expect((await bin.api('/links', { key: viewerKey })).status).toBe(403);
  expect((await bin.api('', { key: viewerKey, method: 'DELETE' })).status).toBe(403);
});

test('owner and viewer see that the other is here, and what the owner changes', async () => {
  const { owner, viewer } = await share();
  await viewer.page.getByText('2 viewers').waitFor();
  await owner.page.keyboard.press('Escape');
  await owner.page.getByText('2 viewers').waitFor();
  await inspector(owner.page).button(/^Pin/).click();
  await viewer.page.getByRole('option', { name: /^GET \/before.*pinned/ }).waitFor();
  await viewer.context.close();
  await owner.page.getByText('2 viewers').waitFor({ state: 'detached' });
});

test('opening the dialog shares nothing; a link is created by its button, with a name, and is listed to copy it again', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/one' });
  const { page } = await visit(server().origin);
  const links = async () => (await (await bin.api('/links')).json()).links as { label: string | null }[];
  const before = (await links()).length;
  await openInspector(page, bin);
  const dialog = await openSharing(page);
  const name = dialog.getByRole('textbox', { name: 'Name' });
  await dialog.getByRole('button', { name: 'Create view link' }).waitFor();
  expect(await name.inputValue()).toMatch(/^View link, \d{1,2} \w+ \d\d:\d\d$/);
  expect(await dialog.getByRole('checkbox', { name: /^Mask secrets/ }).isChecked()).toBe(true);
  await page.keyboard.press('Escape');
  // Nor does asking for a link to a request: the button offers to create one, which opens that request only.
  await inspector(page).detail(1).waitFor();
  await page.keyboard.press('l');
  const request = page.getByRole('dialog', { name: 'Share request #1' });
  await request.getByRole('button', { name: 'Request #1 only', pressed: true }).waitFor();
  await page.keyboard.press('Escape');
  await request.waitFor({ state: 'detached' });
  await inspector(page).button('Copy link: Link to this request').click();
  await request.waitFor();
  expect((await links()).length).toBe(before);

  await request.getByRole('textbox', { name: 'Name' }).fill('Ana');
  await request.getByRole('button', { name: 'Create view link' }).click();
  const created = request.getByRole('region', { name: 'New link' });
  await created.getByText('Created: Ana').waitFor();
  await created.getByText('Secrets masked').waitFor();
  expect(await created.locator('code').textContent()).toMatch(/\/i\/\w+\/1#?/);
  // One button copies it, and no other one beside it.
  expect(await request.getByRole('button', { name: /^Copy link/ }).count()).toBe(1);
  await created.getByRole('button', { name: 'Create another link' }).click();
  const copy = request.getByRole('button', { name: 'Copy link: Ana' });
  await copy.click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('/i/');
  expect((await links()).map(({ label }) => label)).toContain('Ana');

  // It is there again after the page was loaded anew; another browser cannot copy it, and creates none by looking.
  await page.reload();
  await untilLive(page);
  await (await openSharing(page)).getByRole('button', { name: 'Copy link: Ana' }).waitFor();
  await page.keyboard.press('Escape');
  await inspector(page).button('Copy link: Link to this request').waitFor();
  const other = await visit(server().origin);
  await openInspector(other.page, bin);
  const there = await openSharing(other.page);
  await there.getByText('Ana', { exact: true }).waitFor();
  expect(await there.getByRole('button', { name: /^Copy link/ }).count()).toBe(0);
  expect((await links()).length).toBe(before + 1);
});

test('a link that is revoked where it was created stays in sight, and in the list when another is created', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  const dialog = await openSharing(page);
  const create = async (name: string) => {
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Create view link' }).click();
    await dialog.getByText(`Created: ${name}`).waitFor();
  };
  const revoked = dialog.getByRole('listitem').filter({ hasText: 'Revoked. This link no longer works.' });
  await create('Ana');
  await dialog.getByRole('button', { name: 'Revoke: Ana' }).click();
  await dialog.getByRole('button', { name: 'Revoke link' }).click();
  await revoked.getByText('Ana').waitFor();
  await dialog.getByText('Revoked: Ana').waitFor();
  expect(await dialog.getByRole('button', { name: /^Copy link/ }).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Create another link' }).click();
  await revoked.getByText('Ana').waitFor();
  await create('Ben');
  await dialog.getByRole('button', { name: 'Revoke: Ben' }).waitFor();
  await revoked.getByText('Ana').waitFor();
});

test('the list says who views a link now, and when it was last used', async () => {
  const { owner, viewer, link } = await share();
  const dialog = owner.page.getByRole('dialog', { name: 'Share this bin' });
  await dialog.getByText('1 viewing now').waitFor();
  expect(await dialog.getByText('never used').count()).toBe(0);
  const second = await visit(server().origin);
  await second.page.goto(link);
  await untilLive(second.page);
  await dialog.getByText('2 viewing now').waitFor();
  await second.context.close();
  await dialog.getByText('1 viewing now').waitFor();
  await viewer.context.close();
  await dialog.getByText(/last used (just now|\d+ seconds? ago)/).waitFor();
});

test('nothing moves from under a finger while the links of a bin are fetched', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin, phone);
  await openInspector(page, bin);
  let letAnswer = () => {};
  const answered = new Promise<void>((resolve) => {
    letAnswer = resolve;
  });
  await page.route('**/links', async (route) => {
    if (route.request().method() === 'GET') await answered;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Share' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Share this bin' });
  const [create, replace] = ['Create view link', 'Replace owner link'].map((name) =>
    dialog.getByRole('button', { name }),
  ) as [Locator, Locator];
  await create.waitFor();
  await eventually(() => dialog.evaluate((element) => element.getAnimations().length)).toBe(0);
  expect(await replace.isDisabled()).toBe(true);
  const before = [await boxOf(create), await boxOf(replace)];
  letAnswer();
  await eventually(() => replace.isEnabled()).toBe(true);
  expect([await boxOf(create), await boxOf(replace)]).toEqual(before);
});

test('a revoked link tells its viewer within a second, and gives nothing more', async () => {
  const { bin, owner, viewer, link } = await share();
  viewer.expectComplaint(/status of 401|status of 404|WebSocket connection to/);
  await owner.page
    .getByRole('dialog', { name: 'Share this bin' })
    .getByRole('button', { name: /^Revoke: View link, / })
    .click();
  await owner.page.getByText('This link stops working immediately.').waitFor();
  await owner.page.getByRole('button', { name: 'Revoke link' }).click();
  const askedAt = Date.now();
  await viewer.page.getByRole('alert').getByText('has been revoked').waitFor();
  const toldAfter = Date.now() - askedAt;
  expect(toldAfter).toBeLessThan(1000 * (await slowness()));
  process.stdout.write(`share: the viewer's page says that its link was revoked after ${toldAfter} ms\n`);

  await owner.page.keyboard.press('Escape');
  await send(bin.captureUrl, { path: '/secret' });
  await inspector(owner.page).row('GET /secret').waitFor();
  // Nor does the page keep what it had.
  expect(await viewer.page.getByText(/\/secret|\/before/).count()).toBe(0);

  await viewer.page.goto(link);
  await viewer.page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
  await viewer.page.goto('/');
  await viewer.page.getByText('This link is no longer valid.').waitFor();
});

test('a deleted bin tells everybody who looks at it', async () => {
  const { bin, owner, viewer } = await share();
  viewer.expectComplaint(/status of 4(01|04|10)|WebSocket connection to/);
  // Its list of links follows who views them, who are all gone.
  owner.expectComplaint(/status of 4(01|04|10)/);
  await bin.api('', { method: 'DELETE' });
  await viewer.page.getByRole('alert').getByText('This bin was deleted.').waitFor();
});

test('a bin that is deleted permanently is not offered to be restored', async () => {
  const { bin, owner, viewer } = await share();
  for (const { expectComplaint } of [owner, viewer])
    expectComplaint(/status of 4(01|04|10)|WebSocket connection to/);
  await owner.page.keyboard.press('Escape');
  await bin.api('?permanent=1', { method: 'DELETE' });
  for (const { page } of [owner, viewer]) {
    await page.getByRole('alert').getByText('This bin was deleted permanently.').waitFor();
    expect(await page.getByRole('button', { name: 'Restore bin' }).count()).toBe(0);
  }
});

test('the capture URL opens nothing: not in a browser, and not as a key', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/secret' });
  const { page, expectComplaint } = await visit(server().origin);
  // A reply is confined in a browser: its page has no origin, so not even the icon is its own.
  expectComplaint(/status of 404|ERR_BLOCKED_BY_RESPONSE/);
  await page.goto(bin.captureUrl);
  expect(await page.locator('body').textContent()).not.toContain('secret');
  await page.goto(`/i/${bin.slug}`);
  await page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
  expect((await bin.api('/captures', { key: bin.slug })).status).toBe(401);
});

test('a key is in no title, no referrer, no message of the console and no address but its own', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/x', body: '{}', headers: [['Content-Type', 'application/json']] });
  const visitor: Visitor = await visit(server().origin);
  const { page, context, asked } = visitor;
  const referrers: Promise<string | undefined>[] = [];
  context.on('request', (request) => {
    referrers.push(
      request.allHeaders().then(
        ({ referer }) => referer,
        () => undefined,
      ),
    );
  });
  const said: string[] = [];
  context.on('console', (message) => said.push(message.text()));

  await openInspector(page, bin);
  expect(await page.title()).not.toContain(bin.key);
  await inspector(page).button('More').click();
  await page.getByRole('menuitem', { name: 'Send test request' }).click();
  await inspector(page).row('POST /test').waitFor();
  for (const tab of ['Overview', 'Headers', 'Body', 'Raw']) await inspector(page).tab(tab).click();
  await inspector(page)
    .button(/switch to another bin/)
    .click();
  await page.getByRole('menuitem', { name: 'All my bins' }).click();
  await page.getByRole('heading', { name: 'My bins' }).waitFor();
  await page.getByRole('link', { name: bin.slug }).click();
  await untilLive(page);

  expect((await Promise.all(referrers)).filter(Boolean)).toEqual([]);
  expect(said.filter((text) => text.includes(bin.key))).toEqual([]);
  const withKey = new Set(asked.filter((url) => url.includes(bin.key)).map((url) => new URL(url).pathname));
  expect([...withKey]).toEqual([`/i/${bin.key}`]);
  // What the page itself sent to the bin is kept there, for every viewer to read.
  expect(await (await bin.api('/captures/latest')).text()).not.toContain(bin.key);
});

test('the button that creates a link stays in sight whatever is open above it, and a revoked link leaves its row', async () => {
  const bin = await newBin(server().origin);
  await send(bin.captureUrl, { path: '/one' });
  const onPhone = await visit(server().origin, phone);
  await openInspector(onPhone.page, bin);
  const { page } = await visit(server().origin, { viewport: { width: 1400, height: 900 } });
  await openInspector(page, bin);
  for (const [where, dialog] of [
    [onPhone.page, await openSharing(onPhone.page)],
    [page, await openSharing(page)],
  ] as const) {
    await dialog.getByRole('button', { name: 'Change: Permission' }).click();
    await dialog.getByRole('radio', { name: /^Can edit/ }).waitFor();
    await eventually(() => dialog.evaluate((element) => element.getAnimations().length)).toBe(0);
    const create = dialog.getByRole('button', { name: 'Create view link' });
    const { y, height } = await boxOf(create);
    const sheet = await boxOf(dialog);
    expect(y + height).toBeLessThan(sheet.y + sheet.height);
    const isOnTop = await create.evaluate((element) => {
      const { left, top } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + 5, top + 5));
    });
    expect(isOnTop, where.url()).toBe(true);
  }

  // Links that were created here come first when the dialog is opened again.
  const dialog = page.getByRole('dialog', { name: 'Share this bin' });
  await dialog.getByRole('button', { name: 'Create view link' }).click();
  await dialog.getByRole('region', { name: 'New link' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await openSharing(page);
  const revoke = dialog.getByRole('button', { name: /^Revoke: View link/ });
  await revoke.waitFor();
  expect((await boxOf(revoke)).y).toBeLessThan(
    (await boxOf(dialog.getByRole('textbox', { name: 'Name' }))).y,
  );
  await revoke.click();
  const verb = dialog.getByRole('button', { name: 'Revoke link' });
  const { x, y, width, height } = await boxOf(verb);
  await verb.click();
  const revoked = dialog.getByText('Revoked. This link no longer works.');
  await revoked.waitFor();
  const box = await boxOf(revoked);
  const [pointerX, pointerY] = [x + width / 2, y + height / 2];
  expect(pointerX).toBeGreaterThan(box.x);
  expect(pointerY).toBeGreaterThan(box.y);
  expect(pointerY).toBeLessThan(box.y + box.height);
});
