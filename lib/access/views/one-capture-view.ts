import type { Subject } from '#lib/filter/key.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import type { CaptureView } from './capture-view.ts';
import { timelineOfPages } from './timeline-of-pages.ts';
import { valuesOfPages } from './values-of-pages.ts';

/** Decides whether a capture matches a filter. */
export type Finding = (filter: Filter, subject: Subject) => boolean | Promise<boolean>;

/** A view of one capture, as if it were the only one of the bin. All others are reported as missing, existing or not. */
export function oneCaptureView(view: CaptureView, only: number, find: Finding): CaptureView {
  const isIt = (seq: number | 'latest') => seq === 'latest' || seq === only;
  const facts = () => view.captureFacts(only);
  const shown: CaptureView = {
    async list({ after = 0, before = Number.POSITIVE_INFINITY, filter }) {
      const capture = filter?.needsBody ? await view.capture(only) : await facts();
      const body = capture && 'body' in capture ? (capture.body as Uint8Array) : new Uint8Array();
      const isFound = capture !== null && (!filter || (await find(filter, { facts: capture, body })));
      const isOnPage = isFound && after < only && only < before;
      return {
        captures: isOnPage ? [captureSummary(capture)] : [],
        head: only,
        total: capture === null ? 0 : 1,
        next: null,
      };
    },
    capture: async (seq) => (isIt(seq) ? view.capture(only) : null),
    captureFacts: async (seq) => (isIt(seq) ? facts() : null),
    async *eachCapture(filter) {
      const capture = await view.capture(only);
      if (capture && (!filter || (await find(filter, { facts: capture, body: capture.body })))) yield capture;
    },
    async *readBody(seq, first, last) {
      if (isIt(seq)) yield* view.readBody(only, first, last);
    },
    counts: async () => ({ head: only, total: (await facts()) === null ? 0 : 1 }),
    changeCapture: async (seq, edit, before) => (isIt(seq) ? view.changeCapture(only, edit, before) : null),
    timeline: (query) => timelineOfPages(shown.list, query),
    values: (query) => valuesOfPages(shown.list, query),
    masked: (redaction) => oneCaptureView(view.masked(redaction), only, find),
  };
  return shown;
}
