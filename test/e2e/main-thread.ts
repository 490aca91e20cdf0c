import type { Page } from 'playwright-core';
import { countingMs, usualMs } from '../support/counting.ts';

/**
 * Watches the main thread of a page from now on. The returned function says how long its longest task took, milliseconds of a
 * usual machine: on a slower one, or one that has other things to do, as much less as it takes longer to count.
 */
export async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const before = await page.evaluate(countingMs);
  const watch = await page.evaluateHandle(() => {
    const tasks: number[] = [];
    const note = (entries: PerformanceEntryList) => tasks.push(...entries.map(({ duration }) => duration));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'longtask' });
    return { tasks, note, observer };
  });
  return async () => {
    const longest = await watch.evaluate(async ({ tasks, note, observer }) => {
      // An entry is there only after its task.
      await new Promise((resolve) => setTimeout(resolve));
      note(observer.takeRecords());
      observer.disconnect();
      return Math.max(0, ...tasks);
    });
    const slowness = Math.max(1, (before + (await page.evaluate(countingMs))) / 2 / usualMs);
    return Math.round(longest / slowness);
  };
}
