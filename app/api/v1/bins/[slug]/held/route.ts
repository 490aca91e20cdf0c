import { isAllowed } from '#lib/access/permissions.ts';
import { heldSummary } from '#lib/summary/capture-summary.ts';
import { apiHandler, authorize, json, rejectMethods } from '../../../../handler.ts';

/** The requests whose senders wait to be answered by hand, oldest first, as far as this process has their connections. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const { bin, link } = await authorize(call, 'look');
  const held = call.held.of(bin.id).filter(({ seq }) => isAllowed(link, 'look', seq));
  return json({
    held: held.map((request) => ({ seq: request.seq, ...heldSummary(request) })),
  });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
