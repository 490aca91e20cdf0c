import { createBin as requestBin } from '#components/api/bins.ts';
import { sessionToken } from '#components/frame/session-token.ts';
import type { NewBin } from '#lib/model/input.ts';
import { type SavedBin, withBin } from './saved-bins.ts';
import { changeSavedBins, savedBins } from './use-saved-bins.ts';

/** Creates a bin and stores it in this browser, so that its key is not lost. */
export async function createBin(input: NewBin): Promise<SavedBin> {
  const { key, slug, name, captureUrl } = await requestBin(input, sessionToken('wirebin.create-token'));
  const bin: SavedBin = { key, slug, name, captureUrl, role: 'owner', openedAt: Date.now() };
  changeSavedBins((bins) => withBin(bins, bin));
  return bin;
}

let pending: Promise<SavedBin> | undefined;

/** The bin of a first-time visitor: one only, however often it is asked for, in this tab or in another. */
export function createFirstBin(): Promise<SavedBin> {
  pending ??= whenShown()
    .then(() => withLock(async () => savedBins()[0] ?? (await createBin({}))))
    .finally(() => {
      pending = undefined;
    });
  return pending;
}

/** Resolves when the page is shown: browsers may prerender a page that is never opened. */
function whenShown(): Promise<void> {
  if (!('prerendering' in document && document.prerendering)) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true });
  });
}

/** Runs `work` in one tab at a time. There are no locks on plain http:// except for localhost: two tabs may create two bins. */
function withLock<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('wirebin.first-bin', work) : work();
}
