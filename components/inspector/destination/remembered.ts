import type { ReplayMode } from '#lib/providers/replay/prepare-replay.ts';

/** A destination that requests of a bin can be sent to: the bin itself, or a URL. */
export type SendTo = 'self' | { readonly url: string };

/** What this browser remembers of the destinations of a bin. */
export type Remembered = {
  /** Where a request was sent last. */
  readonly last: SendTo;
  /** URLs that requests were sent to, the latest first. */
  readonly urls: readonly string[];
  /** How signed requests are replayed, by destination (`destinationKey`). */
  readonly modes: Readonly<Record<string, ReplayMode>>;
};

/** How many destinations are remembered. */
const mostUrls = 12;

const replayModes: readonly ReplayMode[] = ['as-it-was', 'same-delivery-id', 'new-delivery-id'];

export const nothingRemembered: Remembered = { last: 'self', urls: [], modes: {} };

/** The name under which the choice for signed requests is remembered: `self`, or origin and path of the URL. */
export function destinationKey(to: SendTo): string {
  if (to === 'self') return 'self';
  if (!URL.canParse(to.url)) return to.url;
  const { origin, pathname } = new URL(to.url);
  return origin + pathname;
}

/** The same after a request was sent there. */
export function withSent(remembered: Remembered, to: SendTo): Remembered {
  if (to === 'self') return { ...remembered, last: to };
  const urls = [to.url, ...remembered.urls.filter((url) => url !== to.url)].slice(0, mostUrls);
  return withoutLostModes({ ...remembered, last: to, urls });
}

/** The same with the way in which signed requests are replayed there. */
export function withMode(remembered: Remembered, to: SendTo, mode: ReplayMode): Remembered {
  return { ...remembered, modes: { ...remembered.modes, [destinationKey(to)]: mode } };
}

/** How signed requests are replayed there; null when it was not asked yet. */
export function modeFor({ modes }: Remembered, to: SendTo): ReplayMode | null {
  const key = destinationKey(to);
  return Object.hasOwn(modes, key) ? modes[key]! : null;
}

/** The same without the URL. */
export function withoutUrl(remembered: Remembered, url: string): Remembered {
  const { last } = remembered;
  const isLast = last !== 'self' && last.url === url;
  return withoutLostModes({
    ...remembered,
    last: isLast ? 'self' : last,
    urls: remembered.urls.filter((one) => one !== url),
  });
}

/** Choices are remembered as long as a URL they belong to. */
function withoutLostModes(remembered: Remembered): Remembered {
  const keys = new Set(['self', ...remembered.urls.map((url) => destinationKey({ url }))]);
  const modes = Object.entries(remembered.modes).filter(([key]) => keys.has(key));
  return { ...remembered, modes: Object.fromEntries(modes) };
}

/** Parses what was stored; what is not valid is left out. */
export function parseRemembered(stored: string | null): Remembered {
  try {
    const { last, urls, modes } = JSON.parse(stored ?? '{}') as Partial<Record<keyof Remembered, unknown>>;
    const known = (Array.isArray(urls) ? urls : [])
      .filter((url): url is string => typeof url === 'string')
      .slice(0, mostUrls);
    const chosen = Object.entries(typeof modes === 'object' && modes !== null ? modes : {}).filter(
      (entry): entry is [string, ReplayMode] => replayModes.includes(entry[1] as ReplayMode),
    );
    const url = typeof last === 'object' && last !== null && 'url' in last ? last.url : null;
    return withoutLostModes({
      last: typeof url === 'string' && known.includes(url) ? { url } : 'self',
      urls: known,
      modes: Object.fromEntries(chosen),
    });
  } catch {
    return nothingRemembered;
  }
}
