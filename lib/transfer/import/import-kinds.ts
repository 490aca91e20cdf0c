/** What can be imported, for those who choose a file. The readers are beside it: they bring a validator that pages need not. */
export const importKinds = {
  ndjson: {
    id: 'ndjson',
    title: 'NDJSON (Wirebin export)',
    extensions: ['.ndjson', '.jsonl'],
    entryWord: 'Line',
  },
  har: {
    id: 'har',
    title: 'HAR (from Wirebin, a browser or a proxy)',
    extensions: ['.har'],
    entryWord: 'Entry',
  },
} as const;
