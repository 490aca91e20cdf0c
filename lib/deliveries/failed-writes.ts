type Write = () => Promise<unknown>;

/** Writes that the store could not make. They are tried again, so that deliveries do not look as if they were under way for ever. */
export class FailedWrites {
  readonly #writes = new Map<string, Write>();
  readonly #reportError: (error: unknown) => void;
  #retrying: Promise<void> | null = null;

  constructor(reportError: (error: unknown) => void) {
    this.#reportError = reportError;
  }

  /** Keeps the last write of a delivery until it has been made. */
  add(id: string, write: Write): void {
    this.#writes.set(id, write);
  }

  forget(id: string): void {
    this.#writes.delete(id);
  }

  /** Tries all of them again, up to the first that fails. */
  retry(): Promise<void> {
    if (this.#writes.size === 0) return Promise.resolve();
    this.#retrying ??= this.#retryAll().finally(() => {
      this.#retrying = null;
    });
    return this.#retrying;
  }

  async #retryAll(): Promise<void> {
    for (const [id, write] of this.#writes) {
      try {
        await write();
      } catch (error) {
        this.#reportError(error);
        return;
      }
      if (this.#writes.get(id) === write) this.#writes.delete(id);
    }
  }
}
