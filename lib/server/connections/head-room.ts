import type { IncomingMessage, ServerResponse } from 'node:http';

/** A head with more lines than this counts; hardly any sender has as many. */
const fewLines = 200;
/** Header lines of all such requests that are in progress. Node.js keeps some 200 bytes for each until its request has ended. */
const mostLines = 200_000;

/**
 * Bounds the memory of heads, as that of bodies is bounded: 64 KiB of header lines take 2 MB, for as long as their request takes.
 */
export class HeadRoom {
  #lines = 0;

  /** Whether a request may be handled now. If so, its lines count until its response has ended. */
  take({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>, response: Pick<ServerResponse, 'once'>): boolean {
    const lines = rawHeaders.length / 2;
    if (lines <= fewLines) return true;
    if (this.#lines + lines > mostLines) return false;
    this.#lines += lines;
    response.once('close', () => {
      this.#lines -= lines;
    });
    return true;
  }
}
