/** Reasons why the database is unavailable: for each a sentence for senders and operators, and when to retry. */
const troubles = {
  busy: {
    sentence: 'Another process is writing to the database and has not finished yet.',
    retryAfter: 1,
  },
  'disk-full': { sentence: 'The disk is full.', retryAfter: 10 },
  'disk-failed': {
    sentence: 'Writing to the disk failed: a quota may be used up, or the disk may be failing.',
    retryAfter: 10,
  },
  'read-only': { sentence: 'The database is read-only.', retryAfter: 10 },
  'out-of-memory': { sentence: 'The server is out of memory.', retryAfter: 10 },
  'out-of-descriptors': { sentence: 'The server is out of file descriptors.', retryAfter: 10 },
  'not-opened': { sentence: 'The database file cannot be opened.', retryAfter: 10 },
  'file-missing': {
    sentence:
      'The database file or its write-ahead log was deleted or moved while the server was running. Put it back, or restart the server.',
    retryAfter: 30,
  },
  'file-replaced': {
    sentence:
      'The database file or its write-ahead log was replaced while the server was running. Restart the server.',
    retryAfter: 30,
  },
  'not-reachable': {
    sentence: 'The database server cannot be reached, or does not accept connections.',
    retryAfter: 2,
  },
  damaged: { sentence: 'The database is damaged.', retryAfter: 30 },
} as const satisfies Record<string, { sentence: string; retryAfter: number }>;

/** The reason of a `store-unavailable` failure, where it is known. */
export type StoreTrouble = keyof typeof troubles;

/** The sentence for senders and operators, and `retryAfter` in seconds. */
export function wordsOfTrouble(trouble: StoreTrouble): { sentence: string; retryAfter: number } {
  return troubles[trouble];
}
