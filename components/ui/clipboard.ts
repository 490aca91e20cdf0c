/**
 * Copies text to the clipboard. A promise is handed to the browser where it accepts one, because in Safari the permission of
 * the click would be lost while awaiting it.
 *
 * Browsers have no `navigator.clipboard` on plain http:// except on localhost. A server in an office network may be plain
 * http://, so `execCommand` is the fallback.
 */
export async function copyText(text: string | Promise<string>): Promise<void> {
  if (typeof text !== 'string' && navigator.clipboard && typeof ClipboardItem !== 'undefined') {
    const blob = text.then((ready) => new Blob([ready], { type: 'text/plain' }));
    return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  }
  const ready = await text;
  if (navigator.clipboard) return navigator.clipboard.writeText(ready);
  copyBySelection(ready);
}

function copyBySelection(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.cssText = 'position: fixed; top: 0; opacity: 0';
  // Inside an open dialog, since focus may not leave it.
  const place = document.activeElement?.closest('[role=dialog]') ?? document.body;
  const focused = document.activeElement;
  place.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new Error('The browser did not allow copying.');
}
