import type { z } from 'zod';
import { askerAt, openCountedBin } from '#lib/access/counted-call.ts';
import { bearerKey, type Entry } from '#lib/access/open-bin.ts';
import type { Action } from '#lib/access/permissions.ts';
import { maskHeader } from '#lib/access/requested-masking.ts';
import type { CaptureView, viewMethods } from '#lib/access/views/capture-view.ts';
import { openView } from '#lib/access/views/open-view.ts';
import { senderHeader } from '#lib/http/origin.ts';
import { type Asker, isAbandoned } from '#lib/model/asker.ts';
import {
  Failure,
  fail,
  isOurFault,
  type Problem,
  problemOf,
  problemType,
  retryFields,
} from '#lib/model/errors.ts';
import { type RateUse, rateLimitFields } from '#lib/model/rate-limit-fields.ts';
import { parsedJson, shaped } from '#lib/model/read-json.ts';
import { shapedQuery } from '#lib/model/read-query.ts';
import { longestSettings } from '#lib/model/reply-settings-shape.ts';
import type { Services } from '#lib/server/services.ts';
import type { Store } from '#lib/store/store.ts';
import { type LongInput, type LongInputName, readInput } from '#lib/workers/jobs/read-input.ts';
import { requestOrigin } from '../origin.ts';
import { services } from '../services.ts';

/**
 * The input of a route handler. Captures are read through the view that `enter` returns, which shows what the link may see; the
 * store's own methods for captures are not available here.
 */
export type Call<Params> = Omit<Services, 'store'> & {
  store: Omit<Store, (typeof viewMethods)[number]>;
  request: Request;
  params: Params;
  /** The origin the request was sent to, for URLs in responses. */
  origin: string;
  /** The IP address of the client, where our server is in front; else empty. */
  sender: string;
  now: number;
  /** Notes what is left of a rate limit, for the headers of the response. */
  noteRate: (use: RateUse | null) => void;
};

type Handler<Params> = (call: Call<Params>) => Promise<Response>;

/** A route handler that turns every failure into problem details: the only place of the API that does. */
export function apiHandler<Params>(handler: Handler<Params>) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const origin = await requestOrigin();
    const running = await services();
    const uses: RateUse[] = [];
    const noteRate = (use: RateUse | null) => {
      if (use) uses.push(use);
    };
    try {
      const params = await context.params;
      const sender = addressOf(request, running);
      const call = { ...running, request, params, origin, sender, now: Date.now(), noteRate };
      const response = await handler(call);
      for (const [name, value] of rateLimitFields(uses)) response.headers.set(name, value);
      return response;
    } catch (error) {
      // The client disconnected and its work was aborted: nobody reads the response, and this is no error.
      if (request.signal.aborted && isAbandoned(error)) return new Response(null, { status: 499 });
      const problem = problemOf(error, origin);
      if (isOurFault(problem)) running.reportError(error);
      // A problem with a limit has the headers of that limit.
      return problemResponse(problem, problem.limit ? {} : Object.fromEntries(rateLimitFields(uses)));
    }
  };
}

/** The address a request came from, where our server is in front; else empty. */
function addressOf(request: Request, { saysOrigin }: Pick<Services, 'saysOrigin'>): string {
  return (saysOrigin && request.headers.get(senderHeader)) || '';
}

/** A problem (RFC 9457) as a response, never cached. */
export function problemResponse(
  problem: Problem & Record<string, unknown>,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': problemType,
      'Cache-Control': 'no-store',
      ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...Object.fromEntries(retryFields(problem)),
      ...headers,
    },
  });
}

/** A JSON response, never cached. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
}

/** Handlers for the methods a URL does not support (RFC 9110 §15.5.6): `export const { PUT } = rejectMethods('GET')`. */
export function rejectMethods(...allowed: string[]) {
  const refuse = async (request: Request): Promise<Response> => {
    const problem = problemOf(
      new Failure('method-not-allowed', `The method ${request.method} is not supported.`),
      await requestOrigin(),
    );
    return problemResponse(problem, { Allow: allowed.join(', ') });
  };
  return { GET: refuse, HEAD: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}

/** An empty response, never cached. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}

/**
 * The bin named in the URL, opened with the key of the request, and its captures as that key may see them. Also fails with
 * `rate-limited`.
 */
export async function authorize(
  call: Call<{ slug: string }>,
  action: Action,
): Promise<Entry & { captures: CaptureView; asker: Asker }> {
  const key = bearerKey(call.request.headers.get('authorization'));
  const masking = call.request.headers.get(maskHeader);
  const entry = await openCountedBin(call, { key, slug: call.params.slug, action, masking, now: call.now });
  const asker = askerOf(call, entry);
  return { ...entry, asker, captures: await capturesOf(entry, asker) };
}

/** The captures of a bin as a link may see them. */
export async function capturesOf(entry: Entry, asker: Asker): Promise<CaptureView> {
  return openView(await services(), entry, asker);
}

/** Who shares the turns of the long work of a call. */
export function askerOf(
  { sender, request }: Pick<Call<unknown>, 'sender' | 'request'>,
  { link }: Entry,
): Asker {
  return askerAt(sender, link, request.signal);
}

/** The longest JSON input in bytes, unless a route allows more. */
export const inputLimit = 64 * 1024;

/**
 * The JSON body of the request, parsed with the given shape. An empty body is an empty object. Long bodies count against the
 * sender's limits: may fail with `rate-limited` and `store-full`.
 */
export async function inputOf<S extends z.ZodType>(
  request: Request,
  shape: S,
  limit = inputLimit,
): Promise<z.infer<S>> {
  const text = await textOf(request, limit);
  return shaped(text.trim() === '' ? {} : parsedJson(text), shape);
}

/** The same for input with reply settings, which may be long: then it is parsed on a worker thread, on behalf of `asker`. */
export async function longInputOf<Name extends LongInputName>(
  { request, workers }: Pick<Call<unknown>, 'request' | 'workers'>,
  shape: Name,
  asker: Asker,
  limit = longestSettings,
): Promise<LongInput<Name>> {
  const text = await textOf(request, limit);
  if (text.length <= inputLimit / 4) return readInput({ shape, text }) as LongInput<Name>;
  return (await workers.run('readInput', { shape, text }, { asker })) as LongInput<Name>;
}

/** The body as text; fails with `input-too-large` above `limit` bytes. */
async function textOf(request: Request, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of piecesOf(request, limit)) {
    text += decoder.decode(chunk, { stream: true });
    length += chunk.length;
  }
  if (length > inputLimit) await countInput(request, length);
  return text + decoder.decode();
}

/** The body as bytes; fails with `input-too-large` above `limit` bytes. */
export async function bodyOf(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of piecesOf(request, limit)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

async function* piecesOf(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  let length = 0;
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) return;
    length += value.length;
    if (length <= limit) {
      yield value;
      continue;
    }
    // Not cancelled: Next would destroy the request, and the rest could not be drained until the sender has its response.
    fail('input-too-large', `The limit is ${limit} bytes.`);
  }
}

async function countInput(request: Request, length: number): Promise<void> {
  const running = await services();
  await running.gate.countBytes(addressOf(request, running), length);
}

/** The query, parsed with the given shape; repeated and unknown parameters are rejected by name. */
export function queryOf<S extends z.ZodObject>(request: Request, shape: S): z.infer<S> {
  return shapedQuery(new URL(request.url).searchParams, shape);
}
