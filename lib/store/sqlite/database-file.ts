import { realpathSync, type StatOptions, statSync } from 'node:fs';

/** The open file, its write-ahead log, and the index of the log, which processes share. */
const suffixes = ['', '-wal', '-shm'] as const;
type Suffix = (typeof suffixes)[number];

/** How the file at a path compares with the one that was opened there. */
type Comparison = 'same' | 'missing' | 'replaced' | 'emptied' | 'unreachable';
type Identity = { device: bigint; inode: bigint; size: bigint };

const codes = {
  missing: 'DATABASE_FILE_MISSING',
  replaced: 'DATABASE_FILE_REPLACED',
  emptied: 'DATABASE_FILE_EMPTIED',
  unreachable: 'SQLITE_CANTOPEN',
} as const;

const happened = {
  missing:
    'was deleted or moved while it was open. Put the same file back, or restart the server to open the file that is there now.',
  replaced:
    'was replaced by another while it was open. Restart the server to use the new one, or put the old one back.',
  emptied:
    'was emptied while it was open. Restore it from a backup, without its -wal and -shm, and restart the server.',
  unreachable: 'can no longer be reached.',
} as const;

/**
 * Watches the files of an open database from outside. SQLite goes on writing to files that were deleted, moved or
 * replaced, without an error (https://www.sqlite.org/howtocorrupt.html#unlink): every commit succeeds and is lost when the
 * process ends. So device and inode of the opened files are compared with those at their paths. The inode of an open file is not
 * given to another file, so the comparison is exact. Writing in place (`sqlite3 .restore`) keeps the inode.
 */
export class DatabaseFile {
  readonly #path: string;
  /** SQLite follows links once, when it opens, and names the log after what it finds. */
  #real: string;
  readonly #opened: Record<Suffix, Identity | null>;
  #isEmptied = false;
  #error: FileError | null = null;
  #lookedAt = performance.now();

  /** For the file at an absolute path that has just been opened. */
  constructor(path: string) {
    this.#path = path;
    this.#real = realpathSync(path);
    this.#opened = {
      '': identityAt(path),
      '-wal': identityAt(`${this.#real}-wal`),
      '-shm': identityAt(`${this.#real}-shm`),
    };
  }

  /**
   * Checks all files. Returns the reason why a commit would be lost now, or null. Symbolic links are followed again, as a
   * restart would.
   */
  check(): FileError | null {
    try {
      this.#real = realpathSync(this.#path);
    } catch {
      // Nothing is at the path: the comparison reports it.
    }
    return this.#compare(suffixes);
  }

  /** The same for the file and its log, to which commits are written: two calls of `stat`, some microseconds. */
  checkCommit(): FileError | null {
    return this.#compare(['', '-wal']);
  }

  /** The result of the last check, if it found no error and is at most `age` milliseconds old; else checks again. */
  checkRecent(age: number): FileError | null {
    return this.#error || performance.now() - this.#lookedAt > age ? this.check() : null;
  }

  /** Whether the log at the path is ours or missing, so that it is safe to move its contents into the file. */
  isLogOurs(): boolean {
    return (['-wal', '-shm'] as const).every((suffix) =>
      ['same', 'missing'].includes(this.#comparisonOf(suffix)),
    );
  }

  #compare(parts: readonly Suffix[]): FileError | null {
    this.#lookedAt = performance.now();
    let error: FileError | null = null;
    for (const suffix of parts) {
      const comparison = this.#comparisonOf(suffix);
      if (comparison === 'same') continue;
      error = new FileError(codes[comparison], `${this.#nameOf(suffix)} ${happened[comparison]}`);
      break;
    }
    this.#error = error;
    return error;
  }

  #nameOf(suffix: Suffix): string {
    return suffix === '' ? this.#path : `${this.#real}${suffix}`;
  }

  #comparisonOf(suffix: Suffix): Comparison {
    const opened = this.#opened[suffix];
    if (!opened) return 'same';
    let now: Identity | null;
    try {
      now = identityAt(this.#nameOf(suffix));
    } catch {
      return 'unreachable';
    }
    if (!now) return 'missing';
    if (now.inode !== opened.inode || now.device !== opened.device) return 'replaced';
    if (suffix !== '') return 'same';
    // A checkpoint may write into an emptied file; it stays incomplete.
    if (opened.size > 0n && now.size === 0n) this.#isEmptied = true;
    return this.#isEmptied ? 'emptied' : 'same';
  }
}

/** Has the shape of an error of the driver adapter, so that Prisma's client passes it on. */
export class FileError extends Error {
  constructor(originalCode: string, message: string) {
    super(message, {
      cause: { kind: 'sqlite', extendedCode: 1, message, originalCode, originalMessage: message },
    });
    this.name = 'DriverAdapterError';
  }
}

/** Inodes of some file systems are larger than the integers a number holds. */
const exactly = { bigint: true, throwIfNoEntry: false } as const satisfies StatOptions & {
  throwIfNoEntry: false;
};

function identityAt(path: string): Identity | null {
  const found = statSync(path, exactly);
  return found ? { device: found.dev, inode: found.ino, size: found.size } : null;
}
