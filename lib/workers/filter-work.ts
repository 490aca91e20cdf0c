import { searchedBody } from '#lib/content-encoding/searched-body.ts';
import { isCheap } from '#lib/filter/cheap.ts';
import { free } from '#lib/filter/cost.ts';
import type { Subject } from '#lib/filter/key.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import type { Asker } from '#lib/model/asker.ts';
import type { Workers } from './workers.ts';

/** Evaluates filters, on a worker thread where that may take long. Both fail as `RunJob` does. */
export type FilterWork = {
  /** Whether a capture may match without looking at its body; also true where both are better evaluated together. */
  mayMatch(filter: Filter, facts: Subject['facts'], asker: Asker): boolean | Promise<boolean>;
  /** Whether the capture matches. Its body may have content encodings, which are undone first. */
  matches(filter: Filter, stored: Subject, asker: Asker): Promise<boolean>;
};

const noBody = new Uint8Array();

export function filterWork({ run }: Pick<Workers, 'run'>): FilterWork {
  const isQuick = (filter: Filter, subject: Subject) =>
    filter.source === null || isCheap(filter.cost ?? free, subject);

  async function matchElsewhere(filter: Filter, subject: Subject, asker: Asker): Promise<boolean> {
    const body = new Uint8Array(subject.body);
    const input = { filter: filter.source!, subject: { ...subject, body } };
    return run('matchFilter', input, { asker, transfer: [body.buffer] });
  }

  return {
    mayMatch(filter, facts, asker) {
      const subject = { facts, body: noBody };
      if (isQuick(filter, subject)) return filter.mayMatch(facts);
      return filter.needsBody || matchElsewhere(filter, subject, asker);
    },
    async matches(filter, stored, asker) {
      const subject = await decoded(filter, stored);
      return isQuick(filter, subject) ? filter.matches(subject) : matchElsewhere(filter, subject, asker);
    },
  };
}

/** The same on this thread. */
export const filtersHere: FilterWork = {
  mayMatch: (filter, facts) => filter.mayMatch(facts),
  matches: async (filter, stored) => filter.matches(await decoded(filter, stored)),
};

async function decoded({ needsBody }: Pick<Filter, 'needsBody'>, { facts, body }: Subject): Promise<Subject> {
  return { facts, body: needsBody ? await searchedBody(facts, body) : body };
}
