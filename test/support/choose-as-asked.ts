import { first } from '#lib/http/header-lookup.ts';
import type { Received } from '#lib/model/capture.ts';
import type { ChosenResponse } from '#lib/reply/respond-to.ts';
import type { BinResponse } from '#lib/reply/response.ts';

/** A response in JSON, which a request may ask for in `X-Reply`. `size` replaces `body` by a body of that many bytes. */
export type AskedReply = Partial<Omit<BinResponse, 'body'>> & { body?: string; size?: number };

/** Replaces `lib/wire/response/response-for-request.ts` in a test server: every request chooses its own response. */
export function chooseResponseFor(
  _: unknown,
  received: Pick<Received, 'headers' | 'malformed'>,
): ChosenResponse {
  const asked: AskedReply = JSON.parse(first(received.headers, 'x-reply') ?? '{}');
  const body = asked.size === undefined ? Buffer.from(asked.body ?? 'ok\n') : Buffer.alloc(asked.size, 'x');
  const status = received.malformed === null ? 200 : 400;
  const response: BinResponse = { status, headers: [['Content-Type', 'text/plain']], ...asked, body };
  return { response, facts: {} };
}

/** No bin answers by default: all requests take the full line, which can delay and break responses. */
export function hasDefaultResponses(): boolean {
  return false;
}

export const defaultResponseTo = chooseResponseFor.bind(null, null);
