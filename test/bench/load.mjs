// node test/bench/load.mjs PLAN: sends requests on raw sockets and prints one line of JSON: the requests with a response, the
// failed ones, the rate a second, and latencies in milliseconds. It ends with exit code 1 and a sentence on standard error when
// the server ends, does not respond, or sends a status other than 2xx.
import { once } from 'node:events';
import { connect } from 'node:net';
import { ResponseReader } from './http-responses.mjs';

/**
 * @typedef {object} Plan JSON, the only argument.
 * @property {'closed' | 'paced' | 'groups'} mode `closed`: each connection sends its next request after the response to the one
 * before. `paced`: requests are due at a fixed rate, and a latency counts from when the request was due, so that a server that
 * stalls is charged for all requests it kept waiting. `groups`: all connections send `pipelined` requests at once, and again
 * after all responses have arrived.
 * @property {string} host
 * @property {number} port
 * @property {string[]} paths Requested in turn.
 * @property {string} [method]
 * @property {number} [bodyBytes]
 * @property {number} connections
 * @property {boolean} [keepAlive] `false`: one connection per request.
 * @property {number} [seconds] How long requests are sent. Those in progress then are waited for.
 * @property {number} [rampUpSeconds] Latencies and the rate count from here on.
 * @property {number} [rate] Requests a second of `paced`.
 * @property {boolean} [untilInputEnds] `paced`: goes on after `seconds` until standard input ends.
 * @property {number} [pipelined] Requests of a connection in one group.
 * @property {number} [requests] How many requests `groups` sends, rounded up to whole groups.
 * @property {number} [patienceSeconds] How long it waits when no response arrives at all.
 */

/** @type {Required<Plan>} */
const plan = {
  method: 'POST',
  bodyBytes: 1024,
  keepAlive: true,
  seconds: 1,
  rampUpSeconds: 0,
  rate: 100,
  untilInputEnds: false,
  pipelined: 1,
  requests: 0,
  patienceSeconds: 60,
  ...JSON.parse(process.argv[2] ?? '{}'),
};
const modes = { closed: runClosed, paced: runPaced, groups: runGroups };
const messages = plan.paths.map(messageOf);

let sent = 0;
let answered = 0;
let lastAnswerAt = performance.now();
/** When responses arrived and what they took, milliseconds. */
const arrivals = [];
const latencies = [];
/** When the first response of each connection arrived, milliseconds after the connections were opened. */
const firstAnswers = [];

const watchdog = setInterval(() => {
  if (performance.now() - lastAnswerAt < plan.patienceSeconds * 1000) return;
  fail(`No response arrived for ${plan.patienceSeconds} s. ${sent - answered} requests are waiting.`);
}, 500);

const began = performance.now();
const ended = await modes[plan.mode]();
clearInterval(watchdog);
process.stdout.write(`${JSON.stringify(resultOf(ended))}\n`);
process.exit(0);

/** Sends without a pause on every connection. Resolves with the moment when no more requests were sent. */
async function runClosed() {
  const until = began + plan.seconds * 1000;
  await Promise.all(
    Array.from({ length: plan.connections }, async () => {
      let isFirst = true;
      let connection = null;
      while (performance.now() < until) {
        connection ??= open();
        await connection.ask(performance.now());
        if (isFirst) firstAnswers.push(performance.now() - began);
        isFirst = false;
        if (plan.keepAlive) continue;
        await connection.closed;
        connection = null;
      }
      connection?.close();
    }),
  );
  return until;
}

