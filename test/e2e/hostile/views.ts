import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from '../../support/chromium.ts';
import type { TestBin } from '../../support/server.ts';
import { inspector, untilLive } from '../inspector.ts';

/** What a view may need to know of what it shows. */
export type Opened = {
  readonly page: Page;
  readonly bin: TestBin;
  readonly seq: number;
  /** Whether it is valid HTTP: else it cannot be sent or copied. */
  readonly isValid: boolean;
  /** Sends the request again. */
  readonly sendAgain: () => Promise<void>;
  /** Waits until the page has drawn what was done, and has nothing left to do; `name` says what was done. */
  readonly settle: (name: string) => Promise<void>;
};

/** A view of a request, and how a person gets to everything in it. It leaves the page as it found it. */
export type View = {
  readonly name: string;
  /** `head` where nothing of a body is shown but its length: usual runs open it for requests with more than a hostile body. */
  readonly concerns?: 'head';
  readonly look: (opened: Opened) => Promise<void>;
};

/** Opens every tab, and in each what `inside` has for it. */
const tabs: View = {
  name: 'tabs',
  async look(opened) {
    const { page, settle } = opened;
    const list = inspector(page).tab('').filter({ visible: true });
    for (const tab of await list.all()) {
      const title = (await tab.locator('span span').first().textContent())!;
      await tab.click();
      await settle(`tab ${title}`);
      for (const [part, look] of Object.entries(inside)) if (title.startsWith(part)) await look(opened);
    }
    await list.first().click();
  },
};

const inside: Readonly<Record<string, View['look']>> = {
  async Headers({ page, settle }) {
    const grouped = page.getByRole('button', { name: 'Grouped', exact: true });
    if ((await grouped.count()) === 0) return;
    await grouped.click();
    await page.getByRole('checkbox', { name: 'Explain headers' }).click();
    await settle('headers, grouped and explained');
    await scrollToEnd(inspector(page).panel, settle, 'headers');
  },
  async Deliveries({ page, settle }) {
    const { panel } = inspector(page);
    await clickIfThere(
      panel.getByRole('list', { name: 'Deliveries, newest first' }).getByRole('button').first(),
      settle,
      'delivery',
    );
    await scrollToEnd(panel, settle, 'delivery');
  },
  async Query({ page, settle }) {
    await scrollToEnd(inspector(page).panel, settle, 'query');
  },
  async Body({ page, settle }) {
    const kinds = page.getByRole('group', { name: 'View body as' }).getByRole('button');
    for (const kind of await kinds.all()) {
      const title = (await kind.textContent())!;
      await kind.click();
      await settle(`body as ${title}`);
      await clickIfThere(
        page.getByRole('button', { name: 'Wrap long lines' }),
        settle,
        `body as ${title}, lines unwrapped`,
      );
      await scrollToEnd(inspector(page).panel, settle, `body as ${title}`);
      const line = inspector(page).panel.getByRole('treeitem').first();
      if ((await line.count()) > 0) {
        await line.click({ position: { x: 5, y: 5 } });
        await page.keyboard.press('End');
        await settle(`body as ${title}, path of the last line`);
      }
      await clickIfThere(
        inspector(page)
          .panel.getByRole('button', { name: /^(?:Open part|Expand record) / })
          .first(),
        settle,
        `body as ${title}, opened`,
      );
      await clickIfThere(
        inspector(page)
          .panel.getByRole('button', { name: /^Show .* more/ })
          .first(),
        settle,
        `body as ${title}, more`,
      );
      await clickIfThere(page.getByRole('button', { name: 'All parts' }), settle, 'all parts');
      await clickIfThere(
        page.getByRole('button', { name: 'Wrap long lines' }),
        settle,
        `body as ${title}, lines wrapped`,
      );
      const find = page.getByRole('button', { name: /^Find/ }).first();
      if ((await find.count()) > 0) {
        await find.click();
        await page.getByRole('textbox', { name: 'Find in body' }).fill('a');
        await settle(`body as ${title}, search`);
        const previous = page.getByRole('button', { name: 'Previous match' });
        if (await previous.isEnabled()) await previous.click();
        await settle(`body as ${title}, last match`);
        await page
          .getByRole('search', { name: 'Find in body' })
          .getByRole('button', { name: /^Close/ })
          .click();
      }
    }
  },
};

/** Opens a window with a key, looks around in it and closes it. */
function window(
  name: string,
  key: string,
  look: (dialog: Locator, opened: Opened) => Promise<void> = async () => {},
): View {
  return {
    name,
    async look(opened) {
      const { page, settle, isValid } = opened;
      const dialog = page.getByRole('dialog').first();
      await page.keyboard.press(key);
      const isThere = await dialog.waitFor({ timeout: isValid ? patience : 1500 }).then(
        () => true,
        () => false,
      );
      expect(isThere || !isValid, name).toBe(true);
      await settle(name);
      if (isThere) {
        await look(dialog, opened);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached', timeout: patience });
      }
      await settle(`${name}, closed`);
    },
  };
}

/** How many formats are looked at before the page settles. */
const targetsTogether = 4;

