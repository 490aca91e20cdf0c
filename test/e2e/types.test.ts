import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { openInspector } from './inspector.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

test('somebody takes types from all requests like one, and sees which field came later', async () => {
  const bin = await newBin(server().origin);
  const order = (body: string) => send(bin.captureUrl, { path: '/order-events', headers: json, body });
  await order('{"id":1,"state":"open","buyer":null}');
  await send(bin.captureUrl, { path: '/else', headers: json, body: '{"unrelated":true}' });
  await order('{"id":2,"state":"paid","buyer":{"mail":"a@example.test"},"paid_at":"2026-11-23T08:00:00Z"}');
  await order('not json');
  await order('{"id":3,"state":"paid","buyer":null}');
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await page.keyboard.press('t');
  const window = page.getByRole('dialog', { name: 'Types from requests' });
  await window.getByText('From 3 requests like POST /order-events · 1 without JSON skipped').waitFor();
  const news = await window.getByRole('region', { name: 'New fields' }).getByRole('listitem').allInnerTexts();
  expect(news).toEqual(['$.paid_at since #3', '$.buyer.mail since #3']);
  const copy = () =>
    window
      .getByRole('region', { name: 'Preview' })
      .locator('pre')
      .allInnerTexts()
      .then(([text]) => text!);

  await window.getByText('export interface OrderEvents').waitFor();
  expect(await copy()).toMatch(/paid_at\?:\s+string;/);
  expect(await copy()).toMatch(/buyer:\s+Buyer \| null;/);
  expect(await copy()).not.toContain('unrelated');
  await window.getByRole('button', { name: 'Zod' }).click();
  await window.getByText('z.object').first().waitFor();
  await window.getByRole('button', { name: 'JSON Schema' }).click();
  await window.getByText('"$schema"').waitFor();
  expect(JSON.parse(await copy()).definitions.OrderEvents.required).toEqual(['buyer', 'id', 'state']);

  await page.keyboard.press('Escape');
  await page.goto(`/i/${bin.key}/4`);
  await page.keyboard.press('t');
  await window.getByText('export interface').first().waitFor();
});
