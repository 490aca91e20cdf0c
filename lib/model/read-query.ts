import type { z } from 'zod';
import { fail } from './errors.ts';
import { orList } from './issue-words.ts';
import { shaped } from './read-json.ts';

/** A query in the given shape; fails with `invalid-input`. Repeated and unknown parameters are rejected by name. */
export function shapedQuery<S extends z.ZodObject>(
  parameters: Iterable<[string, string]>,
  shape: S,
): z.infer<S> {
  const query: Record<string, string> = {};
  for (const [name, value] of parameters) {
    if (!Object.hasOwn(shape.shape, name)) failUnknown(name, Object.keys(shape.shape));
    if (Object.hasOwn(query, name)) fail('invalid-input', `${name}: must not be given more than once`);
    query[name] = value;
  }
  return shaped(query, shape);
}

function failUnknown(name: string, known: readonly string[]): never {
  return fail('invalid-input', `${name.slice(0, 100)}: is not a parameter here. Use ${orList(known)}.`);
}
