import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '#lib/config/read-config.ts';
import { originHeader } from '#lib/http/origin.ts';
import type { Following } from '#lib/live/following.ts';
import type { Live } from '#lib/live/live.ts';
import { Failure, problemOf, problemType } from '#lib/model/errors.ts';
import type { CaptureContext } from '#lib/wire/capture.ts';
import { waitForTurn } from '#lib/wire/response/response-order.ts';
import type { App } from './app.ts';
import { allowOrigins } from './cors.ts';
import { isLive } from './dispatch.ts';
import { answerFollowing, followingCall } from './following-calls.ts';
import { closeLingering } from './lingering-close.ts';
import { isMcp } from './mcp/mcp-requests.ts';
import { dropCookies, isAddressTooLong } from './page-limits.ts';
import { PerTurnQueue } from './per-turn-queue.ts';
import type { Tracing } from './tracing/open-tracing.ts';

type Parts = {
  app: App;
  live: Live;
  following: Following;
  config: Pick<Config, 'corsOrigins'>;
  answerMcp: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  tracing: Pick<Tracing, 'followCall'> | null;
  reportError: CaptureContext['reportError'];
  /** Keeps the server open until the work is done. */
  track: (work: Promise<unknown>) => void;
};

/** The listener for requests to pages, the API and the live channel. Next gets at most one request per turn of the event loop. */
export function pageRequests({
  app,
  live,
  following,
  answerMcp,
  config,
  tracing,
  reportError,
  track,
}: Parts) {
  const pages = new PerTurnQueue(1);

  /** Resolves once the response is sent or the sender has disconnected, after which Next may never finish. */
  function handOver(responding: Promise<void>, response: ServerResponse): Promise<unknown> {
    const responded = responding.catch((error) => {
      reportError(error);
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end('This page could not be loaded. The operator can find the cause in the server log.\n');
    });
    return Promise.race([responded, new Promise((resolve) => response.once('close', resolve))]);
  }

  return function onPageRequest(request: IncomingMessage, response: ServerResponse): void {
    closeLingering(request, response);
    if (tracing !== null && request.url?.startsWith('/api/')) tracing.followCall(request, response);
    if (isAddressTooLong(request.url ?? '')) return void rejectLongAddress(request, response);
    dropCookies(request.headers);
    const begin = () =>
      pages.begin(() => {
        if (response.destroyed) return;
        if (allowOrigins(config, request, response)) return;
        if (isLive(request.url ?? '')) live.handleRequest(request, response);
        else if (isMcp(request.url ?? '')) track(answerMcp(request, response));
        else {
          const call = followingCall(request);
          if (call) track(answerFollowing(call, { following, request, response, reportError }));
          else track(handOver(app.handleRequest(request, response), response));
        }
      });
    // Start only the first of the requests pipelined on one connection: responses must be sent in order.
    if (response.socket) begin();
    else void waitForTurn(response).then((socket) => socket && begin());
  };
}

function rejectLongAddress({ headers }: IncomingMessage, response: ServerResponse): void {
  const problem = problemOf(new Failure('address-too-long'), String(headers[originHeader] ?? ''));
  response.writeHead(problem.status, { 'Content-Type': problemType, Connection: 'close' });
  response.end(JSON.stringify(problem));
}
