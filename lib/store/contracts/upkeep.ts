/** Work that is done from time to time, and the state of the database. Times are milliseconds since the epoch. */
export interface UpkeepStore {
  /**
   * Marks long bodies that no capture has claimed within an hour as unused, and removes playbook counts that were not used for
   * a week.
   */
  removeStale(now: number): Promise<void>;
  /** Calls `listener` when there may be unused bodies: captures were removed or could not be added. It replaces the one before. */
  onUnusedBodies(listener: () => void): void;
  /** Removes some MiB of unused bodies, long bodies that belong to no capture; false when there are none. */
  removeUnusedBodies(): Promise<boolean>;
  /** Returns some of the free space of the database to the disk; false when there is little. */
  releaseFreePages(): Promise<boolean>;
  /** Takes or renews the lease on work that one process does at a time; false while another holds it. */
  takeLease(lease: Lease): Promise<boolean>;
  /** Ends a lease before its time. */
  releaseLease(name: string, holder: string): Promise<void>;
  /** Writes something and removes it. Fails with `store-unavailable` when a capture could not be written now. */
  checkWritable(): Promise<void>;
  /** Checks the database without writing: fails when it is not reachable any more, as when its file was deleted. Cheap. */
  checkReachable(): Promise<void>;
  /** Commits what is waiting and closes the database. */
  close(): Promise<void>;
}

/** A claim of a process (`holder`) on a piece of work (`name`). */
export type Lease = { name: string; holder: string; now: number; until: number };
