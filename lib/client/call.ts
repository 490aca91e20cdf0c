import { queryString } from '#lib/http/query-string.ts';
import { errorOf, unexpected, unreachable } from './wirebin-error.ts';

/** Where and how calls are made. */
export type Connection = {
  /** The URL of the server, such as `https://bins.example`. */
  readonly url: string | URL;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
};

/** What every call accepts. */
export type CallOptions = { readonly signal?: AbortSignal };

export type CallInput = CallOptions & {
  readonly key?: string;
  readonly query?: Parameters<typeof queryString>[0];
  /** Sent as JSON. */
  readonly input?: unknown;
  /** Sent as it is. */
  readonly body?: BodyInit;
  readonly accept?: string;
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls the API. Every function throws a `WirebinError` unless the response is a success. */
export type Caller = {
  /** The origin of the server, and the path below which it is served, if any. Without a slash at the end. */
  readonly url: string;
  /** `path` is below `/api/v1`. */
  response(method: Method, path: string, input?: CallInput): Promise<Response>;
  json<T>(method: Method, path: string, input?: CallInput): Promise<T>;
  bytes(method: Method, path: string, input?: CallInput): Promise<Uint8Array<ArrayBuffer>>;
  text(method: Method, path: string, input?: CallInput): Promise<string>;
  /** For responses without content. */
  done(method: Method, path: string, input?: CallInput): Promise<void>;
};

export function callerOf(connection: Connection): Caller {
  const url = new URL(connection.url).href.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  const send = connection.fetch ?? globalThis.fetch;

  async function response(
    method: Method,
    path: string,
    { key, query, input, body, accept, signal }: CallInput = {},
  ): Promise<Response> {
    const search = query ? queryString(query) : '';
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers: {
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
        ...(input === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(accept === undefined ? {} : { Accept: accept }),
      },
      body: input === undefined ? body : JSON.stringify(input),
      signal,
      // A stream can be sent only so (Fetch Standard, RequestInit).
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    };
    const received = await whileReachable(
      send(`${url}/api/v1${path}${search && `?${search}`}`, init),
      signal,
    );
    if (!received.ok) throw await errorOf(received);
    return received;
  }

  /** Throws the reason of an aborted signal, and `unreachable` where the network fails. */
  async function whileReachable<T>(reading: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      signal?.throwIfAborted();
      throw unreachable(url, error);
    }
  }

  /** Reads the content of a response. */
  async function read<T>(
    method: Method,
    path: string,
    input: CallInput | undefined,
    of: (response: Response) => Promise<T>,
  ): Promise<T> {
    const received = await response(method, path, input);
    return whileReachable(of(received), input?.signal);
  }

  return {
    url,
    response,
    async json<T>(method: Method, path: string, input?: CallInput) {
      const received = await response(method, path, input);
      if (!/\bjson\b/.test(received.headers.get('content-type') ?? '')) throw unexpected(received);
      return whileReachable(received.json() as Promise<T>, input?.signal);
    },
    bytes: (method, path, input) =>
      read(method, path, input, async (received) => new Uint8Array(await received.arrayBuffer())),
    text: (method, path, input) => read(method, path, input, (received) => received.text()),
    async done(method, path, input) {
      await read(method, path, input, (received) => received.arrayBuffer());
    },
  };
}
