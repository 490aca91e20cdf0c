/** What can be imported, for those who choose a file. The readers are beside it: they bring a validator that pages need not. */
export const importKinds = {
  ndjson: {
    id: 'ndjson',
    title: 'NDJSON, as Wirebin exports it',
    extensions: ['.ndjson', '.jsonl'],
    entryWord: 'Line',
  },
  har: {
    id: 'har',
    title: 'HAR, of Wirebin, a browser or a proxy',
    extensions: ['.har'],
    entryWord: 'Entry',
  },
} as const;
