import { isAllowed } from '#lib/access/permissions.ts';
import { heldPageShape } from '#lib/model/input.ts';
import { pageOf } from '#lib/model/page-of.ts';
import { heldSummary } from '#lib/summary/capture-summary.ts';
import { apiHandler, authorize, json, queryOf, rejectMethods } from '../../../../handler.ts';

/** The requests whose senders wait to be answered by hand, oldest first. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const { bin, link } = await authorize(call, 'look');
  const { after = 0, limit } = queryOf(call.request, heldPageShape);
  const held = call.held.of(bin.id).filter(({ seq }) => seq > after && isAllowed(link, 'look', seq));
  const { shown, next } = pageOf(held, limit, ({ seq }) => seq);
  return json({ held: shown.map((request) => ({ seq: request.seq, ...heldSummary(request) })), next });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
