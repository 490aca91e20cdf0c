/** How long ten million rounds of counting take on the machine for which time limits are set, milliseconds. */
export const usualMs = 25;

/** The median of five measurements, milliseconds. The function is self-contained, so that it can run in a page. */
export function countingMs(): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    let sum = 0;
    for (let round = 0; round < 1e7; round++) sum += round % 7;
    // Use the sum, so that the loop is not optimized away.
    return performance.now() - start + (sum < 0 ? 1 : 0);
  });
  return times.sort((one, other) => one - other)[2] as number;
}
