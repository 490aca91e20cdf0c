import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newBin, type RunningServer, sharedServer } from '../../support/server.ts';
import { until } from '../../support/until.ts';
import { everythingFrom, headerOf, responsesFrom } from '../../support/wire.ts';

/** The command that runs a server with so few open files. */
const withFiles = (count: number) => ['sh', '-c', `ulimit -n ${count}; exec "$@"`, 'sh'];

/** A connection from an address of this machine, closed after the test. */
function connectFrom(localAddress: string, { port }: RunningServer): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return new Promise((resolve) =>
    socket.once('connect', () => resolve(socket)).once('close', () => resolve(socket)),
  );
}

/** Starts bodies that do not end, and resolves once they have had all the time a server needs to accept them. */
async function slowBodies(
  count: number,
  address: string,
  server: RunningServer,
  target: string,
): Promise<Socket[]> {
  const head = `POST ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nfirst bytes`;
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = await connectFrom(address, server);
      socket.write(head);
      socket.resume();
      return socket;
    }),
  );
}

/** The statuses that senders get, each from an address of its own. */
async function statuses(count: number, server: RunningServer, target: string): Promise<number[]> {
  const each = Array.from({ length: count }, async (_, index) => {
    const socket = await connectFrom(`127.0.0.${index + 2}`, server);
    socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const [response] = await responsesFrom(socket, 1, 30_000, { keep: true }).catch(() => [{ status: 0 }]);
    return response!.status;
  });
  return Promise.all(each);
}

async function metric(server: RunningServer, name: string): Promise<number> {
  const text = await (await fetch(`${server.origin}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length),
  );
}

const fullCount = 'wirebin_connections_rejected_total{reason="full"}';
const perAddressCount = 'wirebin_connections_rejected_total{reason="per-address"}';

describe('with few files', () => {
  const few = sharedServer({ under: withFiles(256) });

  test('slow bodies of one address leave room for every other sender', async () => {
    const server = few();
    const { slug } = await newBin(server.origin);
    const slow = await slowBodies(300, '127.0.0.1', server, `/b/${slug}/slow`);
    expect(await statuses(35, server, `/b/${slug}/quick`)).toEqual(Array(35).fill(200));
    expect(await metric(server, fullCount)).toBeGreaterThan(100);
    expect(await metric(server, 'wirebin_connections')).toBeLessThan(200);
    // The log says so in a line and the next five seconds later, not a line for each.
    const lines = server.log().trim().split('\n');
    expect(lines.length).toBeLessThan(10);
    expect(JSON.parse(lines[0]!)).toMatchObject({ reason: 'full', address: '127.0.0.1' });
    await until(async () => slow.filter((socket) => socket.destroyed).length > 100);
  });

  test('a connection that is closed to make room is told so in words', async () => {
    const server = few();
    const { slug } = await newBin(server.origin);
    const first = await connectFrom('127.0.0.1', server);
    const told = everythingFrom(first);
    first.write(
      `POST /b/${slug} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n`,
    );
    // Until it is continued, its request may not have been begun.
    await new Promise((resolve) => first.once('data', resolve));
    await slowBodies(200, '127.0.0.1', server, `/b/${slug}`);
    const text = await told;
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 503 /);
    expect(text).toContain('\r\nRetry-After: 5\r\n');
    expect(text).toContain('"code": "connections-full"');
  });
});

describe('with few connections for an address', () => {
  const environment = { CONNECTIONS_PER_ADDRESS: '3', TRUSTED_PROXIES: '127.0.0.9' };
  const limited = sharedServer({ environment });

  test('an address that has as many connections as it may gets 429, unless one of them is idle', async () => {
    const server = limited();
    const { slug } = await newBin(server.origin);
    const get = `GET /b/${slug} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    await slowBodies(2, '127.0.0.2', server, `/b/${slug}`);
    const idle = await connectFrom('127.0.0.2', server);
    idle.write(get);
    await responsesFrom(idle, 1, 30_000, { keep: true });
    const [newcomer] = await slowBodies(1, '127.0.0.2', server, `/b/${slug}`);
    await until(async () => idle.destroyed);
    expect(newcomer!.destroyed).toBe(false);

    const refused = await connectFrom('127.0.0.2', server);
    refused.write(get);
    const [response] = await responsesFrom(refused);
    expect(response!.status).toBe(429);
    expect(headerOf(response!, 'retry-after')).toBe('5');
    expect(JSON.parse(response!.body)).toMatchObject({
      code: 'too-many-connections',
      detail: 'One IP address may have 3 connections open.',
    });
    expect(await statuses(1, server, `/b/${slug}`)).toEqual([429]);
    expect(await metric(server, perAddressCount)).toBe(2);
    expect(server.log()).toContain('"reason":"per-address"');
  });

  test('connections of a trusted proxy are not counted for its address', async () => {
    const server = limited();
    const { slug } = await newBin(server.origin);
    await slowBodies(10, '127.0.0.9', server, `/b/${slug}`);
    const socket = await connectFrom('127.0.0.9', server);
    socket.write(`GET /b/${slug} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect((await responsesFrom(socket))[0]!.status).toBe(200);
  });
});
