import { connect, type Socket } from 'node:net';

/** Writes bytes to a new connection and resolves with everything the server sent until it closed, as a byte string. */
export function exchange(port: number, ...messages: (string | Uint8Array)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  for (const message of messages) socket.write(message as string, 'latin1');
  return everythingFrom(socket);
}

/** Opens a connection for writing in pieces. */
export function openConnection(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}

export function everythingFrom(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    socket.on('data', (data) => {
      received += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
  });
}

/** A response as received; strings are byte strings. */
export type RawResponse = { status: number; headers: [name: string, value: string][]; body: string };

/**
 * Writes bytes to a new connection, resolves with the first `count` final responses, and closes it. Fails if the server
 * closes first, or sends nothing for `patience` milliseconds.
 */
export async function converse(
  port: number,
  message: string | Uint8Array,
  { count = 1, patience = 60_000, host = '127.0.0.1' } = {},
): Promise<RawResponse[]> {
  const socket = connect(port, host);
  socket.write(message as string, 'latin1');
  return responsesFrom(socket, count, patience);
}

/** Sends one request and resolves with its response. */
export async function ask(port: number, message: string | Uint8Array): Promise<RawResponse> {
  return (await converse(port, message))[0]!;
}

/** Resolves with the next `count` final responses on a connection, and closes it unless `keep`. */
export function responsesFrom(
  socket: Socket,
  count = 1,
  patience = 60_000,
  { keep = false, toHead = false } = {},
): Promise<RawResponse[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    const found: RawResponse[] = [];
    const timer = setTimeout(() => finish(`no more came within ${patience} ms`), patience);
    const finish = (trouble?: string) => {
      clearTimeout(timer);
      socket.off('data', onData).off('close', onClose);
      if (!keep) socket.destroy();
      if (trouble) reject(new Error(`${found.length} of ${count} responses: ${trouble}. Left over: ${text}`));
      else resolve(found);
    };
    const onData = (data: Buffer) => {
      text += data.toString('latin1');
      for (let next = firstResponse(text, toHead); next; next = firstResponse(text, toHead)) {
        text = text.slice(next.length);
        if (next.response.status >= 200) found.push(next.response);
        if (found.length === count) return finish();
      }
    };
    const onClose = () => finish('the connection was closed');
    socket.on('error', () => {});
    socket.on('data', onData).on('close', onClose);
  });
}

function firstResponse(text: string, toHead: boolean): { response: RawResponse; length: number } | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const status = Number(statusLine.split(' ')[1]);
  const start = end + 4;
  const length =
    toHead || status < 200 || status === 204 ? 0 : Number(headerOf({ headers }, 'content-length'));
  if (text.length < start + length) return null;
  return { response: { status, headers, body: text.slice(start, start + length) }, length: start + length };
}

/** The value of a response header, ignoring case; null if there is none. */
export function headerOf({ headers }: Pick<RawResponse, 'headers'>, name: string): string | null {
  return headers.find(([sent]) => sent.toLowerCase() === name)?.[1] ?? null;
}
