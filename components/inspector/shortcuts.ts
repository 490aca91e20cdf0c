/** Every key of the inspector, in the order the help lists them. `keys` are `KeyboardEvent.key` values. */
export const shortcuts = [
  { id: 'next', keys: ['j', 'ArrowDown'], shown: ['j', '↓'], words: 'Next, older request' },
  { id: 'previous', keys: ['k', 'ArrowUp'], shown: ['k', '↑'], words: 'Previous, newer request' },
  { id: 'select', keys: ['x', ' '], shown: ['x', 'Space'], words: 'Select, to do something with several' },
  { id: 'extend-next', keys: ['J', 'Shift+ArrowDown'], shown: ['⇧', 'j'], words: 'Select the next too' },
  {
    id: 'extend-previous',
    keys: ['K', 'Shift+ArrowUp'],
    shown: ['⇧', 'k'],
    words: 'Select the previous too',
  },
  { id: 'first', keys: ['Home'], shown: ['Home'], words: 'Newest request, and follow what arrives' },
  { id: 'last', keys: ['End'], shown: ['End'], words: 'Oldest request loaded' },
  { id: 'open', keys: ['Enter', 'ArrowRight'], shown: ['Enter', '→'], words: 'Into the request' },
  { id: 'back', keys: ['Escape'], shown: ['Esc'], words: 'Back to the list; select none' },
  {
    id: 'tab',
    keys: ['1', '2', '3', '4', '5', '6', '7'],
    shown: ['1', '…', '7'],
    words: 'Overview, Headers, Query, Body, Raw, Reply, Attempts',
  },
  { id: 'filter', keys: ['/'], shown: ['/'], words: 'Filter the list' },
  { id: 'filter-by', keys: ['f'], shown: ['f'], words: 'Filter by a value of this request' },
  { id: 'answer', keys: ['a'], shown: ['a'], words: 'Answer a held request' },
  { id: 'copy-curl', keys: ['c'], shown: ['c'], words: 'Copy as curl' },
  { id: 'copy-as', keys: ['C'], shown: ['⇧', 'c'], words: 'Copy as something else' },
  { id: 'copy-link', keys: ['l'], shown: ['l'], words: 'Copy a link to this request' },
  { id: 'diff', keys: ['d'], shown: ['d'], words: 'Compare with an earlier request, or the two selected' },
  {
    id: 'types',
    keys: ['t'],
    shown: ['t'],
    words: 'Types from requests like this one, or from those selected',
  },
  { id: 'pin', keys: ['p'], shown: ['p'], words: 'Pin or unpin' },
  { id: 'delete', keys: ['Delete'], shown: ['Del'], words: 'Delete, after asking' },
  { id: 'pause', keys: ['P'], shown: ['⇧', 'p'], words: 'Pause the list, or go on' },
  { id: 'note', keys: ['n'], shown: ['n'], words: 'Write a note' },
  { id: 'share', keys: ['s'], shown: ['s'], words: 'Share this bin' },
  { id: 'export', keys: ['e'], shown: ['e'], words: 'Export requests' },
  { id: 'replies', keys: ['R'], shown: ['⇧', 'r'], words: 'Replies: what senders are answered' },
  { id: 'report', keys: ['S'], shown: ['⇧', 's'], words: 'Sender report: how they behave and retry' },
  { id: 'settings', keys: [','], shown: [','], words: 'Settings of this bin' },
  { id: 'palette', keys: ['Mod+k'], shown: ['⌘', 'k'], words: 'Everything there is to do' },
  { id: 'help', keys: ['?'], shown: ['?'], words: 'All keys' },
] as const;

export type ShortcutId = (typeof shortcuts)[number]['id'];

/** Keys that scroll, so that they belong to what has the focus unless that is the list or nothing. */
const scrolling = new Set([' ', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'Home', 'End', 'Enter']);

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** ⌘K or Ctrl+K: it counts while somebody types too. */
export function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): boolean {
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;
}

/** Which shortcut a key press means; null for none. `inList`: the list, or nothing, has the focus. */
export function shortcutFor(press: Press, inList: boolean): ShortcutId | null {
  if (isPaletteKey(press)) return 'palette';
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (scrolling.has(press.key) && !inList) return null;
  const key = press.shiftKey && press.key.startsWith('Arrow') ? `Shift+${press.key}` : press.key;
  return shortcuts.find(({ keys }) => (keys as readonly string[]).includes(key))?.id ?? null;
}
