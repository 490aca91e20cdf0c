/** A cache limited by bytes: the oldest values are evicted first, the newest never. */
export type ByteCache<Value> = {
  get(name: string): Value | undefined;
  keep(name: string, value: Value): void;
};

export function createByteCache<Value>(
  maxBytes: number,
  bytesOf: (value: Value) => number,
): ByteCache<Value> {
  const values = new Map<string, Value>();
  let size = 0;
  return {
    get: (name) => values.get(name),
    keep(name, value) {
      const before = values.get(name);
      values.delete(name);
      values.set(name, value);
      size += bytesOf(value) - (before === undefined ? 0 : bytesOf(before));
      for (const [oldest, old] of values) {
        if (size <= maxBytes || oldest === name) break;
        values.delete(oldest);
        size -= bytesOf(old);
      }
    },
  };
}
