import type { FilterSource } from '../../filter/index.ts';
import type { Subject } from '../../filter/key.ts';
import { readFilterSource } from './read-filter-source.ts';

/** Whether a filter finds a capture. */
export async function matchFilter({
  filter,
  subject,
}: {
  filter: FilterSource;
  subject: Subject;
}): Promise<boolean> {
  return (await readFilterSource(filter)).matches(subject);
}