/** Sends at a fixed rate, each request on the connection that has been idle longest. */
async function runPaced() {
  const pool = Array.from({ length: plan.connections }, open);
  await Promise.all(pool.map(({ connected }) => connected));
  const overdue = [];
  let mayEnd = !plan.untilInputEnds;
  if (plan.untilInputEnds) process.stdin.resume().once('end', () => (mayEnd = true));
  const first = performance.now();
  const gap = 1000 / plan.rate;
  const tasks = new Set();
  const send = (due) => {
    const free = pool.shift();
    if (!free) return overdue.push(due);
    // A server may close a connection that was idle for long.
    const connection = free.isOpen() ? free : open();
    const task = connection.ask(due).then(() => {
      tasks.delete(task);
      pool.push(connection);
      if (overdue.length > 0) send(overdue.shift());
    });
    tasks.add(task);
  };
  for (let next = 0; ; ) {
    const now = performance.now();
    const isOver = mayEnd && now - first >= plan.seconds * 1000;
    for (; first + next * gap <= now; next++) {
      sent += 1;
      send(first + next * gap);
    }
    if (isOver) break;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const until = performance.now();
  while (tasks.size > 0) await Promise.all(tasks);
  return until;
}

/** Sends groups of pipelined requests. */
async function runGroups() {
  const pool = Array.from({ length: plan.connections }, open);
  await Promise.all(pool.map(({ connected }) => connected));
  const perGroup = plan.connections * plan.pipelined;
  for (let group = 0; group * perGroup < plan.requests; group++) {
    const now = performance.now();
    await Promise.all(pool.map((connection) => connection.ask(now, plan.pipelined)));
  }
  return performance.now();
}

/** A connection that sends requests and waits for their responses. */
function open() {
  const socket = connect({ port: plan.port, host: plan.host, noDelay: true });
  let waiting = 0;
  let due = 0;
  let done = () => {};
  const reader = new ResponseReader((status) => {
    const now = performance.now();
    if (status < 200 || status > 299) fail(`The server responded with status ${status}.`);
    arrivals.push(now);
    latencies.push(now - due);
    answered += 1;
    lastAnswerAt = now;
    waiting -= 1;
    if (waiting === 0) done();
  });
  socket.on('data', (data) => {
    try {
      reader.read(data);
    } catch (error) {
      fail(error.message);
    }
  });
  socket.on('end', () => reader.end());
  socket.on('error', (error) => {
    if (waiting > 0 || error.syscall === 'connect') fail(`The connection failed: ${error.message}.`);
  });
  const closed = once(socket, 'close').then(() => {
    if (waiting > 0) fail('The server closed a connection before it responded.');
  });
  return {
    connected: once(socket, 'connect').catch(() => {}),
    closed,
    isOpen: () => !socket.destroyed && socket.readyState === 'open',
    close: () => socket.destroy(),
    /** Sends so many requests at once. Resolves when all responses have arrived. */
    ask(from, count = 1) {
      due = from;
      waiting = count;
      if (plan.mode !== 'paced') sent += count;
      if (count === 1) socket.write(nextMessage());
      else socket.write(Buffer.concat(Array.from({ length: count }, nextMessage)));
      return new Promise((resolve) => {
        done = resolve;
      });
    },
  };
}

function nextMessage() {
  nextMessage.turn = ((nextMessage.turn ?? -1) + 1) % messages.length;
  return messages[nextMessage.turn];
}

function messageOf(path) {
  const head = [
    `${plan.method} ${path} HTTP/1.1`,
    `Host: ${plan.host}:${plan.port}`,
    'Content-Type: text/plain',
    `Content-Length: ${plan.bodyBytes}`,
    ...(plan.keepAlive ? [] : ['Connection: close']),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.alloc(plan.bodyBytes, 'x')]);
}

function resultOf(until) {
  const from = began + plan.rampUpSeconds * 1000;
  const counted = latencies.filter((_, index) => arrivals[index] >= from).sort((a, b) => a - b);
  const inTime = arrivals.filter((at) => at >= from && at <= until).length;
  const at = (share) => counted[Math.min(counted.length - 1, Math.floor(counted.length * share))] ?? null;
  return {
    requests: answered,
    failed: sent - answered,
    rate: inTime / ((until - from) / 1000),
    p50: at(0.5),
    p99: at(0.99),
    max: counted.at(-1) ?? null,
    firstAnswers: firstAnswers.sort((a, b) => a - b),
  };
}

function fail(words) {
  const after = answered === 1 ? '1 response' : `${answered} responses`;
  process.stderr.write(`${words} (After ${after} from ${plan.host}:${plan.port}.)\n`);
  process.exit(1);
}
