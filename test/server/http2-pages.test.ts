import { once } from 'node:events';
import { constants, createServer } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { overHttp1 } from '#lib/server/http2-pages.ts';
import {
  endHeaders,
  endStream,
  frame,
  framesOn,
  frameType,
  requestBlock,
  uint32,
} from '../support/http2-frames.ts';
import { until } from '../support/until.ts';

test('a page is not made for a stream that is reset as soon as it is opened', async () => {
  const asked: string[] = [];
  const serve = overHttp1((request, response) => {
    asked.push(request.url!);
    response.end('a page');
  });
  const server = createServer(serve).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const connection = framesOn(socket);
  const headers = (id: number, path: string) =>
    frame(frameType.headers, endStream | endHeaders, id, requestBlock('GET', path));
  const reset = frame(frameType.reset, 0, 1, uint32(constants.NGHTTP2_CANCEL));
  await connection.write(Buffer.concat([headers(1, '/cancelled'), reset, headers(3, '/wanted')]));
  await until(async () => connection.received(frameType.data) > 0);
  expect(asked).toEqual(['/wanted']);
});
