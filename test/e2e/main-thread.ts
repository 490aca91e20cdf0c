import type { Page } from 'playwright-core';
import { countingMs, usualMs } from '../support/counting.ts';

/** An event of Chromium's tracing; times in microseconds, `tdur` that of the processor alone. */
type TraceEvent = {
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args: { name?: string };
};

/**
 * Watches the main threads of a page's browser from now on. The returned function says how long the longest task took, in
 * milliseconds the processor worked on it, whatever else it had to do, and as much less as this machine takes longer to count.
 */
export async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const browser = page.context().browser()!;
  const before = await page.evaluate(countingMs);
  await browser.startTracing(page, { categories: ['__metadata', 'disabled-by-default-devtools.timeline'] });
  return async () => {
    const trace = JSON.parse((await browser.stopTracing()).toString());
    const events = trace.traceEvents as TraceEvent[];
    const mainThreads = new Set(
      events
        .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    const tasks = events.filter(
      ({ name, pid, tid }) => name === 'RunTask' && mainThreads.has(`${pid} ${tid}`),
    );
    if (tasks.length === 0) throw new Error('The trace tells of no task.');
    const longest = tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000;
    const slowness = Math.max(1, (before + (await page.evaluate(countingMs))) / 2 / usualMs);
    return Math.round(longest / slowness);
  };
}
