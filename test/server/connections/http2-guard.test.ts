import { once } from 'node:events';
import {
  type ClientHttp2Session,
  connect,
  constants,
  createServer,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Http2Guard } from '#lib/server/connections/http2-guard.ts';
import type { Rejection } from '#lib/server/connections/rejections.ts';
import { until } from '../../support/until.ts';

const times = { request: 300_000, idle: 65_000 };

/** A server of HTTP/2 whose one connection is guarded by a clock that the test moves. */
async function guarded(serve: (response: Http2ServerResponse) => void, { carriesMany = false } = {}) {
  const clock = { now: 0 };
  const rejected: Rejection[] = [];
  let guard: Http2Guard | undefined;
  const server = createServer((_, response) => serve(response)).listen(0, '127.0.0.1');
  let tcp: Socket;
  server.prependListener('connection', (socket) => {
    tcp = socket;
  });
  server.on('session', (session: ServerHttp2Session) => {
    const reject = (reason: Rejection) => void rejected.push(reason);
    guard = new Http2Guard(session, tcp, { carriesMany, reject, now: () => clock.now });
  });
  await once(server, 'listening');
  const client: ClientHttp2Session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    settings: { initialWindowSize: 0 },
  });
  client.on('error', () => {});
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  await once(client, 'remoteSettings');
  await until(async () => guard);
  return { clock, rejected, client, guard: guard! };
}

test('a connection that nothing was asked on for a while is closed, and with it nothing is wrong', async () => {
  const { clock, rejected, client, guard } = await guarded((response) => response.end());
  guard.check(times);
  expect(guard.standing()).toEqual({ phase: 'idle', since: 0, bytes: 0 });
  const goaway = once(client, 'goaway');
  clock.now = times.idle;
  guard.check(times);
  expect((await goaway)[0]).toBe(constants.NGHTTP2_NO_ERROR);
  expect(rejected).toEqual([]);
});

test('a request that does not come in full in time is reset, and others of its connection go on', async () => {
  const { clock, client, guard } = await guarded((response) => response.stream.respond());
  const slow = client.request({ ':method': 'POST' });
  slow.on('error', () => {}).write('some of it');
  const whole = client.request({ ':method': 'GET' });
  await Promise.all([once(slow, 'response'), once(whole, 'response')]);
  expect(guard.standing().phase).toBe('responding');
  const closed = once(slow, 'close');
  clock.now = times.request;
  guard.check(times);
  await closed;
  expect(slow.rstCode).toBe(constants.NGHTTP2_CANCEL);
  expect(whole.closed).toBe(false);
  whole.on('error', () => {}).close(constants.NGHTTP2_CANCEL);
  await once(whole, 'close');
});

test('responses that a proxy does not read are reset, and its connection is not closed', async () => {
  const { clock, rejected, client, guard } = await guarded((response) => response.end('unread'), {
    carriesMany: true,
  });
  const stream = client.request({ ':path': '/' });
  stream.on('error', () => {});
  await once(stream, 'response');
  const closed = once(stream, 'close');
  guard.check(times);
  clock.now = 60_000;
  guard.check(times);
  await closed;
  expect(rejected).toEqual([]);
  expect(client.closed).toBe(false);
});
