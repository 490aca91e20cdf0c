import { Duplex } from 'node:stream';

/** Two ends of a connection: what is written to one is read from the other. */
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
    // Before it is called: it may write the next chunk at once, and wait for the next read.
    this.#wanted = null;
    wanted?.();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    // Done when the other end wants more: so a slow reader slows the writer.
    if (this.other!.push(chunk)) done();
    else this.other!.#wanted = done;
  }

  override _final(done: () => void): void {
    this.other!.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.other && !this.other.destroyed) this.other.destroy();
    done(error);
  }
}
