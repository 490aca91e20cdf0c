import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** One HTTP/1 request, read from a socket without an HTTP library. Strings are byte strings. */
export type Recorded = {
  requestLine: string;
  headers: [name: string, value: string][];
  body: Buffer;
  chunked: boolean;
  /** The trailers of a chunked body. */
  trailers?: [name: string, value: string][];
  /** Every byte received: header lines and trailers that are not `name: value` are missing above. */
  raw: Buffer;
};

export type Recorder = {
  origin: string;
  authority: string;
  /** Returns the requests recorded since the last call. */
  take(): Recorded[];
  close(): Promise<void>;
};

/**
 * Starts a server that records every request and responds with 200 without a body. It uses no code under test. It grants
 * CORS preflights, so that pages of any origin can send requests; preflights are not recorded.
 */
export async function startRecorder(): Promise<Recorder> {
  let recorded: Recorded[] = [];
  const server = createServer((socket) => record(socket, (request) => recorded.push(request)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${authority}`,
    authority,
    take: () => {
      const taken = recorded;
      recorded = [];
      return taken;
    },
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

function record(socket: Socket, keep: (request: Recorded) => void): void {
  const pieces: Buffer[] = [];
  let head: Head | null = null;
  let received = 0;
  let done = false;
  socket.on('error', () => {});
  socket.on('data', (piece) => {
    if (done) return;
    pieces.push(piece);
    received += piece.length;
    if (!head) {
      head = headOf(Buffer.concat(pieces));
      if (head?.expectsContinue) socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    }
    if (!head || received < head.atLeast || (head.chunked && !endsChunks(piece))) return;
    const raw = Buffer.concat(pieces);
    const body = head.chunked
      ? decodeChunked(raw.subarray(head.length))
      : raw.subarray(head.length, head.atLeast);
    if (!body) return;
    done = true;
    const preflight = preflightAnswer(head);
    if (preflight) return socket.end(preflight);
    keep({
      requestLine: head.requestLine,
      headers: head.headers,
      body,
      chunked: head.chunked,
      trailers: head.chunked ? trailersOf(raw) : [],
      raw,
    });
    socket.end(`HTTP/1.1 200 OK\r\n${open}Content-Length: 0\r\nConnection: close\r\n\r\n`);
  });
}

const open = 'Access-Control-Allow-Origin: *\r\n';

/** The response to a CORS preflight (Fetch Standard §4.8); null for other requests. `*` would not include every name. */
function preflightAnswer({ requestLine, headers }: Head): string | null {
  const asked = (name: string) => headers.find(([sent]) => sent.toLowerCase() === name)?.[1];
  const method = asked('access-control-request-method');
  if (!requestLine.startsWith('OPTIONS ') || method === undefined || asked('origin') === undefined)
    return null;
  const names = asked('access-control-request-headers');
  const allowed = names === undefined ? '' : `Access-Control-Allow-Headers: ${names}\r\n`;
  return `HTTP/1.1 204 No Content\r\n${open}Access-Control-Allow-Methods: ${method}\r\n${allowed}Connection: close\r\n\r\n`;
}

type Head = {
  requestLine: string;
  headers: [string, string][];
  /** The length in bytes, including the blank line. */
  length: number;
  /** The least number of bytes of the message. */
  atLeast: number;
  chunked: boolean;
  expectsContinue: boolean;
};

function headOf(bytes: Buffer): Head | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [requestLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = lines.map(fieldOf);
  const joined = (name: string) =>
    headers
      .filter(([sent]) => sent.toLowerCase() === name)
      .map(([, value]) => value)
      .join(',');
  return {
    requestLine,
    headers,
    length: end + 4,
    atLeast: end + 4 + Number(joined('content-length') || 0),
    chunked: /chunked$/i.test(joined('transfer-encoding')),
    expectsContinue: /^100-continue$/i.test(joined('expect')),
  };
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
}

/** The lines between the last chunk and the blank line at the end. */
function trailersOf(raw: Buffer): [string, string][] {
  const end = /\r\n0\r\n((?:[^\r\n]+\r\n)*)\r\n$/.exec(raw.subarray(-4096).toString('latin1'));
  return (end?.[1] ?? '').split('\r\n').filter(Boolean).map(fieldOf);
}

function endsChunks(piece: Buffer): boolean {
  return piece.length < 5 || piece.subarray(-4).toString('latin1') === '\r\n\r\n';
}

/** Decodes a chunked body; null until the last chunk is received. */
function decodeChunked(coded: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = coded.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(coded.toString('latin1', at, lineEnd), 16);
    const start = lineEnd + 2;
    if (size === 0)
      return coded.subarray(-4).toString('latin1') === '\r\n\r\n' ? Buffer.concat(chunks) : null;
    if (start + size + 2 > coded.length) return null;
    chunks.push(coded.subarray(start, start + size));
    at = start + size + 2;
  }
}
