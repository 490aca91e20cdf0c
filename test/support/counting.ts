/** What ten million rounds of counting take on the machine that limits are told for, milliseconds. */
export const usualMs = 25;

/** The median of five, milliseconds. It stands for itself, so that pages can be given it. */
export function countingMs(): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    let sum = 0;
    for (let round = 0; round < 1e7; round++) sum += round % 7;
    // The sum is used, so that counting is not left out.
    return performance.now() - start + (sum < 0 ? 1 : 0);
  });
  return times.sort((one, other) => one - other)[2] as number;
}
