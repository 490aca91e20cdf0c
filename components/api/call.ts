import type { Problem } from '#lib/model/errors.ts';
import { callErrors } from './words.ts';

/** Why a call failed: the problem the API returned, or our own when there was no response from the API. */
export type Trouble = Pick<Problem, 'title' | 'hint'> & {
  /** The API's stable code; `unreachable` without a response, `unexpected` when the response is not the API's. */
  code: Problem['code'] | 'unreachable' | 'unexpected';
  status: number;
  detail?: string;
};

/** Thrown by `call`. An aborted call throws the abort instead. */
export class CallFailed extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.title);
    this.name = 'CallFailed';
    this.trouble = trouble;
  }
}

export type CallOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  key?: string;
  /** Sent as JSON. */
  input?: unknown;
  signal?: AbortSignal;
  /** The call is completed even if the page is left. */
  keepalive?: boolean;
};

/** Calls the API at `path` (below `/api/v1`) and returns the response. Throws `CallFailed` unless it is a success. */
export async function call(
  path: string,
  { method = 'GET', key, input, signal, keepalive }: CallOptions = {},
): Promise<Response> {
  const response = await reach(`/api/v1${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(input === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: input === undefined ? null : JSON.stringify(input),
    cache: 'no-store',
    signal,
    keepalive,
  });
  if (!response.ok) throw new CallFailed(await troubleOf(response));
  return response;
}

/** Like `call`, but returns the JSON of the response. */
export async function callJson<T>(path: string, options?: CallOptions): Promise<T> {
  const response = await call(path, options);
  return whileReachable(response.json() as Promise<T>);
}

/** Like `fetch`, but throws `CallFailed` without a response. */
export function reach(url: string, init?: RequestInit): Promise<Response> {
  return whileReachable(fetch(url, init));
}

/**
 * Waits for a response, or for the rest of its body. Throws `CallFailed` if the network fails: browsers throw a `TypeError` then,
 * each with its own text (Fetch Standard, "network error").
 */
export async function whileReachable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (isAbort(error) || error instanceof SyntaxError) throw error;
    throw new CallFailed(unreachable);
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** The problem to show for anything that was thrown. */
export function troubleFrom(error: unknown): Trouble {
  if (error instanceof CallFailed) return error.trouble;
  return isCodeMissing(error) ? unreachable : unexpected(0);
}

/** Whether code of the page that is loaded when it is needed could not be fetched: the bundler names its error so. */
function isCodeMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ChunkLoadError';
}

export const unreachable: Trouble = {
  code: 'unreachable',
  status: 0,
  title: callErrors.unreachable,
  hint: callErrors.unreachableHint,
};

const unexpected = (status: number): Trouble => ({
  code: 'unexpected',
  status,
  title: status === 0 ? callErrors.failedHere : callErrors.unexpectedStatus(status),
  hint: callErrors.unexpectedHint,
});

async function troubleOf(response: Response): Promise<Trouble> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json'))
    return unexpected(response.status);
  return (await response.json()) as Problem;
}

/** Like `troubleOf`, for a response body that was read as text. */
export function troubleOfText(status: number, text: string): Trouble {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    return problem.code && problem.title ? (problem as Problem) : unexpected(status);
  } catch {
    return unexpected(status);
  }
}
