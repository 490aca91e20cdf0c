import { readerOf } from '../../../../delivery-in.ts';
import { apiHandler, authorize, json, rejectMethods } from '../../../../handler.ts';

/** The bulk replays of the bin that this server remembers, the latest first. */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const entry = await authorize(call, 'see-deliveries');
  return json({ replays: call.deliveries.replays(entry.bin.id, readerOf(entry)) });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
