import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterEach, beforeAll } from 'vitest';
import { root } from './root.ts';
import { oncePerWorker } from './worker.ts';

/** A visitor with a separate browser context: nothing is stored, and no other page is open. */
export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every URL that the browser requested, in order. */
  readonly asked: string[];
  /** Declares that browser errors matching `pattern` are expected: a cut network causes some. */
  expectComplaint(pattern: RegExp): void;
};

export type VisitorOptions = Pick<
  BrowserContextOptions,
  | 'viewport'
  | 'colorScheme'
  | 'reducedMotion'
  | 'hasTouch'
  | 'isMobile'
  | 'deviceScaleFactor'
  | 'timezoneId'
  | 'httpCredentials'
  | 'javaScriptEnabled'
>;

/** The size and touch input of a phone. */
export const phone: VisitorOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

/** The longest a test waits for something to appear, milliseconds. */
export const patience = 60_000;

/** The path of Chromium, unless the environment sets another. */
export const chromiumPath = process.env.WIREBIN_BROWSER ?? '/usr/bin/chromium';

/** Switches that turn off features unrelated to pages, and features that containers lack. */
export const switches = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What Chromium writes when a page is left while it connects: on a busy machine, any page may be. */
const leftWhileConnecting = /WebSocket is closed before the connection is established/;

type Watched = Visitor & { surprises(): string[] };

/**
 * Starts one real Chromium for all test files of a worker process; the returned function opens a new visitor on a server.
 *
 * A test fails when one of its pages writes to the console, throws, violates its content security policy, opens a dialog
 * or requests anything from a server other than `origin`. A failed test saves screenshots of its pages in
 * test/e2e/pictures/.
 */
export function sharedBrowser(): (origin: string, options?: VisitorOptions) => Promise<Visitor> {
  let browser: Browser;
  let visitors: Watched[] = [];
  beforeAll(async () => {
    browser = await oncePerWorker('browser', launchBrowser, {
      isUsable: (launched) => launched.isConnected(),
      end: (launched) => launched.close(),
    });
  });

  afterEach(async ({ task }) => {
    const leaving = visitors;
    visitors = [];
    if (task.result?.state === 'fail') await picture(leaving, task.name);
    await Promise.all(leaving.map(({ context }) => context.close()));
    const surprises = leaving.flatMap((visitor) => visitor.surprises());
    if (surprises.length > 0) throw new Error(`Unexpected in the browser:\n${surprises.join('\n')}`);
  });

  return async (origin, options = {}) => {
    const context = await browser.newContext({
      baseURL: origin,
      viewport: { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    context.setDefaultTimeout(patience);
    // The first page takes longest: on a busy machine both server and browser have just started.
    context.setDefaultNavigationTimeout(2 * patience);
    const visitor = await watch(context, origin);
    visitors.push(visitor);
    return visitor;
  };
}

function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: switches });
}

async function watch(context: BrowserContext, origin: string): Promise<Watched> {
  const said: string[] = [];
  const asked: string[] = [];
  const expected: RegExp[] = [leftWhileConnecting];
  const home = new URL(origin).host;
  const note = (url: string) => {
    asked.push(url);
    const { protocol, host } = new URL(url);
    if (!['data:', 'blob:'].includes(protocol) && host !== home) said.push(`request to elsewhere: ${url}`);
  };

  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      // biome-ignore lint/suspicious/noConsole: how a page reports to its test.
      console.error(`content security policy: ${violatedDirective} refused ${blockedURI} ${sample}`);
    });
  });
  context.on('request', (request) => note(request.url()));
  context.on('console', (message) => {
    said.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => said.push(`page error: ${error.error()}`));
  context.on('dialog', async (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())));

  return {
    context,
    asked,
    page: await context.newPage(),
    expectComplaint: (pattern) => expected.push(pattern),
    surprises: () => said.filter((line) => !expected.some((pattern) => pattern.test(line))),
  };
}

async function picture(visitors: Visitor[], testName: string): Promise<void> {
  const folder = path.join(root, 'test/e2e/pictures');
  await mkdir(folder, { recursive: true });
  const name = testName.replace(/[^\w-]+/g, '-').slice(0, 80);
  const pages = visitors.flatMap(({ context }) => context.pages());
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: path.join(folder, `${name}-${index + 1}.png`) }).catch(() => {});
  }
}
