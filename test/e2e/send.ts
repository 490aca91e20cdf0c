import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type Sent = {
  method?: string;
  /** What follows the capture URL, byte for byte: `/orders?id=1`. */
  path?: string;
  /** Header lines in the order and case they are sent in; Host and Content-Length come by themselves. */
  headers?: readonly (readonly [name: string, value: string])[];
  body?: string | Uint8Array;
};

/** Sends a request to a bin, as a program would, and resolves with its answer's status. */
export async function send(
  captureUrl: string,
  { method, path = '', headers = [], body = '' }: Sent = {},
): Promise<number> {
  const { host, hostname, port, pathname } = new URL(captureUrl);
  const bytes = Buffer.from(body as string);
  const framing = bytes.length > 0 ? [['Content-Length', `${bytes.length}`]] : [];
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({
      agent,
      hostname,
      port,
      method: method ?? (bytes.length > 0 ? 'POST' : 'GET'),
      path: pathname + path,
      headers: [['Host', host], ...headers, ...framing].flat(),
    })
      .on('response', resolve)
      .on('error', reject)
      .end(bytes);
  });
  await buffer(response);
  return response.statusCode!;
}

/** Sends `count` requests, sixteen at a time, each with its number in path and body. */
export async function sendMany(captureUrl: string, count: number): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const number = ++next;
      await send(captureUrl, { path: `/n/${number}`, headers: json, body: `{"number":${number}}` });
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

export const json = [['Content-Type', 'application/json']] as const;

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
