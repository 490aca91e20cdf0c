import type { z } from 'zod';
import { bearerKey, type Entry, openBin } from '#lib/access/entry.ts';
import { hashKey } from '#lib/access/key.ts';
import type { Action } from '#lib/access/policy.ts';
import { senderOf } from '#lib/access/sender.ts';
import { type CaptureView, captureView, type viewed } from '#lib/access/view.ts';
import { senderHeader } from '#lib/http/origin.ts';
import { type Asker, isAbandoned } from '#lib/model/asker.ts';
import { Failure, fail, isOurFault, type Problem, problemOf, problemType } from '#lib/model/errors.ts';
import { parsedJson, shaped } from '#lib/model/read-json.ts';
import { longestSettings } from '#lib/model/reply-settings-shape.ts';
import type { Services } from '#lib/server/services.ts';
import type { Store } from '#lib/store/store.ts';
import { type LongInput, type LongInputName, readInput } from '#lib/workers/jobs/read-input.ts';
import { requestOrigin } from '../origin.ts';
import { services } from '../services.ts';

/**
 * What a route handler of the API is given. Captures are read through what `enter` gives it, which shows what the link shows;
 * the store has no words for them here.
 */
export type Call<Params> = Omit<Services, 'store'> & {
  store: Omit<Store, (typeof viewed)[number]>;
  request: Request;
  params: Params;
  /** The origin the request was sent to, for the addresses in answers. */
  origin: string;
  /** The address the request came from, where our server is in front; else empty. */
  sender: string;
  now: number;
};

type Handler<Params> = (call: Call<Params>) => Promise<Response>;

/** A route handler that answers every failure with problem details: the one place of the API that translates. */
export function answering<Params>(handler: Handler<Params>) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const origin = await requestOrigin();
    const running = await services();
    try {
      const params = await context.params;
      const sender = addressOf(request, running);
      return await handler({ ...running, request, params, origin, sender, now: Date.now() });
    } catch (error) {
      // Work ends in the middle once its asker has left: nobody reads the answer, and nothing is wrong.
      if (request.signal.aborted && isAbandoned(error)) return new Response(null, { status: 499 });
      const problem = problemOf(error, origin);
      if (isOurFault(problem)) running.blame(error);
      return problemResponse(problem);
    }
  };
}

/** The address a request came from, where our server is in front; else empty. */
function addressOf(request: Request, { saysOrigin }: Pick<Services, 'saysOrigin'>): string {
  return (saysOrigin && request.headers.get(senderHeader)) || '';
}

export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': problemType,
      'Cache-Control': 'no-store',
      ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...(problem.retryAfter === undefined ? {} : { 'Retry-After': String(problem.retryAfter) }),
      ...headers,
    },
  });
}

/** A JSON answer. Nothing of a bin may stay in a cache. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
  });
}

/** For the methods an address does not take (RFC 9110 §15.5.6): `export const { PUT } = refusing('GET')`. */
export function refusing(...allowed: string[]) {
  const refuse = async (request: Request): Promise<Response> => {
    const problem = problemOf(
      new Failure('method-not-allowed', `${request.method} is not.`),
      await requestOrigin(),
    );
    return problemResponse(problem, { Allow: allowed.join(', ') });
  };
  return { GET: refuse, HEAD: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}

export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}

/**
 * The bin in the address, opened with the key the request brings, and its captures as that key shows them. Fails also with
 * `rate-limited`.
 */
export async function enter(
  call: Call<{ slug: string }>,
  action: Action,
): Promise<Entry & { captures: CaptureView; asker: Asker }> {
  const key = bearerKey(call.request.headers.get('authorization'));
  if (key !== null && call.config.rates.perKey) await call.gate.countCall(nameOfKey(key));
  const entry = await openBin(call.store, key, call.params.slug, action, call.now);
  const asker = askerOf(call, entry);
  return { ...entry, asker, captures: await capturesOf(entry, asker) };
}

/** The captures of a bin as a link shows them. */
export async function capturesOf(entry: Entry, asker: Asker): Promise<CaptureView> {
  return captureView(await services(), entry, asker);
}

/** Who shares the turns of long work: an address, whatever links it has; where nobody knows it, a link. */
export function askerOf(
  { sender, request }: Pick<Call<unknown>, 'sender' | 'request'>,
  { link }: Entry,
): Asker {
  return { name: sender === '' ? `link ${link.id}` : senderOf(sender), signal: request.signal };
}

/** What a key is counted under: counters may be kept elsewhere, where no key belongs. */
const nameOfKey = (key: string) => Buffer.from(hashKey(key)).toString('base64url');

/** The longest JSON input, bytes, unless an address takes more: settings are small. */
const inputLimit = 64 * 1024;

/**
 * The request's JSON body in the given shape. No body at all is an empty object. A long one is stored as what senders send is, and
 * counts as that does: it may fail with `rate-limited` and `store-full`.
 */
export async function inputOf<S extends z.ZodType>(
  request: Request,
  shape: S,
  limit = inputLimit,
): Promise<z.infer<S>> {
  const text = await textOf(request, limit);
  return shaped(text.trim() === '' ? {} : parsedJson(text), shape);
}

/** The same for input that may hold reply settings, and be long: then it is read on a worker thread, on behalf of `asker`. */
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

/** The text of a body, read no further than `limit` bytes. */
async function textOf(request: Request, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = request.body?.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    text += decoder.decode(value, { stream: !done });
    if (done) {
      if (length > inputLimit) await countInput(request, length);
      return text;
    }
    length += value.length;
    if (length <= limit) continue;
    // Not cancelled: Next would destroy the request, and nobody could read on until the sender has its answer.
    fail('input-too-large', `It is more than ${limit} bytes long.`);
  }
}

async function countInput(request: Request, length: number): Promise<void> {
  const running = await services();
  await running.gate.countBytes(addressOf(request, running), length);
}

/** The address's query in the given shape; a parameter given twice is refused. */
export function queryOf<S extends z.ZodType>(request: Request, shape: S): z.infer<S> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    if (Object.hasOwn(query, name)) fail('invalid-input', `${name} is given twice.`);
    query[name] = value;
  }
  return shaped(query, shape);
}
