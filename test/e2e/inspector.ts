import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from '../support/chromium.ts';
import { until } from '../support/until.ts';

const markWords = /^\s*(Live|Catching up|Polling|Connecting|Reconnecting|Offline|Paused|Closed)/;

/** What a person sees in the inspector, by the roles and names that assistive technology is told. */
export function inspector(page: Page) {
  const list = page.getByRole('listbox', { name: /^Requests, (?:newest|oldest) first$/ });
  return {
    list,
    rows: list.getByRole('option'),
    /** The row of a request, by what its method and path begin with: `POST /orders`. */
    row: (start: string) => list.getByRole('option', { name: new RegExp(`^${escaped(start)}`) }).first(),
    selected: list.getByRole('option', { selected: true }),
    /** The detail of the request of that number. */
    detail: (seq: number) => page.getByRole('article', { name: `Request ${seq}`, exact: true }),
    /** Method and path of the request that is shown. */
    target: page.getByRole('article').getByRole('heading', { level: 2 }),
    tab: (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }),
    panel: page.getByRole('tabpanel'),
    button: (name: string | RegExp) => page.getByRole('button', { name }),
    /** Says whether the list is live; see `markWord`. */
    mark: page.getByRole('status').filter({ hasText: markWords, visible: true }),
  };
}

/** Opens the inspector of a bin, or of one of its requests, and waits until it is live. */
export async function openInspector(page: Page, { key }: { key: string }, seq?: number): Promise<void> {
  await page.goto(seq === undefined ? `/i/${key}` : `/i/${key}/${seq}`);
  await untilLive(page);
}

/** Opens the inspector at the body of a request. */
export async function openBody(page: Page, bin: { key: string }, seq: number): Promise<void> {
  await openInspector(page, bin, seq);
  await inspector(page).tab('Body').click();
}

/**
 * Waits until the page runs and is live: clicks count, and what is sent from then on is heard. On a phone the mark is not
 * in sight on every screen.
 */
export async function untilLive(page: Page): Promise<void> {
  const marks = page.getByRole('status', { includeHidden: true });
  await marks
    .filter({ hasText: /^\s*Live/ })
    .first()
    .waitFor({ state: 'attached' });
}

/** The dialog that creates and lists links. */
export async function openSharing(page: Page): Promise<Locator> {
  await inspector(page).button('Share').click();
  return page.getByRole('dialog', { name: 'Share this bin' });
}

/** Creates a view link that shows everything, in the open dialog, and takes its address from the clipboard. */
export async function createViewLink(dialog: Locator): Promise<string> {
  const page = dialog.page();
  await dialog.getByRole('checkbox', { name: /^Mask secrets/ }).uncheck();
  await dialog.getByRole('button', { name: 'Create view link' }).click();
  await dialog
    .getByRole('region', { name: 'New link' })
    .getByRole('button', { name: /^Copy link: / })
    .click();
  await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toContain('/i/');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Follows a link to another page, known by what it shows, and waits until that runs: a click before would be lost. */
export async function follow(link: Locator, shown: Locator): Promise<void> {
  await link.click();
  await shown.waitFor();
  await link.page().waitForLoadState();
}

export async function expectMark(page: Page, word: string, timeout = patience): Promise<void> {
  await eventually(() => markWord(page), timeout).toBe(word);
}

/** The word at the connection mark; what it means may stand beside it. */
export async function markWord(page: Page): Promise<string | undefined> {
  return markWords.exec((await inspector(page).mark.textContent()) ?? '')?.[1];
}

/** Retries an assertion until it holds. */
export function eventually<T>(look: () => T | Promise<T>, timeout = patience) {
  return expect.poll(look, { timeout, interval: 30 });
}

/** Waits until what a locator finds has exactly this text. */
export async function expectText(locator: Locator, text: string): Promise<void> {
  await eventually(() => locator.textContent()).toBe(text);
}

/** Scrolls through the whole list; the seqs it shows from top to bottom, and how many rows it claims to have. */
export async function seqsShown(page: Page): Promise<{ seqs: number[]; claimed: number }> {
  return inspector(page).list.evaluate(async (list) => {
    const seqs = new Map<number, number>();
    let claimed = 0;
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    /** Whether the rows reach from edge to edge, or to an end of the list: on a busy machine they come frames later. */
    const isFilled = () => {
      const rows = [...list.querySelectorAll('[role=option]')];
      const view = list.getBoundingClientRect();
      const isAt = (row: Element, y: number) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top <= y && y <= bottom;
      };
      const isEnd = (row: Element, place: string | null) =>
        row.ariaPosInSet === place && row.getBoundingClientRect().top < view.bottom;
      return (
        rows.length === 0 ||
        (rows.some((row) => isEnd(row, '1') || isAt(row, view.top + 1)) &&
          rows.some((row) => isEnd(row, row.ariaSetSize) || isAt(row, view.bottom - 1)))
      );
    };
    // A list that follows is not complete for a moment.
    while (list.ariaBusy === 'true') await frame();
    for (let top = 0; ; top += list.clientHeight) {
      list.scrollTop = top;
      await frame();
      for (let frames = 0; frames < 600 && !isFilled(); frames += 1) await frame();
      for (const row of list.querySelectorAll('[role=option]')) {
        claimed = Number(row.getAttribute('aria-setsize'));
        seqs.set(Number(row.getAttribute('aria-posinset')), Number(row.id.replace('capture-', '')));
      }
      if (top + list.clientHeight >= list.scrollHeight) break;
    }
    list.scrollTop = 0;
    await frame();
    return { claimed, seqs: [...seqs].sort(([a], [b]) => a - b).map(([, seq]) => seq) };
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Where an element is. Asks again when the element is replaced at that moment, as rows of a list are while they are drawn anew. */
export async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  return until(async () => locator.boundingBox());
}
