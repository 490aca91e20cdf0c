/**
 * A statement with `?` as PostgreSQL wants it: `$1`, `$2` …, and numbers with the type that has room for all integers. Without it,
 * PostgreSQL takes the type of the column a number is compared with, and fails for a larger one.
 */
export function numbered(sql: string, values: readonly unknown[]): string {
  const kinds = values.map(kindOf);
  const key = `${kinds.join('')} ${sql}`;
  const known = texts.get(key);
  if (known) return known;
  let index = 0;
  const text = sql.replace(/\?/g, () => {
    const kind = kinds[index]!;
    index += 1;
    return `$${index}${casts[kind]}`;
  });
  // Filters make texts that differ: the oldest are forgotten.
  if (texts.size >= mostKept) texts.delete(texts.keys().next().value as string);
  texts.set(key, text);
  return text;
}

const texts = new Map<string, string>();
const mostKept = 500;

const casts = { i: '::bigint', f: '::float8', l: '::bigint[]', o: '' } as const;

function kindOf(value: unknown): keyof typeof casts {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'i' : 'f';
  if (Array.isArray(value)) return typeof value[0] === 'number' ? 'l' : 'o';
  return 'o';
}
