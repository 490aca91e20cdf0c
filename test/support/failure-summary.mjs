const screenLines = 40;
const lineLength = 160;

/**
 * Summarizes the failures of `failure-reporter.mjs` on one screen: each with the first lines of its error and its place.
 * The more there are, the fewer lines each gets; the rest is counted.
 */
export function failureSummary(failures) {
  const shown = failures.slice(0, Math.floor(screenLines / 2));
  const linesEach = Math.max(1, Math.floor(screenLines / shown.length) - 1);
  const lines = shown.flatMap(({ name, lines: told }) => [
    `✗ ${name}`,
    ...shorten(told, linesEach).map((line) => `    ${line}`),
  ]);
  if (shown.length < failures.length) lines.push(`and ${failures.length - shown.length} more`);
  return lines.map((line) => (line.length > lineLength ? `${line.slice(0, lineLength - 1)}…` : line));
}

/** The first lines, and if there is room the last one, which is the place. */
function shorten(lines, count) {
  if (lines.length <= count) return lines;
  return count < 3 ? lines.slice(0, count) : [...lines.slice(0, count - 1), lines.at(-1)];
}
