import { expect, test } from 'vitest';
import { z } from 'zod';
import { issueWords } from '#lib/model/issue-words.ts';

const shape = z.strictObject({
  role: z.enum(['owner', 'editor', 'viewer']),
  count: z.number(),
  slug: z.string().regex(/^a$/, 'must be the letter a'),
  flag: z.boolean().optional(),
  name: z.string().max(3).optional(),
  size: z.number().min(2).optional(),
});

test.each([
  [{ role: 'king', count: 1, slug: 'a' }, 'role must be owner, editor or viewer'],
  [{ role: 'owner', count: 'x', slug: 'a' }, 'count must be a number'],
  [{ role: 'owner', count: 1, slug: 1 }, 'slug must be text'],
  [{ role: 'owner', count: 1, slug: 'b' }, 'slug must be the letter a'],
  [{ role: 'owner', count: 1, slug: 'a', flag: 0 }, 'flag must be true or false'],
  [{ role: 'owner', count: 1, slug: 'a', name: 'long' }, 'name must have at most 3 characters'],
  [{ role: 'owner', count: 1, slug: 'a', size: 1 }, 'size must be at least 2'],
  [{ role: 'owner', count: 1, slug: 'a', more: 1 }, ' has no field more'],
])('the issues of %j read as a sentence about their field', (value, words) => {
  const { error } = shape.safeParse(value);
  expect(error?.issues.map((issue) => `${issue.path.join('.')} ${issueWords(issue)}`)).toEqual([words]);
});
