import type { WaitResult } from '#lib/model/capture-json.ts';
import type { TextSink } from './event-sink.ts';
import { sendEvents } from './events.ts';
import type { FollowingCall, FollowingParts } from './subscribe.ts';
import { type WaitProblem, waitForCaptures } from './wait.ts';

/** The two calls with which programs get captures as they are received. Both fail like other calls of the API. */
export type Following = {
  wait(call: FollowingCall): Promise<WaitResult | WaitProblem>;
  events(call: FollowingCall, open: () => TextSink): Promise<void>;
};

export function openFollowing(parts: FollowingParts): Following {
  return {
    wait: (call) => waitForCaptures(parts, call),
    events: (call, open) => sendEvents(parts, call, open),
  };
}
