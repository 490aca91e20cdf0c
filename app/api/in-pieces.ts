import { ReadableStream } from 'node:stream/web';

/** Bytes sent together: of many at once, all would be copied while nothing else is done. */
const together = 256 * 1024;

/** Bytes as the body of a response, sent piece by piece. */
export function inPieces(bytes: Uint8Array): BodyInit {
  return ReadableStream.from(pieces(bytes)) as BodyInit;
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += together) yield bytes.subarray(at, at + together);
}
