import { Gunzip, Unzlib } from 'fflate';
import type { Inflate } from './grpc-messages.ts';

/** So many compressed bytes at a time: they grow to four megabytes at most before the limit is checked. */
const slice = 4096;

/** Decompresses with fflate, slice by slice: the length that gzip declares is not believed. */
export const inflate: Inflate = (bytes, format, mostBytes) => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isDone = false;
  const take = (piece: Uint8Array, final: boolean) => {
    pieces.push(piece);
    length += piece.length;
    isDone ||= final;
  };
  const stream = format === 'gzip' ? new Gunzip(take) : new Unzlib(take);
  try {
    for (let at = 0; at < bytes.length; at += slice) {
      stream.push(bytes.subarray(at, at + slice), at + slice >= bytes.length);
      if (length > mostBytes) return null;
    }
  } catch {
    return null;
  }
  if (!isDone) return null;
  const opened = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    opened.set(piece, at);
    at += piece.length;
  }
  return opened;
};
