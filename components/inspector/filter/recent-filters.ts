import { recentFiltersName, storeChoice, storedChoice } from '#components/frame/stored-choices.ts';

/** How many filters are stored. */
const maxStored = 12;

/** Recent filters of this browser, newest first. */
export function recentFilters(): string[] {
  return parseRecent(storedChoice(recentFiltersName));
}

export function rememberFilter(text: string): void {
  storeChoice(recentFiltersName, JSON.stringify(withRecent(recentFilters(), text)));
}

/** Adds a filter in front; an unfinished version of it is dropped: `path:/or` before `path:/orders`. */
export function withRecent(recent: readonly string[], text: string): string[] {
  const [last] = recent;
  const isUnfinished = last !== undefined && (text.startsWith(last) || last.startsWith(text));
  const rest = (isUnfinished ? recent.slice(1) : recent).filter((one) => one !== text);
  return [text, ...rest].slice(0, maxStored);
}

/** Parses the stored filters; invalid ones are left out. */
export function parseRecent(stored: string | null): string[] {
  try {
    const parsed: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string').slice(0, maxStored) : [];
  } catch {
    return [];
  }
}
