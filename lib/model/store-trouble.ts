/** Why the database cannot be used: one table from reason to what senders are told and when they may try again. */
const troubles = {
  busy: {
    sentence: 'Another process is writing to the database and has not finished yet.',
    retryAfter: 1,
  },
  'disk-full': { sentence: 'The disk is full.', retryAfter: 10 },
  'disk-failed': {
    sentence: 'The disk does not take what is written to it: a quota may be used up, or the disk fails.',
    retryAfter: 10,
  },
  'read-only': { sentence: 'The database cannot be written to: it is read-only.', retryAfter: 10 },
  'out-of-memory': { sentence: 'The server has no memory left.', retryAfter: 10 },
  'out-of-descriptors': { sentence: 'The server has no file descriptors left.', retryAfter: 10 },
  'not-opened': { sentence: 'The database file cannot be opened.', retryAfter: 10 },
  'file-missing': {
    sentence:
      'The database file, or its write-ahead log, was deleted or moved while the server was running. Put it back, or restart the server.',
    retryAfter: 30,
  },
  'file-replaced': {
    sentence:
      'The database file, or its write-ahead log, was replaced while the server was running. The server must be restarted.',
    retryAfter: 30,
  },
  damaged: { sentence: 'The database file is damaged.', retryAfter: 30 },
} as const satisfies Record<string, { sentence: string; retryAfter: number }>;

/** The reason of a `store-unavailable`, where it is known. */
export type StoreTrouble = keyof typeof troubles;

/** `sentence` says it to senders and operators; `retryAfter` is in seconds. */
export function wordsOfTrouble(trouble: StoreTrouble): { sentence: string; retryAfter: number } {
  return troubles[trouble];
}
