import type { z } from 'zod';

/** Kinds of values as people who write JSON or YAML call them. */
const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'text',
};

/**
 * An issue of Zod as the end of a sentence about its field: `must be text`, `must be owner, editor or viewer`. Messages of our
 * own shapes begin so already; those that Zod writes speak of TypeScript.
 */
export function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return isOwn(issue) ? issue.message : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return isOwn(issue) ? issue.message : `must be ${orList(issue.values.map(String))}`;
    case 'unrecognized_keys':
      return `has no ${issue.keys.length === 1 ? 'field' : 'fields'} ${orList(issue.keys)}`;
    case 'too_big':
      return isOwn(issue) ? issue.message : `must ${bound('at most', issue.maximum, issue.origin)}`;
    case 'too_small':
      return isOwn(issue) ? issue.message : `must ${bound('at least', issue.minimum, issue.origin)}`;
    default:
      return issue.message;
  }
}

/** Zod's own messages begin with a capital letter. */
function isOwn({ message }: { message: string }): boolean {
  return !/^(?:Invalid|Unrecognized|Too)\b/.test(message);
}

function bound(words: string, limit: number | bigint, origin: string): string {
  if (origin === 'string') return `have ${words} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  return origin === 'array'
    ? `have ${words} ${limit} ${limit === 1 ? 'item' : 'items'}`
    : `be ${words} ${limit}`;
}

/** `a`, `a or b`, `a, b or c` */
export function orList(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
