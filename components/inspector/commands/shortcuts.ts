/**
 * The shortcuts of the inspector by group, those that are used most first. `keys` are `KeyboardEvent.key` values, `shown` is for people: `Mod`
 * is ⌘ on keyboards of Apple and Ctrl on others.
 */
const grouped = {
  move: [
    { id: 'next', keys: ['j', 'ArrowDown'], shown: ['j', '↓'] },
    { id: 'previous', keys: ['k', 'ArrowUp'], shown: ['k', '↑'] },
    { id: 'first', keys: ['Home'], shown: ['Home'] },
    { id: 'last', keys: ['End'], shown: ['End'] },
    { id: 'open', keys: ['Enter', 'ArrowRight'], shown: ['Enter', '→'] },
    { id: 'back', keys: ['Escape'], shown: ['Esc'] },
    { id: 'tab', keys: ['1', '2', '3', '4', '5', '6', '7', '8'], shown: ['1', '…', '8'] },
  ],
  request: [
    { id: 'copy-curl', keys: ['c'], shown: ['c'] },
    { id: 'copy-as', keys: ['C'], shown: ['⇧', 'c'] },
    { id: 'replay', keys: ['r'], shown: ['r'] },
    { id: 'edit-and-send', keys: ['R'], shown: ['⇧', 'r'] },
    { id: 'diff', keys: ['d'], shown: ['d'] },
    { id: 'copy-link', keys: ['l'], shown: ['l'] },
    { id: 'pin', keys: ['p'], shown: ['p'] },
    { id: 'note', keys: ['n'], shown: ['n'] },
    { id: 'types', keys: ['t'], shown: ['t'] },
    { id: 'verify', keys: ['v'], shown: ['v'] },
    { id: 'answer', keys: ['a'], shown: ['a'] },
    { id: 'delete', keys: ['Delete'], shown: ['Del'] },
    { id: 'undo', keys: ['z'], shown: ['z'] },
  ],
  list: [
    { id: 'filter', keys: ['/'], shown: ['/'] },
    { id: 'clear-filter', keys: ['F'], shown: ['⇧', 'f'] },
    { id: 'filter-by', keys: ['f'], shown: ['f'] },
    { id: 'select', keys: ['x', ' '], shown: ['x', 'Space'] },
    { id: 'extend-next', keys: ['J', 'Shift+ArrowDown'], shown: ['⇧', 'j'] },
    { id: 'extend-previous', keys: ['K', 'Shift+ArrowUp'], shown: ['⇧', 'k'] },
    { id: 'group', keys: ['g'], shown: ['g'] },
    { id: 'pause', keys: ['P'], shown: ['⇧', 'p'] },
  ],
  bin: [
    { id: 'send-test', keys: ['T'], shown: ['⇧', 't'] },
    { id: 'share', keys: ['s'], shown: ['s'] },
    { id: 'replies', keys: ['A'], shown: ['⇧', 'a'] },
    { id: 'deliveries', keys: ['D'], shown: ['⇧', 'd'] },
    { id: 'export', keys: ['e'], shown: ['e'] },
    { id: 'report', keys: ['S'], shown: ['⇧', 's'] },
    { id: 'settings', keys: [','], shown: [','] },
    { id: 'palette', keys: ['Mod+k'], shown: ['Mod', 'k'] },
    { id: 'help', keys: ['?'], shown: ['?'] },
  ],
} as const;

export type ShortcutGroup = keyof typeof grouped;

/** The groups of shortcuts, in the order of the help. */
export const shortcutGroups = Object.entries(grouped) as readonly (readonly [
  ShortcutGroup,
  (typeof grouped)[ShortcutGroup],
])[];

/** All shortcuts, in the order of their groups. */
export const shortcuts = shortcutGroups.flatMap(([, members]) => [...members]);

export type ShortcutId = (typeof grouped)[ShortcutGroup][number]['id'];

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
  'verify',
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
