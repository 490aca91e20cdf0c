import type { HeldSummary, ReplyContent } from '#lib/model/capture-json.ts';
import type { HandReply } from '#lib/model/manual-response-shape.ts';
import type { ShownSettings } from '#lib/model/reply-settings.ts';
import type { WritableSettings } from '#lib/model/reply-settings-input.ts';
import type { TestResult } from '#lib/model/reply-test-json.ts';
import type { Caller, CallOptions } from './call.ts';

/** What the senders of a bin get. */
export function repliesOf(bin: Caller) {
  return {
    get: ({ signal }: CallOptions = {}) => bin.json<ShownSettings>('GET', '/reply', { signal }),
    /** Replaces the reply settings. What is omitted gets its default. */
    set: (input: WritableSettings, { signal }: CallOptions = {}) =>
      bin.json<ShownSettings>('PUT', '/reply', { input, signal }),
    reset: ({ signal }: CallOptions = {}) => bin.done('DELETE', '/reply', { signal }),
    /** Starts the sequences of responses again. */
    restartSequences: ({ signal }: CallOptions = {}) => bin.done('DELETE', '/reply/state', { signal }),
    /** How the bin would respond to a stored capture, with its settings or with others. */
    test: (
      input: { readonly capture: number | 'latest'; readonly settings?: WritableSettings },
      { signal }: CallOptions = {},
    ) => bin.json<TestResult>('POST', '/reply/try', { input, signal }),
  };
}

/** The requests that are held for a manual response. */
export function heldOf(bin: Caller) {
  const at = (seq: number) => `/captures/${seq}/reply`;
  return {
    async list({ signal }: CallOptions = {}): Promise<(HeldSummary & { seq: number })[]> {
      const path = '/held';
      return (await bin.json<{ held: (HeldSummary & { seq: number })[] }>('GET', path, { signal })).held;
    },
    /** The response that the sender gets at the deadline. */
    pending: (seq: number, { signal }: CallOptions = {}) =>
      bin.json<{ status: number } & ReplyContent>('GET', at(seq), { signal }),
    /** Responds to the sender. Fails with `not-waiting` or `not-held-here` when it is too late. */
    respond: (seq: number, input: HandReply = {}, { signal }: CallOptions = {}) =>
      bin.json<{ seq: number; status: number }>('POST', at(seq), { input, signal }),
    /** Holds the request until so many milliseconds from now. Fails like `respond`. */
    extend: (seq: number, forMs: number, { signal }: CallOptions = {}) =>
      bin.json<{ seq: number; deadline: string }>('PATCH', at(seq), { input: { forMs }, signal }),
  };
}
