import { heldSummary } from '#lib/copy-as/capture-json.ts';
import { answering, enter, json, refusing } from '../../../../answer.ts';

/** The requests whose senders wait to be answered by hand, oldest first, as far as this process has their connections. */
export const GET = answering<{ slug: string }>(async (call) => {
  const { bin } = await enter(call, 'look');
  return json({
    held: call.held.of(bin.id).map((request) => ({ seq: request.seq, ...heldSummary(request) })),
  });
});

export const { POST, PUT, PATCH, DELETE } = refusing('GET', 'HEAD');
