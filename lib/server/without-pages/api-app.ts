import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { originHeader } from '#lib/http/origin.ts';
import { Failure, problemOf, problemType } from '#lib/model/errors.ts';
import { type App, pageHeaders } from '../app.ts';
import type { Services } from '../services.ts';
import type { inContext as InContext } from './call-context.ts';
import { type Route, routeMatcher } from './match-route.ts';

/** The compiled route handlers: `build.mjs` makes the list from the folders of `app/`. */
export type ApiModule = { readonly routes: readonly Route[]; readonly inContext: typeof InContext };

/**
 * An app with the API alone: the route handlers of `app/`, called without Next, which takes longer to load than the rest of the server. There are
 * no pages.
 */
export function apiApp({ routes, inContext }: ApiModule, services: () => Services): App {
  const matching = routeMatcher(routes);

  async function handleRequest(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const left = new AbortController();
    response.once('close', () => left.abort());
    const request = requestOf(incoming, left.signal);
    const answered = await respond(request, incoming.headers[originHeader]);
    for (const [name, value] of pageHeaders) response.setHeader(name, value);
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    if (!answered.body || incoming.method === 'HEAD') response.end();
    else {
      await pipeline(Readable.fromWeb(answered.body as NodeStream), response).catch((error) => {
        if (!left.signal.aborted) throw error;
      });
    }
    // The rest of a body that no handler has read.
    incoming.resume();
  }

  async function respond(request: Request, origin: string | string[] | undefined): Promise<Response> {
    const failed = (failure: Failure) => {
      const problem = problemOf(failure, String(origin ?? ''));
      return Response.json(problem, { status: problem.status, headers: { 'Content-Type': problemType } });
    };
    const found = matchingOrNull(new URL(request.url).pathname);
    if (!found)
      return failed(
        new Failure('not-found', 'This server was started with the API alone, without its pages.'),
      );
    const method = request.method === 'HEAD' && !found.handlers.HEAD ? 'GET' : request.method;
    const handler = found.handlers[method];
    if (!handler)
      return failed(new Failure('method-not-allowed', `The method ${request.method} is not supported.`));
    const context = { services: services(), headers: request.headers };
    return inContext(context, () => handler(request, { params: Promise.resolve(found.params) }));
  }

  function matchingOrNull(path: string) {
    try {
      return matching(path);
    } catch {
      // The path is not percent-encoded UTF-8.
      return null;
    }
  }

  return {
    load() {},
    ready: Promise.resolve(),
    handleRequest,
    async handleUpgrade(_request, socket) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
    async close() {},
  };
}

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (!name.startsWith(':')) for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  const hasBody = !['GET', 'HEAD'].includes(method);
  return new Request(new URL(url, 'http://localhost'), {
    method,
    headers,
    signal,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  } as RequestInit);
}
