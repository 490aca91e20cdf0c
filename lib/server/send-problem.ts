import type { ServerResponse } from 'node:http';
import { isAbandoned } from '#lib/model/asker.ts';
import { isOurFault, type Problem, problemOf, problemType, retryFields } from '#lib/model/errors.ts';
import { type RateUse, rateLimitFields } from '#lib/model/rate-limit-fields.ts';

/** Sends a problem (RFC 9457), which is never cached, as the response of a call that Next does not serve. */
export function sendProblem(response: ServerResponse, problem: Problem): void {
  for (const [name, value] of retryFields(problem)) response.setHeader(name, value);
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  const text = JSON.stringify(problem);
  response.writeHead(problem.status, {
    'Content-Type': problemType,
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

/**
 * Responds to a call that has failed. A response that has begun is cut off, and one that nobody waits for any more is not sent. `origin` is that of
 * this server.
 */
export function sendFailure(
  response: ServerResponse,
  error: unknown,
  { origin, reportError }: { origin: string; reportError: (error: unknown) => void },
): void {
  const hasLeft = response.destroyed;
  if (hasLeft || response.headersSent || isAbandoned(error)) {
    if (!hasLeft && !isAbandoned(error)) reportError(error);
    return void response.destroy();
  }
  const problem = problemOf(error, origin);
  if (isOurFault(problem)) reportError(error);
  sendProblem(response, problem);
}

/** Sets the headers that say what is left of the rate limits that a call was counted against. */
export function setRateLimits(response: ServerResponse, uses: readonly RateUse[]): void {
  for (const [name, value] of rateLimitFields(uses)) response.setHeader(name, value);
}
