import type { CaptureView } from '#lib/access/view.ts';
import { gotStatus } from '#lib/attempts/got.ts';
import { answeredAt, reportOf, type Told } from '#lib/attempts/report.ts';
import { retryAfterSeconds } from '#lib/attempts/retry-after.ts';
import { sentAt } from '#lib/attempts/sent-at.ts';
import { captureSummary } from '#lib/copy-as/capture-json.ts';
import type { Filter } from '#lib/filter/index.ts';
import { first } from '#lib/http/headers.ts';
import { foundShape } from '#lib/model/input.ts';
import { answering, enter, json, queryOf, refusing } from '../../../../answer.ts';
import { filterIn } from '../../../../filter-in.ts';

/** How many captures a report is made of, the newest: a sender shows what it does in fewer. */
const mostReported = 2000;

/** How the senders of a bin behaved, over all captures or those a filter finds. `more` says that there are older ones. */
export const GET = answering<{ slug: string }>(async (call) => {
  const { captures } = await enter(call, 'look');
  const { filter } = queryOf(call.request, foundShape);
  const { told, more } = await toldOf(captures, await filterIn(filter, call.now));
  return json({ ...reportOf(told), more });
});

export const { POST, PUT, PATCH, DELETE } = refusing('GET', 'HEAD');

/** What a report looks at, oldest first. */
async function toldOf(captures: CaptureView, filter: Filter | undefined) {
  const told: Told[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await captures.list({ before, limit: 500, filter });
    for (const { seq } of page.captures) {
      const facts = await captures.captureFacts(seq);
      if (!facts) continue;
      const summary = captureSummary(facts);
      // What was chosen and never sent asked for nothing.
      const asked = gotStatus(summary.reply) && first(facts.answered?.sent?.headers ?? [], 'retry-after');
      told.push({
        capture: summary,
        retryAfter: asked ? retryAfterSeconds(asked, answeredAt(summary)) : null,
        sentAt: sentAt(facts.headers),
      });
    }
    if (page.next === null || told.length >= mostReported)
      return { told: told.reverse(), more: page.next !== null };
    before = page.next;
  }
}
