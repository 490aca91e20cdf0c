/** Counts the work in progress, so that a server that stops can wait for its end. */
export class InProgress {
  #count = 0;
  #idle: (() => void)[] = [];

  readonly begin = (): void => {
    this.#count += 1;
  };

  readonly end = (): void => {
    this.#count -= 1;
    if (this.#count === 0) for (const idle of this.#idle.splice(0)) idle();
  };

  /** Counts work until its promise settles. Failures are passed to `reportError`. */
  track(work: Promise<unknown>, reportError: (error: unknown) => void): void {
    this.begin();
    work.catch(reportError).finally(this.end);
  }

  /** Resolves when nothing is in progress. */
  async settled(): Promise<void> {
    while (this.#count > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }
}
