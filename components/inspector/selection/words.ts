/** `requests` is a count with its noun: `3 requests`. */
export const selectionBar = {
  label: 'Selection',
  count: (count: string) => `${count} selected`,
  compare: 'Compare',
  compareHelp: 'Compare the two requests',
  types: 'Types',
  typesHelp: 'Generate types from these requests',
  tooManyForTypes: (max: number) => `Types can be generated from up to ${max} requests`,
  replay: 'Replay',
  replayHelp: 'Send these requests again',
  tooManyToReplay: 'The selection is too scattered for one replay. Use a filter instead.',
  export: 'Export',
  exportHelp: 'Export these requests',
  tooManyToExport: 'The selection is too scattered for one export. Use a filter instead.',
  pin: 'Pin',
  pinHelp: 'Pin or unpin',
  delete: 'Delete',
  deleteHelp: 'Delete these requests',
  clear: 'Clear selection',
};

export const selectionPin = {
  pinned: (requests: string) => `${requests} pinned`,
  unpinned: (requests: string) => `${requests} unpinned`,
  pinFailed: 'Not all requests could be pinned.',
  unpinFailed: 'Not all requests could be unpinned.',
};

export const selectionDelete = {
  title: (requests: string) => `Delete ${requests}?`,
  consequence:
    'They are deleted for everyone who uses this bin. This cannot be undone. Pinned requests among them are kept.',
  confirm: (count: number) => `Delete ${count}`,
  failed: 'Not all requests could be deleted.',
  deleted: (requests: string) => `${requests} deleted`,
};
