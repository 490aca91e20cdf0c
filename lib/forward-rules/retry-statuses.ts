import { fail } from '#lib/model/errors.ts';

/** The statuses after which another attempt is made unless a rule says otherwise. */
export const usualRetryStatuses = '408, 429, 500-599, !501';

type Term = { readonly from: number; readonly to: number; readonly isExcluded: boolean };

/**
 * Reads a list of statuses: numbers and ranges, separated by commas or spaces; with `!` before it, one is excluded. The last term that
 * includes a status decides. Fails with `invalid-input`.
 */
export function readRetryStatuses(text: string): (status: number) => boolean {
  const terms = text.split(/[\s,]+/).flatMap((term) => (term === '' ? [] : [readTerm(term)]));
  return (status) => {
    const last = terms.findLast(({ from, to }) => from <= status && status <= to);
    return last !== undefined && !last.isExcluded;
  };
}

function readTerm(text: string): Term {
  const [, not, from, to = from] = /^(!?)(\d{3})(?:-(\d{3}))?$/.exec(text) ?? [];
  const term = { from: Number(from), to: Number(to), isExcluded: not === '!' };
  if (from === undefined || term.from < 100 || term.to > 599 || term.from > term.to)
    fail(
      'invalid-input',
      `retries.statuses: ${JSON.stringify(text.slice(0, 40))} is not a status, a range such as 500-599, or one of these with ! before it`,
    );
  return term;
}
