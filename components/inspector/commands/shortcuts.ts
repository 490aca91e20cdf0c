/** The shortcuts of the inspector, in the order of the help. `keys` are `KeyboardEvent.key` values, `shown` is for people. */
export const shortcuts = [
  { id: 'next', keys: ['j', 'ArrowDown'], shown: ['j', '↓'] },
  { id: 'previous', keys: ['k', 'ArrowUp'], shown: ['k', '↑'] },
  { id: 'select', keys: ['x', ' '], shown: ['x', 'Space'] },
  { id: 'extend-next', keys: ['J', 'Shift+ArrowDown'], shown: ['⇧', 'j'] },
  {
    id: 'extend-previous',
    keys: ['K', 'Shift+ArrowUp'],
    shown: ['⇧', 'k'],
  },
  { id: 'first', keys: ['Home'], shown: ['Home'] },
  { id: 'last', keys: ['End'], shown: ['End'] },
  { id: 'open', keys: ['Enter', 'ArrowRight'], shown: ['Enter', '→'] },
  { id: 'back', keys: ['Escape'], shown: ['Esc'] },
  {
    id: 'tab',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8'],
    shown: ['1', '…', '8'],
  },
  { id: 'filter', keys: ['/'], shown: ['/'] },
  { id: 'filter-by', keys: ['f'], shown: ['f'] },
  { id: 'answer', keys: ['a'], shown: ['a'] },
  { id: 'replay', keys: ['r'], shown: ['r'] },
  { id: 'edit-and-send', keys: ['R'], shown: ['⇧', 'r'] },
  { id: 'copy-curl', keys: ['c'], shown: ['c'] },
  { id: 'copy-as', keys: ['C'], shown: ['⇧', 'c'] },
  { id: 'copy-link', keys: ['l'], shown: ['l'] },
  { id: 'diff', keys: ['d'], shown: ['d'] },
  {
    id: 'types',
    keys: ['t'],
    shown: ['t'],
  },
  { id: 'pin', keys: ['p'], shown: ['p'] },
  { id: 'delete', keys: ['Delete'], shown: ['Del'] },
  { id: 'undo', keys: ['z'], shown: ['z'] },
  { id: 'pause', keys: ['P'], shown: ['⇧', 'p'] },
  { id: 'note', keys: ['n'], shown: ['n'] },
  { id: 'share', keys: ['s'], shown: ['s'] },
  { id: 'export', keys: ['e'], shown: ['e'] },
  { id: 'send-test', keys: ['T'], shown: ['⇧', 't'] },
  { id: 'deliveries', keys: ['D'], shown: ['⇧', 'd'] },
  { id: 'replies', keys: ['A'], shown: ['⇧', 'a'] },
  { id: 'report', keys: ['S'], shown: ['⇧', 's'] },
  { id: 'settings', keys: [','], shown: [','] },
  { id: 'palette', keys: ['Mod+k'], shown: ['⌘', 'k'] },
  { id: 'help', keys: ['?'], shown: ['?'] },
] as const;

export type ShortcutId = (typeof shortcuts)[number]['id'];

/** Shortcuts that do something with the request that is shown: it stays shown while others arrive. */
const aboutRequest: ReadonlySet<ShortcutId> = new Set([
  'open',
  'tab',
  'filter-by',
  'answer',
  'replay',
  'edit-and-send',
  'copy-curl',
  'copy-as',
  'copy-link',
  'diff',
  'types',
  'pin',
  'delete',
  'note',
]);

export function isAboutRequest(id: ShortcutId): boolean {
  return aboutRequest.has(id);
}

/** Keys that scroll: they are shortcuts only while the list, or nothing, has the focus. */
const scrolling = new Set([' ', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'Home', 'End', 'Enter']);

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** ⌘K or Ctrl+K, which also works in text fields. */
export function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): boolean {
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;
}

/** The shortcut of a key press; null for none. `inList`: the list, or nothing, has the focus. */
export function shortcutFor(press: Press, inList: boolean): ShortcutId | null {
  if (isPaletteKey(press)) return 'palette';
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (scrolling.has(press.key) && !inList) return null;
  const key = press.shiftKey && press.key.startsWith('Arrow') ? `Shift+${press.key}` : press.key;
  return shortcuts.find(({ keys }) => (keys as readonly string[]).includes(key))?.id ?? null;
}
