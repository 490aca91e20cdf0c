const units: readonly [milliseconds: number, one: string, many: string][] = [
  [365.25 * 86_400_000, 'year', 'years'],
  [86_400_000, 'day', 'days'],
  [3_600_000, 'h', 'h'],
  [60_000, 'min', 'min'],
];

/** The distance of a moment from the receive time: `3.3 s before receipt`, `2 h after receipt`, `at receipt`. */
export function fromReceipt(moment: number, receivedAt: number): string {
  const apart = moment - receivedAt;
  if (Math.abs(apart) < 50) return 'at receipt';
  return `${intervalWords(Math.abs(apart))} ${apart < 0 ? 'before' : 'after'} receipt`;
}

/** A duration in its largest unit: `3.3 s`, `5 min`, `2 h`, `12 days`, `3 years`. Milliseconds. */
export function intervalWords(length: number): string {
  for (const [unit, one, many] of units) {
    const count = Math.floor(length / unit);
    if (count > 0) return `${count} ${count === 1 ? one : many}`;
  }
  const seconds = length / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.floor(seconds)} s`;
}
