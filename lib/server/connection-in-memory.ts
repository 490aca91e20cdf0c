import { Duplex } from 'node:stream';

/** Returns the two ends of a connection: bytes written to one can be read from the other. */
export function connectionInMemory(): [Duplex, Duplex] {
  const ends: [End, End] = [new End(), new End()];
  ends[0].other = ends[1];
  ends[1].other = ends[0];
  return ends;
}

class End extends Duplex {
  other: End | null = null;
  #wanted: (() => void) | null = null;

  override _read(): void {
    const wanted = this.#wanted;
    // Clear it before the call, which may write the next chunk at once and set it again.
    this.#wanted = null;
    wanted?.();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    // Wait until the other end wants more, so that a slow reader slows the writer.
    if (this.other!.push(chunk)) done();
    else this.other!.#wanted = done;
  }

  override _final(done: () => void): void {
    this.other!.push(null);
    done();
  }

  /** Ends after everything written was read, as the method of `net.Socket` does. */
  destroySoon(): void {
    if (this.writableFinished) this.destroy();
    else this.end(() => this.destroy());
  }

  /** Resets the connection: the other end gets the error of a TCP connection that was reset. */
  resetAndDestroy(): void {
    this.other?.destroy(Object.assign(new Error('The connection was reset.'), { code: 'ECONNRESET' }));
    this.destroy();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.other && !this.other.destroyed) this.other.destroy();
    done(error);
  }
}
