import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { addSchema, orderSchema, sendJson } from '../support/schemas.ts';
import { newBin, sharedServer, type TestBin } from '../support/server.ts';
import { seriousViolations } from './axe.ts';
import { inspector, openInspector } from './inspector.ts';

const server = sharedServer();
const visit = sharedBrowser();

async function openSettings(bin: TestBin, options = {}) {
  const visitor = await visit(server().origin, { reducedMotion: 'reduce', ...options });
  await visitor.page.goto(`/i/${bin.key}/settings`);
  const section = visitor.page.getByRole('region', { name: 'JSON Schemas' });
  return { ...visitor, section };
}

test('a schema is added in the settings, and an invalid request is marked, with links to the violations in its body', async () => {
  const bin = await newBin(server().origin);
  const { page, section, expectComplaint } = await openSettings(bin);
  await section.getByText('No schemas yet.').waitFor();
  await section.getByRole('button', { name: 'Add schema' }).click();
  const form = section.getByRole('form', { name: 'New schema' });
  const text = form.getByLabel('JSON Schema');
  expect(JSON.parse(await text.inputValue())).toMatchObject({ required: ['id'] });

  // Errors are at their fields, with the line.
  await text.fill('{\n  "type": "object",\n}');
  await form.getByRole('button', { name: 'Add schema' }).click();
  await form.getByText('Enter a name.').waitFor();
  await form.getByText('This is not JSON: line 3, column 1: trailing comma before }.').waitFor();
  await form.getByLabel('Name').fill('Order');
  await text.fill('{\n  "properties": {\n    "id": { "minimum": "1" }\n  }\n}');
  expectComplaint(/status of 400 .*\/schemas/);
  await form.getByRole('button', { name: 'Add schema' }).click();
  await form.getByText('Line 3: /properties/id/minimum must be a number.').waitFor();
  await text.fill(JSON.stringify(orderSchema));
  await form.getByLabel('Filter').fill('metod:POST');
  await form.getByText('The filter key metod does not exist.').waitFor();
  await form.getByLabel('Filter').fill('method:POST');
  expect(await seriousViolations(page)).toEqual([]);
  await form.getByRole('button', { name: 'Add schema' }).click();
  await section.getByRole('heading', { name: 'Order' }).waitFor();

  await sendJson(bin, { id: 'a' });
  await sendJson(bin, { amount: -1, 'a/b': [{ id: 1 }], id: 5 });
  await openInspector(page, bin, 2);
  const { list, tab } = inspector(page);
  const labels = await list.getByRole('option').evaluateAll((rows) => rows.map((row) => row.ariaLabel));
  expect(labels[0]).toContain('does not match its schema');
  expect(labels[1]).toContain('matches its schema');
  await tab('Overview').click();
  const overview = page.getByRole('region', { name: 'Checks' });
  await overview.getByText('The body did not match schema “Order” when it arrived: 2 violations.').waitFor();
  const violations = overview.getByRole('list', { name: 'Violations of schema Order' }).getByRole('listitem');
  expect(await violations.allTextContents()).toEqual([
    expect.stringMatching(/^\/id must be a string\./),
    expect.stringMatching(/^\/amount must be at least 0\./),
  ]);
  expect(await seriousViolations(page)).toEqual([]);
  await overview.getByRole('link', { name: 'Show in body: /id' }).click();
  await page.getByRole('treeitem', { selected: true, name: /"id"/ }).waitFor();
  expect(page.url()).toContain('#body/json:/id');

  await page.getByRole('article').getByRole('button', { name: 'Does not match schema' }).click();
  await page.getByText('1 of 2 match').waitFor();
});

test('a schema is changed, turned off and removed, also on a phone, and viewers only read it', async () => {
  const bin = await newBin(server().origin);
  const { id } = await addSchema(bin, { filter: 'path:/orders/*' });
  const { page, section } = await openSettings(bin, phone);
  await section.getByText('path:/orders/*').waitFor();
  const link = await bin.api('/links', { method: 'POST', body: '{"role":"viewer"}' });
  const viewer = await openSettings({ ...bin, key: ((await link.json()) as { key: string }).key });
  await viewer.section.getByText('Schema', { exact: true }).click();
  await viewer.section.getByText('"minimum": 0').waitFor();
  expect(await viewer.section.getByRole('button').count()).toBe(0);

  await section.getByRole('button', { name: 'Edit: Order' }).click();
  const form = section.getByRole('form', { name: 'Edit schema Order' });
  await form.getByLabel('Name').fill('Purchase');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await seriousViolations(page)).toEqual([]);
  // What others change does not take away what is typed.
  await bin.api(`/schemas/${id}`, { method: 'PATCH', body: '{"filter":""}' });
  await viewer.section.getByText('Every request', { exact: true }).waitFor();
  expect(await form.getByLabel('Name').inputValue()).toBe('Purchase');
  await form.getByRole('button', { name: 'Save schema' }).click();
  await section.getByRole('heading', { name: 'Purchase' }).waitFor();
  await section.getByText('Every request', { exact: true }).waitFor();

  // It changes once the server has saved it.
  await section.getByLabel('Enabled').click();
  await viewer.section.getByText('Disabled').waitFor();
  await section.getByRole('button', { name: /^Remove/ }).click();
  await section.getByRole('button', { name: 'Remove schema' }).click();
  await section.getByText('No schemas yet.').waitFor();
});
