import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromiumPath, switches } from '../support/chromium.ts';
import { startRecorder } from '../support/recorder.ts';
import type { Runtime } from './runtimes.ts';

/** A page of another site in a real Chromium: each snippet is run in it as its console would run it. */
export const browserRuntime: Runtime = {
  name: 'Chromium',
  has: () => existsSync(chromiumPath),
  start: async (snippets) => {
    const browser = await chromium.launch({ executablePath: chromiumPath, args: switches });
    const site = await startRecorder();
    const page = await browser.newPage();
    await page.goto(site.origin);
    return {
      run: (index) =>
        page.evaluate(async (code) => {
          // biome-ignore lint/complexity/useArrowFunction: arrow functions have no constructor for code with `await`.
          const AsyncFunction = async function () {}.constructor as new (code: string) => () => Promise<void>;
          await new AsyncFunction(code)();
        }, snippets[index] ?? ''),
      close: async () => {
        await browser.close();
        await site.close();
      },
    };
  },
};
