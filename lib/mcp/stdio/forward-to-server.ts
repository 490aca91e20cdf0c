import type { CallToolResult, ListToolsResult, Server } from '@modelcontextprotocol/server';
import type { Problem } from '#lib/model/errors.ts';

/** The Wirebin server that calls are forwarded to. */
export type Upstream = {
  /** The URL of the server, such as `http://localhost:3000`. */
  readonly url: string;
  /** A key of a bin, or a token for creating bins; undefined for neither. */
  readonly key: string | undefined;
  readonly version: string;
  /** Sends the calls: `fetch` of the process. */
  readonly send: typeof fetch;
};

type Answer<Result> = { readonly result?: Result; readonly error?: { readonly message: string } };

/**
 * An MCP server whose tools are those of the endpoint `/mcp` of a Wirebin server: it forwards each call as one request, so that its tools
 * are those of the version of that server. Errors of the connection name the URL and never the key.
 */
export async function forwardToServer({ url, key, version, send }: Upstream): Promise<Server> {
  const { Server } = await import('@modelcontextprotocol/server');
  const endpoint = new URL(`${url.replace(/\/+$/, '')}/mcp`);
  let last = 0;

  async function forward<Result>(method: string, params: unknown, signal: AbortSignal): Promise<Result> {
    last += 1;
    const response = await send(endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        'MCP-Protocol-Version': '2025-11-25',
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: last, method, params }),
      signal,
    }).catch((error: Error) => {
      signal.throwIfAborted();
      const cause = (error.cause as Error | undefined)?.message ?? error.message;
      throw new Error(`The server at ${url} could not be reached: ${cause}`);
    });
    const text = await response.text();
    if (!response.ok) throw new Error(refusalWords(url, response.status, text));
    const { result, error } = messageIn<Result>(text, response.headers.get('content-type') ?? '');
    if (result === undefined) throw new Error(error?.message ?? `The server at ${url} sent no result.`);
    return result;
  }

  const server = new Server(
    { name: 'wirebin', title: 'Wirebin', version },
    { capabilities: { tools: {} }, instructions: 'The tools of a Wirebin server.' },
  );
  server.setRequestHandler('tools/list', ({ params }, { mcpReq }) =>
    forward<ListToolsResult>('tools/list', withoutMeta(params), mcpReq.signal),
  );
  server.setRequestHandler('tools/call', ({ params }, { mcpReq }) =>
    forward<CallToolResult>('tools/call', withoutMeta(params), mcpReq.signal),
  );
  return server;
}

/** The parameters without what concerns the connection of the client. */
function withoutMeta(params: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { _meta, ...own } = params;
  return own;
}

/** The message of a response: JSON, or the one event of a stream. */
function messageIn<Result>(text: string, contentType: string): Answer<Result> {
  if (!contentType.startsWith('text/event-stream')) return JSON.parse(text) as Answer<Result>;
  const data = text
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trim())
    .filter((line) => line !== '');
  return JSON.parse(data.at(-1) ?? '{}') as Answer<Result>;
}

/** Why a server has rejected a call, in its own sentences where it is a Wirebin server. */
function refusalWords(url: string, status: number, text: string): string {
  try {
    const { title, detail, hint, code } = JSON.parse(text) as Problem;
    if (title !== undefined) return [title, detail, hint, `(${code})`].filter(Boolean).join(' ');
  } catch {
    // Not JSON: another server, or a proxy.
  }
  return `The server at ${url} responded with status ${status}. Check that it is a Wirebin server with an MCP endpoint.`;
}
