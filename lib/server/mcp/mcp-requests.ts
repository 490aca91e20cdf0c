import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import { senderKey } from '#lib/access/limits/sender-key.ts';
import { openByKey } from '#lib/access/open-bin.ts';
import type { Config } from '#lib/config/read-config.ts';
import { hostHeader, originHeader, senderHeader } from '#lib/http/origin.ts';
import { makeMcpServer } from '#lib/mcp/make-server.ts';
import type { ToolCall } from '#lib/mcp/tool.ts';
import { Failure, failureCode, problemOf } from '#lib/model/errors.ts';
import { parsedJson } from '#lib/model/read-json.ts';
import type { Store } from '#lib/store/store.ts';
import type { Workers } from '#lib/workers/workers.ts';
import { version } from '../../../package.json';
import { pageHeaders } from '../app.ts';
import { sendFailure } from '../send-problem.ts';
import { connectionKey } from './connection-key.ts';
import type { OwnApi } from './own-api.ts';
import { foreignAddress } from './own-origins.ts';

type Parts = {
  readonly config: Pick<Config, 'publicUrl' | 'host' | 'create' | 'createToken' | 'adminToken'>;
  readonly store: Store;
  readonly rateLimits: Parameters<typeof connectionKey>[0]['rateLimits'];
  readonly workers: Pick<Workers, 'run'>;
  readonly callApi: OwnApi;
  readonly reportError: (error: unknown) => void;
  readonly now: () => number;
};

/** The longest message of a client, bytes. */
const longestMessage = 256 * 1024;
/** The most requests that are served at the same time: one that waits takes some 200 KB. */
const mostAtOnce = 200;

/** Whether a request is for the MCP endpoint, `/mcp`. */
export function isMcp(target: string): boolean {
  return /^\/mcp(?:\?|$)/.test(target);
}

/**
 * Serves MCP over streamable HTTP, without sessions: each request is complete in itself, those of clients of 2025 as well as those of the
 * specification of 2026-07-28. The SDK is loaded on the first request.
 */
export function mcpRequests(parts: Parts) {
  const { config, store, workers, callApi, reportError, now } = parts;
  const names = [
    config.publicUrl && new URL(config.publicUrl).hostname,
    config.host,
    hostname().toLowerCase(),
  ];
  const ownNames = names.filter((name) => name !== undefined && name !== '') as string[];
  let inProgress = 0;

  async function respond(request: IncomingMessage, signal: AbortSignal): Promise<Response> {
    const { headers } = request;
    const origin = String(headers[originHeader] ?? '');
    const sender = String(headers[senderHeader] ?? '');
    // Read also where the request is rejected, so that the client can go on using the connection.
    const text = await textOf(request);
    const addressed = { host: headers[hostHeader] as string | undefined, origin: headers.origin };
    const foreign = foreignAddress(addressed, { names: ownNames, ownOrigin: origin });
    if (foreign !== null) throw new Failure('origin-not-allowed', foreign);
    const authorization = headers.authorization ?? null;
    const { key: ownKey, link } = await connectionKey(parts, { authorization, sender, now: now() });

    function callFor(aborted: AbortSignal): Omit<ToolCall, 'untrusted'> {
      const caller = { origin, sender, signal: AbortSignal.any([signal, aborted]) };
      return {
        callApi: (call) => callApi(call, { ...caller, authorization }),
        async openBin(key = ownKey ?? undefined) {
          const { bin } = await openByKey(store, key, now());
          const own = { ...caller, authorization: `Bearer ${key}` };
          return {
            slug: bin.slug,
            call: (call) => callApi({ ...call, path: `/bins/${bin.slug}${call.path}` }, own),
          };
        },
        compare: (before, after) =>
          workers.run(
            'compareRequests',
            { before, after },
            { asker: { name: senderKey(sender), signal: caller.signal } },
          ),
        now,
      };
    }

    const mcp = {
      version,
      origin,
      link,
      callFor,
      newBlockId: () => randomBytes(9).toString('base64url'),
      reportError,
    };
    const { createMcpHandler } = await import('@modelcontextprotocol/server');
    const handler = createMcpHandler(() => makeMcpServer(mcp), { responseMode: 'json', maxSubscriptions: 1 });
    const parsed = text === '' ? {} : bodyOf(text);
    if (parsed instanceof Response) return parsed;
    return handler.fetch(
      new Request(new URL('/mcp', origin), {
        method: request.method ?? 'GET',
        headers: endToEnd(headers),
        signal,
        ...(text !== '' && { body: text }),
      }),
      parsed,
    );
  }

  return async function answerMcp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const left = new AbortController();
    response.once('close', () => left.abort());
    for (const [name, value] of pageHeaders) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-store');
    inProgress += 1;
    try {
      if (inProgress > mostAtOnce) throw new Failure('busy');
      await write(await respond(request, left.signal), response);
    } catch (error) {
      sendFailure(response, error, { origin: String(request.headers[originHeader] ?? ''), reportError });
    } finally {
      inProgress -= 1;
    }
  };
}

/** The body as text. Fails with `input-too-large`. */
async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  // Not destroyed where reading stops early: the client would see a reset and never the response.
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > longestMessage)
      throw new Failure('input-too-large', `The limit is ${longestMessage} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** The message in a body. What is not JSON, or nested too deep to be parsed, is answered as JSON-RPC 2.0 §5.1 says. */
function bodyOf(text: string): { parsedBody: unknown } | Response {
  try {
    return { parsedBody: parsedJson(text) };
  } catch (error) {
    if (failureCode(error) !== 'invalid-json') throw error;
    const { title, hint } = problemOf(error, '');
    const message = { jsonrpc: '2.0', id: null, error: { code: -32_700, message: `${title} ${hint}` } };
    return new Response(JSON.stringify(message), {
      status: 400,
      headers: { 'Content-Type': 'application/json' },
    });
  }
}

/** The headers of a request that the SDK may see. */
function endToEnd(headers: IncomingMessage['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || connectionFields.has(name) ? [] : [[name, String(value)]],
  );
}

const connectionFields = new Set([
  'authorization', 'connection', 'content-length', 'expect', 'host', 'keep-alive', 'te', 'transfer-encoding', 'upgrade', hostHeader,
  originHeader, senderHeader,
]); // biome-ignore format: a word list

async function write({ status, headers, body }: Response, response: ServerResponse): Promise<void> {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.writeHead(status);
  response.flushHeaders();
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    if (response.destroyed) break;
    if (!response.write(piece))
      await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
  }
  response.end();
}
