import { retryAfterSeconds } from '#lib/attempts/retry-after.ts';
import type { NearMiss, WaitResult } from '#lib/model/capture-json.ts';
import type { FailureCode, Problem } from '#lib/model/errors.ts';

/** The code of a problem of the API; `unreachable` without a response, `unexpected` where the response is not the API's. */
export type WirebinErrorCode = FailureCode | 'unreachable' | 'unexpected';

/** What an error says. `captures`, `next` and `nearMisses` belong to `wait-timed-out`. */
export type ErrorFacts = Partial<WaitResult> & {
  readonly code: WirebinErrorCode;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly hint: string;
  readonly retryAfter?: number;
  readonly nearMisses?: readonly NearMiss[];
};

/** The one error that calls of the client throw, except that an aborted call throws the reason of its signal. */
export class WirebinError extends Error {
  override readonly name = 'WirebinError';
  /** The stable code, as listed at `/docs/errors`. */
  readonly code: WirebinErrorCode;
  /** The HTTP status; 0 without a response. */
  readonly status: number;
  /** What happened, as a sentence. */
  readonly title: string;
  /** The specifics of this call; null when there are none. */
  readonly detail: string | null;
  /** What to do about it. */
  readonly hint: string;
  /** Seconds after which another try may succeed; null when unknown. */
  readonly retryAfter: number | null;
  /** With `wait-timed-out`: the captures that matched, and the `after` with which to wait for what follows them. */
  readonly captures: WaitResult['captures'];
  readonly next: number | null;
  /** With `wait-timed-out`: captures that almost matched. */
  readonly nearMisses: readonly NearMiss[];

  constructor(facts: ErrorFacts, cause?: unknown) {
    super(facts.detail ? `${facts.title} ${facts.detail}` : facts.title, { cause });
    this.code = facts.code;
    this.status = facts.status;
    this.title = facts.title;
    this.detail = facts.detail ?? null;
    this.hint = facts.hint;
    this.retryAfter = facts.retryAfter ?? null;
    this.captures = facts.captures ?? [];
    this.next = facts.next ?? null;
    this.nearMisses = facts.nearMisses ?? [];
  }
}

/** The error for a fetch that failed without a response. */
export function unreachable(origin: string, cause: unknown): WirebinError {
  return new WirebinError(
    {
      code: 'unreachable',
      status: 0,
      title: `The server at ${origin} could not be reached.`,
      hint: 'Check the URL, and that the server is running.',
    },
    cause,
  );
}

/** The error for a response that is no success. */
export async function errorOf(response: Response): Promise<WirebinError> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json'))
    return new WirebinError((await response.json()) as Problem);
  await response.body?.cancel();
  return unexpected(response);
}

/** The error for a response that the API does not give. */
export function unexpected({
  status,
  url,
  headers,
}: Pick<Response, 'status' | 'url' | 'headers'>): WirebinError {
  const retryAfter = retryAfterSeconds(headers.get('retry-after') ?? '', Date.now());
  return new WirebinError({
    code: 'unexpected',
    status,
    ...(retryAfter === null ? {} : { retryAfter }),
    title: `The response with status ${status} is not one of Wirebin.`,
    ...(url ? { detail: `It came from ${new URL(url).origin}.` } : {}),
    hint: 'Check that the URL is that of a Wirebin server, and that no proxy responds in its place.',
  });
}

/** Whether a server or a proxy responded, whatever it said. */
export function wasReached(error: unknown): boolean {
  return error instanceof WirebinError && error.status > 0;
}

/** Whether another try may succeed: without a response, and where the server or a proxy is overloaded or restarting. */
export function isTemporary(error: unknown): error is WirebinError {
  return (
    error instanceof WirebinError &&
    (error.code === 'unreachable' || error.status === 429 || [502, 503, 504].includes(error.status))
  );
}
