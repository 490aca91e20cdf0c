import type { z } from 'zod';
import { fail } from './errors.ts';
import { issueWords } from './issue-words.ts';

/** How many errors are reported at most. */
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

/** The first `most` errors of a value. */
export function complaintsOf({ issues }: z.ZodError, most = mostComplaints): string {
  const complaints = issues
    .slice(0, most)
    .map((issue) => [...issue.path.map(String), issueWords(issue)].map(shorten).join(': '));
  if (issues.length > most) complaints.push(`and ${issues.length - most} more`);
  return complaints.join('; ');
}

/** An error may repeat the value, which may be long. */
function shorten(words: string): string {
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}
