import type { Subject } from '#lib/filter/key.ts';
import { readFilterSource } from './read-filter-source.ts';

type Input = {
  /** The filters of rules, in their order; empty ones match everything. */
  readonly filters: readonly string[];
  readonly subject: Subject;
};

/** The index of the first filter that matches a request; null when none does. */
export async function firstMatch({ filters, subject }: Input): Promise<number | null> {
  for (const [index, text] of filters.entries()) {
    if ((await readFilterSource({ text, now: 0 })).matches(subject)) return index;
  }
  return null;
}
