import type { CaptureView } from '#lib/access/views/capture-view.ts';
import { receivedStatus } from '#lib/attempts/received-status.ts';
import { retryAfterSeconds } from '#lib/attempts/retry-after.ts';
import { createReport, type ReportedCapture, respondedAt } from '#lib/attempts/sender-report.ts';
import { sentAt } from '#lib/attempts/sent-at.ts';
import { filterIn } from '#lib/filter/filter-in.ts';
import type { Filter } from '#lib/filter/read-filter.ts';
import { first } from '#lib/http/header-lookup.ts';
import { foundShape } from '#lib/model/input.ts';
import { captureSummary } from '#lib/summary/capture-summary.ts';
import { apiHandler, authorize, json, queryOf, rejectMethods } from '../../../../handler.ts';

/** How many captures a report is made of, the newest: a sender shows what it does in fewer. */
const mostReported = 2000;

/** How the senders of a bin behaved, over all captures or those a filter finds. `more` says that there are older ones. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const { captures } = await authorize(call, 'look');
  const { filter } = queryOf(call.request, foundShape);
  const { told, more } = await toldOf(captures, await filterIn(filter, call.now));
  return json({ ...createReport(told), more });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');

/** What a report looks at, oldest first. */
async function toldOf(captures: CaptureView, filter: Filter | undefined) {
  const told: ReportedCapture[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await captures.list({ before, limit: 500, filter });
    for (const { seq } of page.captures) {
      const facts = await captures.captureFacts(seq);
      if (!facts) continue;
      const summary = captureSummary(facts);
      // What was chosen and never sent asked for nothing.
      const asked =
        receivedStatus(summary.reply) && first(facts.answered?.sent?.headers ?? [], 'retry-after');
      told.push({
        capture: summary,
        retryAfter: asked ? retryAfterSeconds(asked, respondedAt(summary)) : null,
        sentAt: sentAt(facts.headers),
      });
    }
    if (page.next === null || told.length >= mostReported)
      return { told: told.reverse(), more: page.next !== null };
    before = page.next;
  }
}
