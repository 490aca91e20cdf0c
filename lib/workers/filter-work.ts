import { isCheap } from '../filter/cheap.ts';
import { free } from '../filter/cost.ts';
import type { Filter } from '../filter/index.ts';
import type { Subject } from '../filter/key.ts';
import type { Asker } from '../model/asker.ts';
import type { Workers } from './workers.ts';

/** Evaluates filters, on a worker thread where that could take long. Both fail as `RunJob` does. */
export type FilterWork = {
  /** Whether a filter may find a capture, by all but its body; true also where that is better asked together with it. */
  mayMatch(filter: Filter, facts: Subject['facts'], asker: Asker): boolean | Promise<boolean>;
  /** Whether it finds it. */
  matches(filter: Filter, subject: Subject, asker: Asker): boolean | Promise<boolean>;
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
    matches: (filter, subject, asker) =>
      isQuick(filter, subject) ? filter.matches(subject) : matchElsewhere(filter, subject, asker),
  };
}

/** The same on this thread, whatever it takes. */
export const filtersHere: FilterWork = {
  mayMatch: (filter, facts) => filter.mayMatch(facts),
  matches: (filter, subject) => filter.matches(subject),
};
