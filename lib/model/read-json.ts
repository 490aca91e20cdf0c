import type { z } from 'zod';
import { fail } from './errors.ts';
import { issueWords } from './issue-words.ts';

const codes = { quote: 0x22, backslash: 0x5c, bracket: 0x5b, bracketEnd: 0x5d, brace: 0x7b, braceEnd: 0x7d };

/** How many errors are reported at most. */
const mostComplaints = 10;

/** The deepest nesting that is parsed: the parser takes seconds and gigabytes for millions of brackets. */
const deepest = 1000;

/** The value of a JSON text; fails with `invalid-json`, also where it is nested more than 1,000 levels deep. */
export function parsedJson(text: string): unknown {
  if (isDeeperThan(text, deepest))
    return fail('invalid-json', `It is nested more than ${deepest} levels deep.`);
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

/** Whether arrays and objects are nested more than `levels` deep. Stops where they are. */
function isDeeperThan(text: string, levels: number): boolean {
  if (text.length <= levels) return false;
  let [depth, isInString] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === codes.quote) isInString = !isInString;
    else if (isInString) at += code === codes.backslash ? 1 : 0;
    else if (code === codes.bracket || code === codes.brace) depth++;
    else if (code === codes.bracketEnd || code === codes.braceEnd) depth--;
    if (depth > levels) return true;
  }
  return false;
}
