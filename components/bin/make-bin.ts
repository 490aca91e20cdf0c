import { createBin } from '#components/api/bins.ts';
import { sessionToken } from '#components/frame/session-token.ts';
import type { NewBin } from '#lib/model/input.ts';
import { type KnownBin, withBin } from './known-bins.ts';
import { changeKnownBins, knownBins } from './use-known-bins.ts';

/** Makes a bin and remembers it, so that its key is not lost. */
export async function makeBin(wanted: NewBin): Promise<KnownBin> {
  const { key, slug, name, captureUrl } = await createBin(wanted, sessionToken('wirebin.create-token'));
  const bin: KnownBin = { key, slug, name, captureUrl, role: 'owner', openedAt: Date.now() };
  changeKnownBins((bins) => withBin(bins, bin));
  return bin;
}

let making: Promise<KnownBin> | undefined;

/** The bin of a first-time visitor: one, whatever asks for it and however often, in this tab or in another. */
export function makeFirstBin(): Promise<KnownBin> {
  making ??= seen()
    .then(() => alone(async () => knownBins()[0] ?? (await makeBin({}))))
    .finally(() => {
      making = undefined;
    });
  return making;
}

/** Browsers may run a page in advance that nobody ever looks at; that is no visit. */
function seen(): Promise<void> {
  if (!('prerendering' in document && document.prerendering)) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('prerenderingchange', () => resolve(), { once: true });
  });
}

/** One tab at a time. Browsers have no locks on plain http:// but for localhost: then two tabs may make two bins. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('wirebin.first-bin', work) : work();
}
