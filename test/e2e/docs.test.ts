import { expect, test } from 'vitest';
import { phone, sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { seriousViolations } from './axe.ts';
import { follow, inspector, openInspector } from './inspector.ts';

const server = sharedServer();
const visit = sharedBrowser();

test('the documentation is one choice away, and every link in it leads to a page and a heading', async () => {
  const bin = await newBin(server().origin);
  const { page } = await visit(server().origin);
  await openInspector(page, bin);
  await inspector(page).button('More').click();
  await follow(
    page.getByRole('menuitem', { name: 'Documentation' }),
    page.getByRole('heading', { name: 'Documentation' }),
  );
  const { origin } = server();
  const linksOf = () =>
    page.locator('main a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  const idsOf = () => page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));
  const pages = await linksOf();
  expect(pages.map((url) => new URL(url).pathname)).toEqual(
    ['guide', 'keys', 'api', 'fidelity', 'providers', 'security', 'errors'].map((name) => `/docs/${name}`),
  );
  const known = new Map<string, string[]>([[`${origin}/docs`, []]]);
  const links: string[] = [];
  for (const url of pages) {
    await page.goto(url);
    known.set(url, await idsOf());
    links.push(...(await linksOf()));
    expect(await seriousViolations(page), url).toEqual([]);
  }
  const wrong = links.filter((link) => {
    const [to = '', fragment] = link.split('#');
    if (!to.startsWith(origin)) return false;
    return !known.has(to) || (fragment !== undefined && !known.get(to)!.includes(fragment));
  });
  expect(wrong).toEqual([]);
});

test('a document fits a phone; its tables scroll by themselves', async () => {
  const { page } = await visit(server().origin, phone);
  for (const name of ['guide', 'api', 'fidelity', 'keys', 'providers']) {
    await page.goto(`/docs/${name}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBe(0);
  }
});

test('every page is there as Markdown, llms.txt lists them, and their links lead to pages', async () => {
  const { origin } = server();
  const get = async (url: string) => {
    const response = await fetch(url);
    expect([url, response.status]).toEqual([url, 200]);
    return { type: response.headers.get('content-type'), text: await response.text() };
  };
  const list = await get(`${origin}/llms.txt`);
  expect(list.type).toBe('text/plain; charset=utf-8');
  const urls = [...list.text.matchAll(/\]\((\S+\.md)\)/g)].map(([, url]) => url!);
  expect(urls).toHaveLength(7);
  for (const url of urls) {
    const { type, text } = await get(url);
    expect([url, type]).toEqual([url, 'text/markdown; charset=utf-8']);
    expect(text).toMatch(/^# \w.+\n\n\w/);
    const links = [...text.matchAll(/\]\((\/docs\/[^)#]+)/g)].map(([, path]) => `${origin}${path}`);
    expect([...new Set(links)].filter((link) => !urls.includes(link))).toEqual([]);
  }
  const api = await get(`${origin}/docs/api.md`);
  expect(api.text).toContain('GET /api/v1/bins/{slug}/wait');
  expect(api.text).toContain('| `timeout` | How long to wait, in seconds. | 0 to 300; default: 30 |');
  expect((await fetch(`${origin}/docs/nothing.md`)).status).toBe(404);
});
