import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnLoopback } from '../egress/listen.ts';

export type ReceivedRequest = IncomingMessage & { readonly body: Buffer };

/** A destination that notes what it gets, and responds as it is told; the same until it is told otherwise. */
export async function receiver(respond: (request: ReceivedRequest, response: ServerResponse) => void = ok) {
  const requests: ReceivedRequest[] = [];
  const state = { respond };
  const server = createServer(async (request, response) => {
    const body = await buffer(request).catch(() => null);
    // The sender has left, or the test is over.
    if (body === null) return;
    const whole = Object.assign(request, { body });
    requests.push(whole);
    state.respond(whole, response);
  });
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    paths: () => requests.map(({ url }) => url),
    respondWith(next: typeof respond) {
      state.respond = next;
    },
  };
}

export const ok = (_: unknown, response: ServerResponse) => void response.end('thanks');
export const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: unknown, response: ServerResponse) =>
    void response.writeHead(code, headers).end();
