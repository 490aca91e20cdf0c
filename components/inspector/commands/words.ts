import type { ShortcutGroup, ShortcutId } from './shortcuts.ts';

/** What each shortcut does, for the list of shortcuts and the command palette. */
export const shortcutTitles: Record<ShortcutId, string> = {
  next: 'Next request in the list',
  previous: 'Previous request in the list',
  select: 'Select or deselect the request',
  group: 'Show or hide the requests of a group',
  'extend-next': 'Extend the selection down',
  'extend-previous': 'Extend the selection up',
  first: 'Go to the first request in the list',
  last: 'Go to the last request in the list',
  open: 'Open request',
  back: 'Back to the list, or clear selection',
  tab: 'Open a tab of the request',
  filter: 'Filter requests',
  'clear-filter': 'Clear filter',
  'filter-by': 'Filter by a value of this request',
  answer: 'Respond to a held request',
  replay: 'Replay the request or the selected ones',
  'edit-and-send': 'Edit and send the request',
  'copy-curl': 'Copy as curl',
  'copy-as': 'Copy as another format',
  'copy-link': 'Copy link to this request, or create one',
  diff: 'Compare with an earlier request, or the two selected',
  types: 'Generate types from similar or selected requests',
  verify: 'Verify the signature',
  pin: 'Pin or unpin the request',
  delete: 'Delete request or selection',
  undo: 'Undo deletion',
  pause: 'Pause or resume the list',
  note: 'Add or edit a note',
  share: 'Share bin',
  export: 'Export requests',
  'send-test': 'Send sample event',
  deliveries: 'Deliveries',
  replies: 'Reply settings',
  report: 'Sender report',
  settings: 'Bin settings',
  palette: 'Command palette',
  help: 'Show keyboard shortcuts',
};

export const shortcutsDialog = { title: 'Keyboard shortcuts' };

export const shortcutList = {
  groups: {
    move: 'Move',
    request: 'The open request',
    list: 'The list',
    bin: 'The bin',
  } satisfies Record<ShortcutGroup, string>,
  mouseHeading: 'With the mouse',
  mouse: [
    '{mod} + click selects a row, Shift + click a range.',
    'Alt + click on a value in the list filters by it. With Shift, it is excluded.',
    'A click on a value above an open request filters by it. With {mod}, it is excluded.',
  ],
};

export const palette = {
  title: 'Command palette',
  search: 'Search commands',
  placeholder: 'Command, request number or filter',
  close: 'Close',
  empty: 'No matching commands.',
  goTo: (number: string) => `Go to request ${number}`,
  openBin: (title: string) => `Open ${title}`,
  filterBy: (filter: string) => `Filter the list by ${filter}`,
};

export const paletteGroups = {
  requests: 'Requests',
  bin: 'Bin',
  recentFilters: 'Recent filters',
  otherBins: 'Other bins',
  filter: 'Filter',
};
