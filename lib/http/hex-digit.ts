const digits = Int8Array.from({ length: 256 }, (_, byte) => {
  const digit = String.fromCharCode(byte);
  return /[\da-f]/i.test(digit) ? Number.parseInt(digit, 16) : -1;
});

/** The value of a hexadecimal digit in ASCII; −1 for another byte, and for none. */
export function hexDigit(byte: number | undefined): number {
  return byte === undefined ? -1 : digits[byte]!;
}
