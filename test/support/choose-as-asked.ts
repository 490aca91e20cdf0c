import { first } from '#lib/http/headers.ts';
import type { Received } from '#lib/model/capture.ts';
import type { Reply } from '#lib/reply/reply.ts';
import type { Chosen } from '#lib/reply/reply-to.ts';

/** What a request may ask for in `X-Reply`, as JSON. `size` is a body of so many bytes instead of `body`. */
export type AskedReply = Partial<Omit<Reply, 'body'>> & { body?: string; size?: number };

/** Stands in for `lib/wire/choose-reply.ts` in a server of the tests: every request says how it is to be answered. */
export function chooseReplyFor(_: unknown, received: Pick<Received, 'headers' | 'malformed'>): Chosen {
  const asked: AskedReply = JSON.parse(first(received.headers, 'x-reply') ?? '{}');
  const body = asked.size === undefined ? Buffer.from(asked.body ?? 'ok\n') : Buffer.alloc(asked.size, 'x');
  const status = received.malformed === null ? 200 : 400;
  const reply: Reply = { status, headers: [['Content-Type', 'text/plain']], ...asked, body };
  return { reply, told: {} };
}
