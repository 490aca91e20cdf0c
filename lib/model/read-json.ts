import type { z } from 'zod';
import { fail } from './errors.ts';

/** So many complaints are enough to work on. */
const mostComplaints = 10;

/** The value of a JSON text; fails with `invalid-json`. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail('invalid-json', (error as Error).message);
  }
}

/** The value in the given shape; fails with `invalid-input`, naming each field and what it should be, the first few. */
export function shaped<S extends z.ZodType>(value: unknown, shape: S): z.infer<S> {
  const result = shape.safeParse(value);
  return result.success ? result.data : fail('invalid-input', complaintsOf(result.error));
}

/** What is wrong with a value, the first `most` things. */
export function complaintsOf({ issues }: z.ZodError, most = mostComplaints): string {
  const complaints = issues
    .slice(0, most)
    .map(({ path, message }) => [...path.map(String), message].map(cut).join(': '));
  if (issues.length > most) complaints.push(`and ${issues.length - most} more`);
  return complaints.join('; ');
}

/** A complaint may repeat what it is about, which a stranger wrote. */
function cut(words: string): string {
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}
