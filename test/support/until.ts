/** Looks again and again until there is something to see; gives up after half a minute. */
export async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It did not come about within half a minute.');
}
