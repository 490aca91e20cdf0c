import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';
import { onTestFinished } from 'vitest';

/** Opens an HTTP/2 connection that closes after the test. */
export async function http2Session(origin: string): Promise<ClientHttp2Session> {
  const client = connect(origin, { rejectUnauthorized: false });
  client.on('error', () => {});
  onTestFinished(() => client.destroy());
  await once(client, 'connect');
  return client;
}
