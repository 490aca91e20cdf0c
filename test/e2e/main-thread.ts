import type { Page } from 'playwright-core';
import { countingMs, usualMs } from '../support/counting.ts';

/** An event of Chromium's tracing; times in microseconds, `tdur` that of the processor alone. */
type TraceEvent = {
  name: string;
  cat: string;
  pid: number;
  tid: number;
  ts: number;
  tdur?: number;
};

/** A task of a page's main thread, and the step it was part of. */
type Task = { readonly step: string; readonly ms: number };

const categories = ['__metadata', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
const prefix = 'step ';

/**
 * Watches the main thread of a page from now on. `step` waits until the page has drawn what was done since the step before and
 * has nothing left to do, and names that. `end` returns the tasks, in milliseconds the processor worked on them, whatever else
 * it had to do, and as much less as this machine takes longer to count.
 */
export async function watchTasks(
  page: Page,
): Promise<{ step(name: string): Promise<void>; end(): Promise<Task[]> }> {
  const browser = page.context().browser()!;
  const before = await page.evaluate(countingMs);
  const step = (name: string) => page.evaluate(markWhenIdle, `${prefix}${name}`);
  // A test that ran out of time has left its trace.
  await browser.stopTracing().catch(() => {});
  await browser.startTracing(page, { categories });
  await step('beginning');
  return {
    step,
    async end() {
      const trace = JSON.parse((await browser.stopTracing()).toString());
      const slowness = Math.max(1, (before + (await page.evaluate(countingMs))) / 2 / usualMs);
      return tasksOf(trace.traceEvents as TraceEvent[], slowness);
    },
  };
}

/** Runs in the page. */
function markWhenIdle(mark: string): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      performance.mark(mark);
      resolve();
    };
    requestAnimationFrame(() => setTimeout(() => requestIdleCallback(end, { timeout: 3000 })));
  });
}

/** How long the longest task takes from now until the returned function is called, as `watchTasks` measures it. */
export async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const watched = await watchTasks(page);
  return async () => (await watched.end()).reduce((most, { ms }) => Math.max(most, Math.round(ms)), 0);
}

/** The tasks of the threads that had a step: those of frames in other processes do not hold the page. */
function tasksOf(events: readonly TraceEvent[], slowness: number): Task[] {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const steps = events
    .filter(({ name, cat }) => cat.includes('blink.user_timing') && name.startsWith(prefix))
    .sort((one, other) => one.ts - other.ts);
  const threads = new Set(steps.map(threadOf));
  const tasks = events
    .filter((event) => event.name === 'RunTask' && event.tdur !== undefined && threads.has(threadOf(event)))
    .sort((one, other) => one.ts - other.ts);
  if (tasks.length === 0) throw new Error('The trace tells of no task.');
  let next = 0;
  return tasks.map(({ ts, tdur = 0 }) => {
    while (next < steps.length - 1 && steps[next]!.ts < ts) next++;
    return { step: steps[next]!.name.slice(prefix.length), ms: tdur / 1000 / slowness };
  });
}
