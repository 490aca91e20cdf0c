import { recentFiltersName, storeChoice, storedChoice } from '#components/frame/stored-choices.ts';

/** How many are kept. */
const most = 12;

/** The filters used last in this browser, the newest first. */
export function recentFilters(): string[] {
  return parseRecent(storedChoice(recentFiltersName));
}

export function rememberFilter(text: string): void {
  storeChoice(recentFiltersName, JSON.stringify(withRecent(recentFilters(), text)));
}

/** With the text in front. What it was typed from, letter by letter, goes: `path:/or` on the way to `path:/orders`. */
export function withRecent(recent: readonly string[], text: string): string[] {
  const [last] = recent;
  const isOnTheWay = last !== undefined && (text.startsWith(last) || last.startsWith(text));
  const rest = (isOnTheWay ? recent.slice(1) : recent).filter((one) => one !== text);
  return [text, ...rest].slice(0, most);
}

/** Anybody's program may have written there: what is not a text is left out. */
export function parseRecent(stored: string | null): string[] {
  try {
    const parsed: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}
