const units = ['KB', 'MB', 'GB', 'TB', 'PB'];

/**
 * A number of bytes for people: `0 B`, `412 B`, `7.8 KB`, `212 KB`, `1.2 MB`.
 *
 * Units are powers of 1000 (SI), so that 7,812 bytes reads as 7.8 KB next to the exact count. One decimal below ten of a
 * unit, none above.
 */
export function humanSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let amount = bytes / 1000;
  let unit = 0;
  // 999.5 would be rounded to 1000: use the next unit.
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${amount < 9.95 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}

const wholeNumbers = new Intl.NumberFormat('en');

/** A count with thousands separators: `1,284`. */
export function countWords(count: number): string {
  return wholeNumbers.format(count);
}
