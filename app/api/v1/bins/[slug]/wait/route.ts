import { followingCallOf } from '../../../../following-call.ts';
import { apiHandler, json, problemResponse, rejectMethods } from '../../../../handler.ts';

/**
 * Responds once the bin has so many captures that match a filter, including those that were there before. When the time is up, the
 * problem `wait-timed-out` has those that were received, and others that almost matched.
 */
export const GET = apiHandler<{ slug: string }>(async (call) => {
  const result = await call.following.wait(followingCallOf(call));
  return 'status' in result ? problemResponse(result) : json(result);
});

export const { HEAD, POST, PUT, PATCH, DELETE } = rejectMethods('GET');
