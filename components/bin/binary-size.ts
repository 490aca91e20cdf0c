const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/**
 * A number of bytes in powers of 1024, for usage next to a limit that is written in MiB: `412 B`, `7.6 KiB`, `512 MiB`.
 * One decimal below ten of a unit unless it is whole, none above.
 */
export function binarySize(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  // 1023.5 would be rounded to 1024: the next unit is shorter.
  while (amount >= 1023.5 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const isWhole = Number.isInteger(amount);
  return `${amount < 9.95 && !isWhole ? amount.toFixed(1) : Math.round(amount)} ${units[unit]}`;
}
