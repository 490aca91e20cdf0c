/** Values kept by a name, up to so many bytes in all: the oldest go first, and never the newest. */
export type Kept<Value> = {
  get(name: string): Value | undefined;
  keep(name: string, value: Value): void;
};

export function kept<Value>(mostBytes: number, bytesOf: (value: Value) => number): Kept<Value> {
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
        if (size <= mostBytes || oldest === name) break;
        values.delete(oldest);
        size -= bytesOf(old);
      }
    },
  };
}
