const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** A time span in up to two units: `350 ms`, `12 s`, `5 min 2 s`, `2 h`, `1 d 3 h`. */
export function spanWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 10_000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  const at = units.findIndex(([size]) => milliseconds >= size);
  const [size, unit] = units[at]!;
  const whole = Math.floor(milliseconds / size);
  const next = units[at + 1];
  const rest = next ? Math.floor((milliseconds - whole * size) / next[0]) : 0;
  return rest > 0 ? `${whole} ${unit} ${rest} ${next![1]}` : `${whole} ${unit}`;
}
