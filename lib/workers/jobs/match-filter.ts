import type { Subject } from '#lib/filter/key.ts';
import type { FilterSource } from '#lib/filter/read-filter.ts';
import { readFilterSource } from './read-filter-source.ts';

/** Whether a capture matches a filter. */
export async function matchFilter({
  filter,
  subject,
}: {
  filter: FilterSource;
  subject: Subject;
}): Promise<boolean> {
  return (await readFilterSource(filter)).matches(subject);
}
