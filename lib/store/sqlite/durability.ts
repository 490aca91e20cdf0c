/**
 * Settings of the file. FULL syncs the log at every commit, so that acknowledged captures survive a power cut (NORMAL would
 * lose the newest commits). That a response is sent only after the commit is decided in `lib/wire/capture.ts` and
 * `capture-usual.ts`. `auto_vacuum` must be set before the first table is created.
 */
export const durableSettings = `
  PRAGMA busy_timeout = 5000;
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -32000;
  PRAGMA temp_store = MEMORY;
`;

/** Settings from then on. SQLite's own waiting blocks the whole process, so it is short: see `retry-while-busy.ts`. */
export const runningSettings = `
  PRAGMA foreign_keys = ON;
  PRAGMA busy_timeout = 50;
`;
