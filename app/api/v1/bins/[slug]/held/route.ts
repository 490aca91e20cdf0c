import { may } from '#lib/access/policy.ts';
import { heldSummary } from '#lib/copy-as/capture-json.ts';
import { answering, enter, json, refusing } from '../../../../answer.ts';

/** The requests whose senders wait to be answered by hand, oldest first, as far as this process has their connections. */
export const GET = answering<{ slug: string }>(async (call) => {
  const { bin, link } = await enter(call, 'look');
  const held = call.held.of(bin.id).filter(({ seq }) => may(link, 'look', seq));
  return json({
    held: held.map((request) => ({ seq: request.seq, ...heldSummary(request) })),
  });
});

export const { POST, PUT, PATCH, DELETE } = refusing('GET', 'HEAD');
