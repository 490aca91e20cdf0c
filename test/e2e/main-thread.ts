import type { Page } from 'playwright-core';

/** What ten million rounds of counting take on the machine that limits are told for, milliseconds. */
const usualMs = 25;

/**
 * Watches the main thread of a page from now on. The returned function says how long its longest task took, milliseconds of a
 * usual machine: on a slower one, or one that has other things to do, as much less as it takes longer to count.
 */
export async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const before = await countingMs(page);
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
    const slowness = Math.max(1, (before + (await countingMs(page))) / 2 / usualMs);
    return Math.round(longest / slowness);
  };
}

/** The median of five. */
function countingMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      let sum = 0;
      for (let round = 0; round < 1e7; round++) sum += round % 7;
      // The sum is used, so that counting is not left out.
      return performance.now() - start + (sum < 0 ? 1 : 0);
    });
    return times.sort((one, other) => one - other)[2] as number;
  });
}
