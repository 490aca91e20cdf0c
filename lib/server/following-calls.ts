import type { IncomingMessage, ServerResponse } from 'node:http';
import { maskHeader } from '#lib/access/requested-masking.ts';
import { originHeader, senderHeader } from '#lib/http/origin.ts';
import { bufferLimit, eventStreamType, type TextSink } from '#lib/live/event-sink.ts';
import type { Following } from '#lib/live/following.ts';
import type { RateUse } from '#lib/model/rate-limit-fields.ts';
import { pageHeaders } from './app.ts';
import { sendFailure, sendProblem, setRateLimits } from './send-problem.ts';

/** A call that waits for captures. */
export type WaitingCall = { readonly what: 'wait' | 'events'; readonly slug: string; readonly query: string };

type Parts = {
  readonly following: Following;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly reportError: (error: unknown) => void;
};

/**
 * The call of a request that waits for captures; null for others. These are served here and not by Next, in which each request that
 * waits would take 100 KB.
 */
export function followingCall({ method, url = '' }: IncomingMessage): WaitingCall | null {
  if (method !== 'GET') return null;
  const [, slug, what, query = ''] =
    /^\/api\/v1\/bins\/([A-Za-z0-9-]+)\/(wait|events)(?:\?(.*))?$/s.exec(url) ?? [];
  return slug === undefined ? null : { what: what as WaitingCall['what'], slug, query };
}

/** Responds to a call that waits for captures, when they are there. Resolves once it has, or the client has left. */
export async function answerFollowing(
  { what, slug, query }: WaitingCall,
  { following, request, response, reportError }: Parts,
): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  const { headers } = request;
  const lastEventId = headers['last-event-id'];
  const masking = headers[maskHeader];
  const uses: RateUse[] = [];
  const call = {
    slug,
    authorization: headers.authorization ?? null,
    masking: typeof masking === 'string' ? masking : null,
    query: new URLSearchParams(query),
    lastEventId: typeof lastEventId === 'string' ? lastEventId : null,
    sender: String(headers[senderHeader] ?? ''),
    origin: String(headers[originHeader] ?? ''),
    signal: left.signal,
    noteRate: (use: RateUse | null) => {
      if (use) uses.push(use);
    },
  };
  for (const [name, value] of pageHeaders) response.setHeader(name, value);
  try {
    if (what === 'events') {
      await following.events(call, () => {
        setRateLimits(response, uses);
        return beginEvents(response);
      });
      response.end();
    } else {
      const result = await following.wait(call);
      setRateLimits(response, uses);
      if ('status' in result) sendProblem(response, result);
      else sendResult(response, result);
    }
  } catch (error) {
    if (!response.headersSent) setRateLimits(response, uses);
    sendFailure(response, error, { origin: call.origin, reportError });
  }
}

function sendResult(response: ServerResponse, value: unknown): void {
  const text = JSON.stringify(value);
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

function beginEvents(response: ServerResponse): TextSink {
  response.writeHead(200, { 'Content-Type': eventStreamType, ...streamHeaders });
  response.flushHeaders();
  return {
    write: (text) => void response.write(text),
    isFull: () => response.writableLength > bufferLimit,
    room: () => new Promise((resolve) => response.once('drain', resolve).once('close', resolve)),
  };
}

/** Compressing, or a proxy that buffers, would keep events back. */
const streamHeaders = { 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };
