const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const decimal = ['B', 'KB', 'MB', 'GB', 'TB'];

/** A number of bytes in the largest unit that expresses it exactly: `512 MiB`, `2 GB`, `1025 B`. */
export function byteText(bytes: number): string {
  for (let power = 4; power > 0; power -= 1) {
    for (const [base, units] of [
      [1024, binary],
      [1000, decimal],
    ] as const) {
      if (bytes % base ** power === 0) return `${bytes / base ** power} ${units[power]}`;
    }
  }
  return `${bytes} B`;
}
