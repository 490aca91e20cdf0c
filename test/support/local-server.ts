import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server that keeps the bytes of each request, and responds once a request is complete. */
export type LocalServer = {
  readonly port: number;
  readonly host: string;
  readonly url: string;
  /** The requests in the order in which they were complete, as byte strings. */
  readonly received: string[];
  close(): Promise<void>;
};

/** Starts it on a port, or on a free one. `respond` is given the request and returns the response, as byte strings. */
export async function startLocalServer(
  respond: (request: string) => string | Promise<string> = () => response(200),
  port = 0,
): Promise<LocalServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let text = '';
    let isAnswered = false;
    const answer = async () => {
      if (isAnswered || !isComplete(text)) return;
      isAnswered = true;
      received.push(text);
      socket.end(await respond(text), 'latin1');
    };
    socket.on('data', (data) => {
      text += data.toString('latin1');
      void answer();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  const own = (server.address() as AddressInfo).port;
  const host = `127.0.0.1:${own}`;
  return { port: own, host, url: `http://${host}`, received, close };
}

/** A response as a byte string. */
export function response(status: number, body = 'ok', headers: readonly string[] = []): string {
  return [`HTTP/1.1 ${status} Whatever`, ...headers, `Content-Length: ${body.length}`, '', body].join('\r\n');
}

/** Whether a request is complete (RFC 9112 §6). A message without a proper head is, when it ends with an empty line. */
function isComplete(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = text.slice(0, end);
  if (/^transfer-encoding:.*chunked/im.test(head))
    return /\r\n0\r\n(?:[^\r\n]+\r\n)*\r\n$/.test(text.slice(end));
  const [, length = '0'] = /^content-length: *(\d+)/im.exec(head) ?? [];
  return text.length >= end + 4 + Number(length);
}
