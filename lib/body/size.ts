const units = ['KB', 'MB', 'GB', 'TB', 'PB'];

/**
 * A number of bytes for a person: `0 B`, `412 B`, `7.8 KB`, `212 KB`, `1.2 MB`.
 *
 * Units are powers of 1000 (SI), so that 7,812 bytes reads as 7.8 KB wherever the exact count stands beside it.
 * One decimal below ten of a unit, none above.
 */
export function humanSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let amount = bytes / 1000;
  let unit = 0;
  // 999.5 would be written as 1000: the next unit says it better.
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${amount < 9.95 ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}

const wholeNumbers = new Intl.NumberFormat('en');

/** A count with its thousands apart: `1,284`. */
export function countWords(count: number): string {
  return wholeNumbers.format(count);
}
