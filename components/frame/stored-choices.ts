/** The localStorage keys of the user's settings, and of the bins they have opened, with their keys. */
export const themeName = 'wirebin.theme';
export const listWidthName = 'wirebin.list-width';
export const knownBinsName = 'wirebin.bins';
export const binOrderName = 'wirebin.bin-order';
export const recentFiltersName = 'wirebin.filters';
export const columnsName = 'wirebin.columns';
export const listOrderName = 'wirebin.list-order';
export const groupingName = 'wirebin.grouping';
export const timeStyleName = 'wirebin.times';
export const notifyName = 'wirebin.notify';
export const timelineName = 'wirebin.timeline';

/**
 * Runs before the first paint, so that the theme and list width apply from the start, and a returning user does not see
 * the page for first-time visitors. It is inlined in the HTML with the nonce of the response.
 */
export const bootScript = `try {
  var root = document.documentElement;
  var theme = localStorage.getItem('${themeName}');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  var width = Number(localStorage.getItem('${listWidthName}'));
  if (width >= 280 && width <= 1200) root.style.setProperty('--list-width', width + 'px');
  if ((localStorage.getItem('${knownBinsName}') || '').length > 2) root.dataset.returning = '';
} catch (e) {}`;

/** Stores a setting; null removes it. Where storage is forbidden or full, the setting lasts as long as the page. */
export function storeChoice(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Storage is forbidden or full.
  }
}

export function storedChoice(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
