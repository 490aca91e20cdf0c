import { seriesOf } from '#lib/attempts/attempt-series.ts';
import { attemptsFilter } from '#lib/attempts/attempts-filter.ts';
import { apiHandler, json, rejectMethods } from '../../../../../../handler.ts';
import { type CaptureParams, captureFactsIn } from '../capture-in.ts';

/** More attempts than this no sender makes of one delivery. */
const mostAttempts = 200;

/** The attempts of the delivery a capture belongs to, oldest first; `series` is null where nothing ties it to another. */
export const GET = apiHandler<CaptureParams>(async (call) => {
  const { facts, captures } = await captureFactsIn(call, 'look');
  const filter = attemptsFilter(facts);
  const found = filter && (await captures.list({ limit: mostAttempts, filter }));
  return json({ series: found && seriesOf(found.captures) });
});

export const { POST, PUT, PATCH, DELETE } = rejectMethods('GET', 'HEAD');
