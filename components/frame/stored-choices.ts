/** The names under which this browser keeps a person's choices, and the bins they have opened, with their keys. */
export const themeName = 'wirebin.theme';
export const listWidthName = 'wirebin.list-width';
export const knownBinsName = 'wirebin.bins';
export const binOrderName = 'wirebin.bin-order';
export const recentFiltersName = 'wirebin.filters';
export const columnsName = 'wirebin.columns';
export const timeStyleName = 'wirebin.times';
export const notifyName = 'wirebin.notify';
export const timelineName = 'wirebin.timeline';

/**
 * Runs before the first paint, so that a chosen theme and list width are there from the start, and who has bins is not
 * greeted as a first-time visitor. It stands in the HTML as
 * text, with the nonce of the response.
 */
export const bootScript = `try {
  var root = document.documentElement;
  var theme = localStorage.getItem('${themeName}');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  var width = Number(localStorage.getItem('${listWidthName}'));
  if (width >= 280 && width <= 1200) root.style.setProperty('--list-width', width + 'px');
  if ((localStorage.getItem('${knownBinsName}') || '').length > 2) root.dataset.returning = '';
} catch (e) {}`;

/** Storage can be forbidden or full: choices then last as long as the page. */
export function storeChoice(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // As said above.
  }
}

export function storedChoice(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
