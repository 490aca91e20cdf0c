/** Every key of the inspector, in the order the help lists them. `keys` are `KeyboardEvent.key` values. */
export const shortcuts = [
  { id: 'next', keys: ['j', 'ArrowDown'], shown: ['j', '↓'], words: 'Next, older request' },
  { id: 'previous', keys: ['k', 'ArrowUp'], shown: ['k', '↑'], words: 'Previous, newer request' },
  { id: 'first', keys: ['Home'], shown: ['Home'], words: 'Newest request, and follow what arrives' },
  { id: 'last', keys: ['End'], shown: ['End'], words: 'Oldest request loaded' },
  { id: 'open', keys: ['Enter', 'ArrowRight'], shown: ['Enter', '→'], words: 'Into the request' },
  { id: 'back', keys: ['Escape'], shown: ['Esc'], words: 'Back to the list' },
  {
    id: 'tab',
    keys: ['1', '2', '3', '4', '5', '6', '7'],
    shown: ['1', '…', '7'],
    words: 'Overview, Headers, Query, Body, Raw, Reply, Attempts',
  },
  { id: 'answer', keys: ['a'], shown: ['a'], words: 'Answer a held request' },
  { id: 'copy-curl', keys: ['c'], shown: ['c'], words: 'Copy as curl' },
  { id: 'copy-as', keys: ['C'], shown: ['⇧', 'c'], words: 'Copy as something else' },
  { id: 'diff', keys: ['d'], shown: ['d'], words: 'What changed since an earlier request' },
  { id: 'types', keys: ['t'], shown: ['t'], words: 'Types from requests like this one' },
  { id: 'pin', keys: ['p'], shown: ['p'], words: 'Pin or unpin' },
  { id: 'delete', keys: ['Delete'], shown: ['Del'], words: 'Delete, after asking' },
  { id: 'help', keys: ['?'], shown: ['?'], words: 'This list' },
] as const;

export type ShortcutId = (typeof shortcuts)[number]['id'];

/** Keys that scroll, so that they belong to what has the focus unless that is the list or nothing. */
const scrolling = new Set(['ArrowDown', 'ArrowUp', 'ArrowRight', 'Home', 'End', 'Enter']);

/** Which shortcut a key press means; null for none. `inList`: the list, or nothing, has the focus. */
export function shortcutFor(
  press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  inList: boolean,
): ShortcutId | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (scrolling.has(press.key) && !inList) return null;
  return shortcuts.find(({ keys }) => (keys as readonly string[]).includes(press.key))?.id ?? null;
}