const windows: readonly View[] = [
  window('compare', 'd'),
  window('copy as', 'Shift+C', async (dialog, { page, settle }) => {
    const targets = await dialog.getByRole('option').count();
    const list = dialog.getByRole('listbox');
    if (targets === 0) return;
    await list.focus();
    await page.keyboard.press('Home');
    for (let index = 0; index < targets; index++) {
      if (index % targetsTogether === 0) {
        await settle(`copy as ${await list.getByRole('option', { selected: true }).textContent()}`);
      }
      await page.keyboard.press('ArrowDown');
    }
  }),
  window('types', 't'),
  window('send', 'Shift+R', async (dialog, { settle }) => {
    const method = dialog.getByRole('combobox', { name: 'Method' });
    if ((await method.count()) === 0) return;
    const before = await method.inputValue();
    await method.fill('X');
    await settle('send, edited');
    await clickIfThere(dialog.getByRole('button', { name: /^Compare/ }), settle, 'send, compared');
    await method.fill(before);
    await settle('send, edits undone');
  }),
];

const menus: readonly View[] = [
  {
    name: 'filter by',
    concerns: 'head',
    async look({ page, settle }) {
      await page.keyboard.press('f');
      await page.getByRole('menu').waitFor();
      await settle('filter by');
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await settle('filter by, closed');
    },
  },
  {
    name: 'filter completion',
    concerns: 'head',
    async look({ page, settle }) {
      const box = page.getByRole('combobox', { name: 'Filter requests' });
      for (const text of ['path:', 'query.', 'header.', 'type:', 'method:', '-note:', 'body:']) {
        await box.fill(text);
        await settle(`filter completion of ${text}`);
      }
      await box.fill('path:/x');
      await box.press('Enter');
      await settle('filtered');
      await box.fill('');
      await box.press('Enter');
      await box.blur();
      await settle('no longer filtered');
    },
  },
  {
    name: 'command palette',
    concerns: 'head',
    async look({ page, settle }) {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('a');
      await settle('command palette');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await settle('command palette, closed');
    },
  },
];

const arrivals: View = {
  name: 'arrivals',
  async look({ page, sendAgain, settle }) {
    for (let count = 0; count < 3; count++) await sendAgain();
    await settle('arrivals');
    const group = async (name: string) => {
      await page.getByRole('button', { name: 'View options' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Group identical requests' }).click();
      await page.keyboard.press('Escape');
      await settle(name);
    };
    await group('grouped');
    await group('no longer grouped');
  },
};

const narrow: View = {
  name: 'narrow screen',
  async look({ page, bin, seq, settle }) {
    await page.setViewportSize({ width: 390, height: 844 });
    await settle('narrow screen, resized');
    await page.goto(`/i/${bin.key}/${seq}`);
    await untilLive(page);
    await inspector(page).tab('Overview').waitFor();
    await settle('narrow screen');
    await inspector(page).tab('Body').click();
    await settle('narrow screen, body');
    await inspector(page).tab('Headers').click();
    await settle('narrow screen, headers');
    await inspector(page).tab('Overview').click();
    await page.setViewportSize({ width: 1400, height: 900 });
    await inspector(page).detail(seq).waitFor();
    await settle('wide screen');
  },
};

/** Other pages that show something of the request or its bin. */
const pages: readonly View[] = (
  [
    ['report', (key) => `/i/${key}/report`],
    ['replies', (key) => `/i/${key}/replies`],
    ['forwarding', (key) => `/i/${key}/forwarding`],
    ['settings', (key) => `/i/${key}/settings`],
    ['home', () => '/'],
  ] satisfies [string, (key: string) => string][]
).map(([name, url]) => ({
  name,
  concerns: 'head',
  async look({ page, bin, settle }) {
    await page.goto(url(bin.key));
    await settle(name);
    await clickIfThere(
      page.getByRole('button', { name: 'Show requests' }).first(),
      settle,
      `${name}, requests`,
    );
  },
}));

/** Everything that can be opened of a request. A new view is added here. */
export const views: readonly View[] = [
  {
    name: 'list and overview',
    async look({ page, bin, seq, settle }) {
      await page.goto(`/i/${bin.key}/${seq}`);
      await untilLive(page);
      await inspector(page).detail(seq).waitFor();
      await settle('list and overview');
    },
  },
  tabs,
  ...windows,
  ...menus,
  narrow,
  arrivals,
  ...pages,
];

async function clickIfThere(button: Locator, settle: Opened['settle'], name: string): Promise<void> {
  if ((await button.count()) === 0 || !(await button.first().isVisible())) return;
  await button.first().click();
  await settle(name);
}

/** Scrolls every scrolling part to its end and back. */
async function scrollToEnd(panel: Locator, settle: Opened['settle'], name: string): Promise<void> {
  for (const end of [true, false]) {
    await panel.evaluate((element, toEnd) => {
      for (const part of element.querySelectorAll('*')) {
        if (part.scrollHeight > part.clientHeight + 1) part.scrollTop = toEnd ? part.scrollHeight : 0;
      }
    }, end);
    await settle(`${name}, ${end ? 'end' : 'start'}`);
  }
}
