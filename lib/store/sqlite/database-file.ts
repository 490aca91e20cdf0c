import { realpathSync, type StatOptions, statSync } from 'node:fs';

/** The open file, its write-ahead log, and the index of that which processes share. */
const suffixes = ['', '-wal', '-shm'] as const;
type Suffix = (typeof suffixes)[number];

/** What is at a path compared with what was opened there. */
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
    'was deleted or moved while it was open. Put this very file back, or restart the server to open what is there then.',
  replaced:
    'was replaced by another while it was open. Restart the server to use the new one, or put the old one back.',
  emptied:
    'was emptied while it was open. Restore it from a backup, without its -wal and -shm, and restart the server.',
  unreachable: 'can no longer be reached.',
} as const;

/**
 * The files of an open database, watched from outside. SQLite goes on writing to files that were deleted, moved or
 * replaced, and says nothing (https://www.sqlite.org/howtocorrupt.html#unlink): every commit succeeds and is gone with the
 * process. So device and inode of what was opened are compared with those at the path. While a file is open its inode is
 * not given to another, so that the comparison does not err; writing in place (`sqlite3 .restore`) keeps it.
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
   * Looks at all there is: why what is committed now would be lost, or null. Links are followed anew, since a restart would
   * follow them too.
   */
  look(): FileError | null {
    try {
      this.#real = realpathSync(this.#path);
    } catch {
      // The path leads nowhere: the comparison says so.
    }
    return this.#compare(suffixes);
  }

  /** The same for what commits go to, the file and its log: two calls of `stat`, some microseconds. */
  lookAtCommit(): FileError | null {
    return this.#compare(['', '-wal']);
  }

  /** What was seen last, unless that was trouble or is longer ago than `age` milliseconds: then it looks. */
  recent(age: number): FileError | null {
    return this.#error || performance.now() - this.#lookedAt > age ? this.look() : null;
  }

  /** Whether the log at the path is ours or nobody's, so that moving what it holds into the file harms nobody. */
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
    // What a checkpoint writes into an emptied file does not make it whole again.
    if (opened.size > 0n && now.size === 0n) this.#isEmptied = true;
    return this.#isEmptied ? 'emptied' : 'same';
  }
}

/** Has the shape of an error of the driver adapter, so that Prisma's client hands it on as one. */
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
