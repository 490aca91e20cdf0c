import { expect, test } from 'vitest';
import { sharedBrowser } from '../support/chromium.ts';
import { newBin, sharedServer } from '../support/server.ts';
import { boxOf, eventually, inspector, openInspector } from './inspector.ts';
import { json, send } from './send.ts';

const server = sharedServer();
const visit = sharedBrowser();

/** What is cut, or has wrapped into a second line, in the bar above all and in the head of a request. */
function squeezed(): string[] {
  const bar = document.querySelector('header')!;
  const head = document.querySelector('article header')!;
  const tabs = document.querySelector('[role=tablist]')!;
  const cut = [document.documentElement, bar, ...bar.querySelectorAll('.truncate'), head, tabs]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(
      (element) =>
        `${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30)}: ${element.scrollWidth} px`,
    );
  const lines = (buttons: Element[]) => {
    const middles = buttons
      .map((button) => button.getBoundingClientRect())
      .filter(({ width }) => width > 1)
      .map(({ top, bottom }) => Math.round((top + bottom) / 4));
    return new Set(middles).size;
  };
  const actions = head.querySelector('[data-filter-by]')?.parentElement;
  return [
    ...cut,
    ...(lines([...bar.querySelectorAll('button, a')]) === 1 ? [] : ['the bar has several lines']),
    ...(lines([...(actions?.querySelectorAll('button') ?? [])]) === 1
      ? []
      : ['the actions have several lines']),
  ];
}

test('from 900 to 1504 px nothing is cut, actions stand in one line, and names of headers do not wrap beside room', async () => {
  const bin = await newBin(server().origin, { name: 'Acme staging' });
  const long = 'X-GitHub-Hook-Installation-Target-Type';
  await send(bin.captureUrl, {
    path: '/github?env=staging',
    headers: [...json, ['X-GitHub-Event', 'push'], ['X-GitHub-Delivery', '72d3162e'], [long, 'repository']],
    body: '{"ref":"refs/heads/main"}',
  });
  const { page } = await visit(server().origin, { reducedMotion: 'reduce' });
  await openInspector(page, bin, 1);
  const { detail, tab, panel } = inspector(page);
  await detail(1).waitFor();
  const found: Record<string, string[]> = {};
  for (const width of [900, 1024, 1199, 1200, 1280, 1376, 1400, 1504]) {
    await page.setViewportSize({ width, height: 768 });
    const list = page.getByRole('region', { name: 'Requests', exact: true });
    await eventually(async () => (await boxOf(list)).width).toBe(width < 1200 ? 400 : 520);
    const here = await page.evaluate(squeezed);
    // With all tabs, the narrowest window scrolls them.
    const wrong = here.filter((one) => width > 900 || !one.startsWith('Parts of the request'));
    if (wrong.length > 0) found[width] = wrong;
  }
  expect(found).toEqual({});

  await tab('Headers').click();
  const name = panel.getByText(long, { exact: true });
  const other = panel.getByText('X-GitHub-Event', { exact: true });
  expect((await boxOf(name)).height).toBeLessThan(1.5 * (await boxOf(other)).height);

  // Without a name the bin is called by its slug, which the capture URL beside it ends with.
  const menu = page.getByRole('button', { name: /switch to another bin$/ });
  await menu.getByText('Acme staging').waitFor();
  await bin.api('', { method: 'PATCH', body: '{"name":null}' });
  await menu.getByText(bin.slug).waitFor({ state: 'hidden' });
  await eventually(() => menu.textContent()).toBe(bin.slug);
});
