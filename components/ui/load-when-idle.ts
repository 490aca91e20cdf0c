/**
 * How long after the page was opened code is loaded that it may need later, milliseconds. Code takes more processor time to run than to fetch:
 * in the first seconds it would be in the way of whoever reads, scrolls and types.
 */
const delay = 4000;

type Load = () => Promise<unknown>;

const waiting: Load[] = [];
let isRunning = false;

/**
 * Loads code that is not needed yet, so that what it is for opens at once, network or not: one piece after the other, while the page has
 * nothing else to do. What cannot be loaded is loaded again when it is needed. Returns a function that takes the piece back if its turn has not come.
 */
export function loadWhenIdle(load: Load): () => void {
  waiting.push(load);
  if (!isRunning) {
    isRunning = true;
    setTimeout(loadNext, delay);
  }
  return () => {
    const place = waiting.indexOf(load);
    if (place >= 0) waiting.splice(place, 1);
  };
}

function loadNext(): void {
  const load = waiting.shift();
  if (!load) {
    isRunning = false;
    return;
  }
  load()
    .catch(() => {})
    .then(() => whenIdle(loadNext));
}

/** Not every browser tells when it is idle. */
function whenIdle(then: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: 2000 });
  else setTimeout(then, 100);
}
