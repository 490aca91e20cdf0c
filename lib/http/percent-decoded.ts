import { hexDigit } from './hex-digit.ts';

const percent = 0x25;
const plus = 0x2b;
const space = 0x20;

/**
 * The bytes with percent-encoding undone and each `+` as a space (URL Standard §5.1); the same bytes where there is none of either.
 * A `%` without two digits stays as it is.
 */
export function percentDecoded(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(percent) && !bytes.includes(plus)) return bytes;
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    const [high, low] = byte === percent ? [hexDigit(bytes[at + 1]), hexDigit(bytes[at + 2])] : [-1, -1];
    if (high >= 0 && low >= 0) {
      decoded[length++] = (high << 4) | low;
      at += 2;
    } else decoded[length++] = byte === plus ? space : byte;
  }
  return decoded.subarray(0, length);
}
