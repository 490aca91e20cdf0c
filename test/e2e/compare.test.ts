import { expect, test } from 'vitest';
import { compareDialog } from '#components/inspector/compare/words.ts';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { eventually, inspector, openInspector } from './inspector.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

test('somebody sees what changed since the last request of the same kind, and what always changes only when asked', async () => {
  const bin = await newBin(server().origin);
  const headers = (id: string) => [...json, ['X-Request-Id', id]] as const;
  const post = (path: string, id: string, body: string) =>
    send(bin.captureUrl, { path, headers: headers(id), body });
  await post(
    '/orders?page=1',
    'a',
    '{"state":"open","at":"2026-11-23T08:00:00Z","items":[{"id":1,"n":12345678901234567890}]}',
  );
  await post('/other', 'b', 'something else');
  await post(
    '/orders?page=2',
    'c',
    '{"state":"paid","at":"2026-11-23T09:00:00Z","items":[{"id":1,"n":12345678901234567891},{"id":2}]}',
  );
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await page.keyboard.press('d');
  const window = page.getByRole('dialog', { name: 'Compare request 3' });
  await window.getByText('$.state').waitFor();
  // The one of its kind, although another lies between.
  expect(await window.getByLabel('Compare with').inputValue()).toBe('1');
  const changes = (section: string) =>
    window.getByRole('region', { name: section }).getByRole('listitem').allInnerTexts();
  const flat = async (section: string) => (await changes(section)).map((text) => text.replace(/\s+/g, ' '));
  expect(await flat('Query')).toEqual(['± changed page 1 2']);
  expect(await flat('Body')).toEqual(['± changed $.state "open" "paid"', '+ added $.items[1] {"id":2}']);
  await window.getByText('2 changes · 2 ignored').waitFor();
  expect(await window.getByText(compareDialog.noSimilar).count()).toBe(0);

  // The ignored changes are in a list of their own, below the others.
  const body = window.getByRole('region', { name: 'Body' });
  const ignored = body.getByText('12345678901234567891');
  expect(await ignored.isVisible()).toBe(false);
  await body.getByText('2 ignored changes').click();
  await ignored.waitFor();

  await window.getByLabel('Ignore IDs, times and signatures').click();
  expect(await flat('Headers')).toContain('± changed X-Request-Id a c');
  expect(await flat('Body')).toContain('± changed $.items[0].n 12345678901234567890 12345678901234567891');

  await window.getByLabel('Compare with').selectOption('2');
  await window.getByText('something else').waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => window.count()).toBe(0);

  // Nothing of the kind of the second lies before it: the dialog says so, until another is chosen.
  await page.goto(`/i/${bin.key}/2`);
  await inspector(page).detail(2).getByText('POST').waitFor();
  await inspector(page).button('Compare').click();
  await page.getByText(compareDialog.noSimilar).waitFor();

  // The first has nothing before it.
  await page.goto(`/i/${bin.key}/1`);
  await inspector(page).detail(1).getByText('POST').waitFor();
  await inspector(page).button('Compare').click();
  await page.getByText('There is no earlier request to compare with.').waitFor();
});

test('on a phone two long bodies are compared without freezing the page', async () => {
  const bin = await newBin(server().origin);
  const long = (last: string) =>
    JSON.stringify(Array.from({ length: 200_000 }, (_, at) => (at === 7 ? last : at)));
  for (const last of ['x', 'y']) await send(bin.captureUrl, { headers: json, body: long(last) });
  const { page } = await visit(server().origin, phone);
  await page.goto(`/i/${bin.key}/2`);
  await inspector(page).button('More actions for this request').click();
  await page.getByRole('menuitem', { name: 'Compare with an earlier request' }).click();
  const window = page.getByRole('dialog', { name: 'Compare request 2' });
  await window.getByText('$[7]').waitFor();
  const { scrollWidth, clientWidth } = await window.evaluate(({ scrollWidth, clientWidth }) => ({
    scrollWidth,
    clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
});
