import type { Page } from 'playwright-core';

/** Watches the main thread of a page from now on; the returned function says how long its longest task took, milliseconds. */
export async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(() => {
    const tasks: number[] = [];
    const note = (entries: PerformanceEntryList) => tasks.push(...entries.map(({ duration }) => duration));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'longtask' });
    return { tasks, note, observer };
  });
  return () =>
    watch.evaluate(async ({ tasks, note, observer }) => {
      // An entry is there only after its task.
      await new Promise((resolve) => setTimeout(resolve));
      note(observer.takeRecords());
      return Math.round(Math.max(0, ...tasks));
    });
}
